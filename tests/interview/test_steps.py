"""Which question comes next, and when there is none."""

from collections.abc import Callable

import pytest

from bot.interview.record import Entry, Record
from bot.interview.steps import MOST_QUESTIONS, Ask, Done, next_step, question
from rules.answers import Answer, Known, Unknown
from rules.checklists import lines_of, ticked
from rules.scoring import Engine
from rules.value import FIRST, WORLDS, next_question
from tests.interview.asked import answered
from tests.rules.books import house
from tests.rules.deciding import archetype


def asked(engine: Engine, record: Record) -> str:
    step = next_step(engine, record)
    assert isinstance(step, Ask)
    return step.question.id


def reply(name: str, known: dict[str, Answer]) -> Entry:
    """Answer a question from what is known, and with "don't know" otherwise."""
    if name in house().checklists:
        lines = lines_of(name, house().facts)
        return Entry(name, {line.id: known.get(line.id, ticked(line, False)) for line in lines})
    return Entry(name, {name: known.get(name, Unknown())})


def hold(engine: Engine, known: dict[str, Answer]) -> Record:
    """Hold an interview to its end."""
    return hold_with(engine, lambda name: reply(name, known), Record())


def test_goal_and_pains_are_asked_first(engine: Engine) -> None:
    assert FIRST == ("goal", "pains")
    assert asked(engine, Record()) == "goal"
    assert asked(engine, answered(goal="cut_cost")) == "pains"
    assert asked(engine, answered(goal="cut_cost", pains=["none"])) not in FIRST


@pytest.mark.parametrize(
    ("said_so_far", "wanted"),
    [
        ({"goal": "cut_cost", "pains": ["none"]}, []),
        ({"goal": "more_reliable", "pains": ["cloud_bill"]}, ["cloud_usd_month"]),
        ({"goal": "more_reliable", "pains": ["monitoring_bill"]}, ["observability_usd_month"]),
        (
            {"goal": "cut_cost", "pains": ["cloud_bill", "monitoring_bill"]},
            ["cloud_usd_month", "observability_usd_month"],
        ),
        ({"goal": "more_reliable", "pains": ["outages"]}, []),
        ({"goal": "cut_cost", "pains": ["cloud_bill"], "current_shape": "nothing"}, []),
    ],
)
def test_of_a_bill_that_hurts_it_is_asked_next_how_high_it_is(
    engine: Engine, said_so_far: dict[str, object], wanted: list[str]
) -> None:
    bills, record, put = {"cloud_usd_month", "observability_usd_month"}, answered(**said_so_far), []
    while (question := asked(engine, record)) in bills:
        put.append(question)
        record = record.with_entry(Entry(question, {question: Unknown()}))
    assert put == wanted


def test_what_was_volunteered_is_not_asked_first(engine: Engine) -> None:
    assert asked(engine, answered(pains=["outages"])) == "goal"


def test_which_side_work_it_does_is_asked_last_unless_it_was_said(engine: Engine) -> None:
    known = {**archetype("stream-of-one-team"), "cloud_usd_month": Unknown()}
    entries = tuple(Entry(name, {name: answer}) for name, answer in known.items())
    step = next_step(engine, Record(entries))
    assert isinstance(step, Ask)
    assert step.question.id == "side_workloads"
    for answer in (Known(()), Unknown()):
        said = Entry("side_workloads", {"side_workloads": answer})
        assert isinstance(next_step(engine, Record((*entries, said))), Done)


def test_pains_are_asked_even_after_the_goal_was_skipped(engine: Engine) -> None:
    assert asked(engine, Record((Entry("goal", {}),))) == "pains"


@pytest.mark.parametrize("name", ["cheap-functions", "stream-of-one-team", "large-uploads"])
def test_an_interview_ends_by_itself_and_asks_nothing_twice(engine: Engine, name: str) -> None:
    record = hold(engine, archetype(name))
    questions = [entry.question for entry in record.entries]
    assert len(questions) == len(set(questions))
    assert questions[:2] == ["goal", "pains"]
    assert isinstance(next_step(engine, record), Done)


def test_the_checklists_are_among_what_is_asked(engine: Engine) -> None:
    record = hold(engine, archetype("cheap-functions"))
    assert {entry.question for entry in record.entries} & house().checklists.keys()


def hold_with(engine: Engine, answer: Callable[[str], Entry], record: Record) -> Record:
    """Answer whatever is asked in one way; an interview that does not end fails instead of going on for ever."""
    for _ in range(MOST_QUESTIONS + 5):
        step = next_step(engine, record)
        if isinstance(step, Done):
            return record
        record = record.with_entry(answer(step.question.id))
    raise AssertionError("the interview does not end")


def unknown(name: str) -> Entry:
    lines = [line.id for line in lines_of(name, house().facts)] or [name]
    return Entry(name, dict.fromkeys(lines, Unknown()))


def skipped(name: str) -> Entry:
    return Entry(name, {})


@pytest.mark.parametrize("answer", [unknown, skipped])
def test_who_answers_nothing_comes_to_an_end(engine: Engine, answer: Callable[[str], Entry]) -> None:
    record = hold_with(engine, answer, Record())
    assert 2 < len(record.entries) <= MOST_QUESTIONS
    assert len({entry.question for entry in record.entries}) == len(record.entries)


def test_where_everything_is_known_nothing_is_asked(engine: Engine) -> None:
    worlds = engine.sampler.draw({}, 1)
    numeric = {name: Known(float(worlds[name][0])) for name, fact in house().facts.items() if fact.numeric}
    record = Record((Entry("all", {**dict.fromkeys(house().facts, Unknown()), **numeric}),))
    assert isinstance(next_step(engine, record), Done)


def test_an_answer_that_was_volunteered_is_not_asked_for(engine: Engine) -> None:
    record = answered(goal="cut_cost", pains=["none"])
    first = asked(engine, record)
    names = [line.id for line in lines_of(first, house().facts)] or [first]
    volunteered = record.with_entry(Entry("elsewhere", dict.fromkeys(names, Unknown())))
    assert asked(engine, volunteered) != first


def test_what_is_not_known_does_not_count_as_said(engine: Engine) -> None:
    """A bill that nobody knows is no stated bill: the same question follows as after skipping it."""
    record = answered(goal="cut_cost", pains=["cloud_bill"], current_shape="functions", current_platform="lambda")
    unknown, skipped = (
        record.with_entry(Entry("cloud_usd_month", answer)) for answer in ({"cloud_usd_month": Unknown()}, {})
    )
    assert next_step(engine, unknown) == next_step(engine, skipped)


def questions_of(engine: Engine, record: Record) -> set[str]:
    """List what is still asked of somebody who skips everything."""
    held = hold_with(engine, skipped, record)
    return {entry.question for entry in held.entries[len(record.entries) :]}


def test_a_checklist_that_lost_lines_to_an_edit_is_asked_again(engine: Engine) -> None:
    whole = answered(goal="cut_cost", pains=["cloud_bill"]).with_entry(reply("sizes", {}))
    cut = dict(whole.entries[-1].answers)
    for name in ("requests_per_second", "state", "traffic_shape", "steps_per_request"):
        del cut[name]
    assert "sizes" not in questions_of(engine, whole)
    assert "sizes" in questions_of(engine, whole.without_last().with_entry(Entry("sizes", cut)))


def test_a_checklist_that_was_skipped_is_not_asked_again(engine: Engine) -> None:
    record = answered(goal="cut_cost", pains=["cloud_bill"])
    for name in house().checklists:
        record = record.with_entry(Entry(name, {}))
    assert asked(engine, record) not in house().checklists


def test_progress_counts_what_was_asked_and_guesses_what_is_to_come(engine: Engine) -> None:
    step = next_step(engine, answered(goal="cut_cost"))
    assert isinstance(step, Ask)
    assert step.progress.answered == 1
    assert step.progress.likely_left >= 1
    assert step.progress.likely_left <= MOST_QUESTIONS


def test_the_same_record_gives_the_same_step(engine: Engine) -> None:
    record = answered(goal="handle_growth", pains=["outages"], workload="web_app")
    assert next_step(engine, record) == next_step(Engine(house()), record)


@pytest.mark.parametrize("name", [*house().facts])
def test_every_fact_is_put_as_a_question(name: str) -> None:
    fact, put = house().facts[name], question(house(), name)
    assert (put.id, put.text, put.why) == (name, fact.question, fact.why)
    assert [choice for choice, _ in put.choices] == list(fact.choices)
    assert put.multiple == (fact.kind == "several")


@pytest.mark.parametrize("name", [*house().checklists])
def test_every_checklist_is_put_as_one_question_to_tick(name: str) -> None:
    put = question(house(), name)
    assert put.multiple
    assert put.most is None
    assert [line for line, _ in put.choices] == [fact.id for fact in lines_of(name, house().facts)]


def test_nothing_else_is_a_question() -> None:
    with pytest.raises(KeyError):
        question(house(), "nonsense")


@pytest.mark.parametrize(
    "said_so_far",
    [
        {},
        {"goal": "cut_cost"},
        {"goal": "cut_cost", "pains": ["cloud_bill"]},
        {"goal": "handle_growth", "pains": ["outages"], "workload": "web_app", "current_shape": "monolith"},
    ],
)
def test_the_verdict_names_the_question_that_the_interview_asks_next(
    engine: Engine, said_so_far: dict[str, object]
) -> None:
    record = answered(**said_so_far)
    step = next_step(engine, record)
    assert isinstance(step, Ask)
    assert next_question(engine, engine.score_settled(record.answers, WORLDS), record.answers) == step.question.id
