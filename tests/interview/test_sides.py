"""Side workloads in the interview: when they are asked about, how, and what happens to what was said of them."""

import pytest

from bot.interview.changes import read_changes
from bot.interview.editing import drop_undeclared, edit, refit
from bot.interview.record import Entry, Record
from bot.interview.sides import MOST_OF_EACH
from bot.interview.steps import Ask, Done, next_step, question
from bot.interview.turns import Turn, take_turn
from rules.answers import Answer, Known, Range, Unknown
from rules.problems import RulebookError
from rules.scoring import Engine
from rules.subjects import SYSTEM, SubjectAnswers, side_facts
from tests.rules.books import house
from tests.rules.deciding import answers

BOOK = house()
JOBS, MAILS = "scheduled_jobs", "notifications"


def settled(*sides: str) -> Record:
    """Give a record in which nothing is left to ask about the system, which has these side workloads."""
    known = answers(workload="web_app", current_shape="monolith", state="hot", side_workloads=list(sides))
    rest = {name: Unknown() for name in BOOK.facts if name not in known}
    return Record((Entry("all", {**known, **rest}),))


def of(subject: str, **raw: object) -> Entry:
    (name, answer), *_ = answers(**raw).items()
    return Entry(name, {name: answer}, subject)


def turn(record: Record, name: str, text: str, subject: str = SYSTEM) -> Turn:
    return take_turn(BOOK, record, question(BOOK, name, subject), text)


def asked_of(engine: Engine, record: Record) -> list[Ask]:
    """Skip whatever is asked to the end of the interview."""
    steps: list[Ask] = []
    while isinstance(step := next_step(engine, record), Ask):
        assert len(steps) < 40
        steps.append(step)
        record = record.with_entry(Entry(step.question.id, {}, step.subject))
    return steps


def test_each_side_workload_is_asked_about_after_the_system_in_its_turn(engine: Engine) -> None:
    steps = asked_of(engine, settled(JOBS, MAILS))
    subjects = [step.subject for step in steps]
    assert subjects == sorted(subjects, key=[JOBS, MAILS].index)
    assert set(subjects) == {JOBS, MAILS}
    assert all(subjects.count(each) <= MOST_OF_EACH for each in subjects)
    pairs = [(step.subject, step.question.id) for step in steps]
    assert len(set(pairs)) == len(pairs)


def test_without_side_workloads_the_interview_ends(engine: Engine) -> None:
    assert isinstance(next_step(engine, settled()), Done)


def test_while_the_system_has_questions_no_side_workload_is_asked_about(engine: Engine) -> None:
    step = next_step(engine, Record((of(SYSTEM, goal="cut_cost"), of(SYSTEM, side_workloads=[JOBS]))))
    assert isinstance(step, Ask)
    assert step.subject == SYSTEM
    without = next_step(engine, Record((of(SYSTEM, goal="cut_cost"), of(SYSTEM, side_workloads=[]))))
    assert isinstance(without, Ask)
    assert step.progress.likely_left >= without.progress.likely_left


def test_only_facts_of_a_workload_are_asked_of_it(engine: Engine) -> None:
    for step in asked_of(engine, settled(JOBS, MAILS)):
        names = {name for name, _ in step.question.choices} if step.question.id in BOOK.checklists else set()
        assert (names or {step.question.id}) <= side_facts(BOOK.facts).keys()


def test_a_side_workload_whose_winner_is_sure_is_not_asked_about(engine: Engine) -> None:
    sure = settled(JOBS)
    for entry in (of(JOBS, gpu=True), of(JOBS, longest_job_minutes=600)):
        sure = sure.with_entry(entry)
    assert len(asked_of(engine, sure)) < MOST_OF_EACH


def test_what_was_volunteered_is_not_asked(engine: Engine) -> None:
    first = asked_of(engine, settled(MAILS))[0].question
    names = [name for name, _ in first.choices] if first.id in BOOK.checklists else [first.id]
    told = settled(MAILS).with_entry(Entry("elsewhere", dict.fromkeys(names, Unknown()), MAILS))
    assert first.id not in [step.question.id for step in asked_of(engine, told)]


def test_progress_counts_what_was_asked_of_all(engine: Engine) -> None:
    record = settled(JOBS, MAILS)
    answered = [step.progress.answered for step in asked_of(engine, record)]
    assert answered == list(range(answered[0], answered[0] + len(answered)))


def test_a_question_names_the_side_workload() -> None:
    put = question(BOOK, "triggers", JOBS)
    assert (put.subject, put.text) == (JOBS, f"About scheduled jobs: {BOOK.facts['triggers'].question}")
    assert put.label == "What starts the work (scheduled jobs)"
    assert question(BOOK, "triggers", "data_pipeline").text.startswith("About the data pipeline: ")


def test_an_answer_is_kept_for_its_subject_and_said_back_with_its_name() -> None:
    taken = turn(settled(JOBS), "longest_job_minutes", "40 minutes", JOBS)
    assert taken.record.answers_of(JOBS) == {"longest_job_minutes": Known(40.0)}
    assert taken.record.answers == settled(JOBS).answers
    assert taken.record.by_subject.sides == {JOBS: {"longest_job_minutes": Known(40.0)}}
    assert taken.said == (f"{BOOK.facts['longest_job_minutes'].label} (scheduled jobs): 40 minutes.",)


def test_ticks_dont_know_and_skip_are_of_the_side_workload() -> None:
    names = [name for name, _ in question(BOOK, "hard_limits", JOBS).choices]
    ticks = turn(settled(JOBS), "hard_limits", "none", JOBS).record
    assert ticks.answers_of(JOBS).keys() == set(names)
    assert turn(settled(JOBS), "hard_limits", "?", JOBS).record.answers_of(JOBS) == dict.fromkeys(names, Unknown())
    assert turn(settled(JOBS), "gpu", "?", JOBS).record.entries[-1] == Entry("gpu", {"gpu": Unknown()}, JOBS)
    assert turn(settled(JOBS), "gpu", "skip", JOBS).record.entries[-1] == Entry("gpu", {}, JOBS)


def test_back_takes_back_what_was_said_last_of_whomever() -> None:
    record = settled(JOBS).with_entry(of(JOBS, gpu=True))
    back = turn(record, "triggers", "back", JOBS)
    assert back.record == settled(JOBS)
    assert back.said == (f"Taken back: {BOOK.facts['gpu'].label} (scheduled jobs).",)


def test_a_contradiction_is_one_within_a_subject() -> None:
    record = Record((of(SYSTEM, side_workloads=[JOBS]), of(SYSTEM, peak_requests_per_second=5)))
    taken = turn(record, "requests_per_second", "50 a second", JOBS)
    assert taken.record.answers_of(JOBS) == {"requests_per_second": Known(50.0)}
    refused = turn(taken.record, "peak_requests_per_second", "20 a second", JOBS)
    assert refused.record == taken.record
    assert "scheduled_jobs.name = value" in refused.said[0]


def test_a_change_is_of_the_named_side_workload_and_a_bare_one_of_the_system() -> None:
    record = Record((of(SYSTEM, side_workloads=[JOBS]), of(JOBS, gpu=True)))
    changed = turn(record, "goal", f"{JOBS}.longest_job_minutes = 40").record
    assert changed.answers_of(JOBS) == {"gpu": Known(True), "longest_job_minutes": Known(40.0)}
    bare = turn(changed, "triggers", "longest_job_minutes = 5", JOBS).record
    assert bare.answers["longest_job_minutes"] == Known(5.0)
    assert bare.answers_of(JOBS) == changed.answers_of(JOBS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{JOBS}.engineers = 5", '"engineers" is a fact of the whole system. Answer it of the system'),
        (f"{JOBS}.workload = iot", "Its name says already which work it is."),
        (f"{MAILS}.gpu = yes", "you have not said that the system does this beside its main work"),
        (f"{JOBS}.longest_job_minutes = purple", BOOK.facts["longest_job_minutes"].bad_answer),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_the_reason(text: str, reason: str) -> None:
    record = Record((of(SYSTEM, side_workloads=[JOBS]),))
    refused = turn(record, "goal", text)
    assert refused.record == record
    assert reason in refused.said[0]


@pytest.mark.parametrize("text", [f"side_workloads = {MAILS}", "side_workloads = ?"])
def test_a_workload_that_is_declared_no_more_loses_its_answers_and_it_is_said(text: str) -> None:
    record = Record((of(SYSTEM, side_workloads=[JOBS, MAILS]), of(JOBS, gpu=True), Entry("triggers", {}, JOBS)))
    changed = turn(record, "goal", text)
    assert [entry.subject for entry in changed.record.entries] == [SYSTEM]
    assert changed.said[-1] == "That makes moot, and it is dropped, all that you said about: scheduled jobs."


def test_taking_back_the_declaration_drops_what_hung_on_it() -> None:
    record = Record((of(JOBS, gpu=True), of(SYSTEM, side_workloads=[JOBS])))
    back = turn(record, "goal", "back")
    assert back.record == Record()
    assert "scheduled jobs" in back.said[-1]


def test_a_workload_that_is_still_declared_keeps_its_answers() -> None:
    record = Record((of(JOBS, gpu=True),)).with_entry(of(SYSTEM, side_workloads=[JOBS, MAILS]))
    assert drop_undeclared(record) == (record, ())


def test_an_edit_of_one_subject_leaves_the_others_alone() -> None:
    record = Record((of(SYSTEM, side_workloads=[JOBS, MAILS]), of(JOBS, gpu=True), of(MAILS, gpu=False)))
    changed, moot = edit(BOOK, record, "gpu", Known(False), JOBS)
    assert moot == ()
    assert changed.by_subject.sides == {JOBS: {"gpu": Known(False)}, MAILS: {"gpu": Known(False)}}
    other, _ = edit(BOOK, record, "workload", Known("ml"))
    assert other.by_subject.sides == record.by_subject.sides


def test_an_old_record_is_fitted_subject_by_subject() -> None:
    wrong: dict[str, Answer] = {"engineers": Known(5.0), "moon": Known("full"), "gpu": Known(True)}
    record = Record((of(SYSTEM, side_workloads=[JOBS]), Entry("x", wrong, JOBS), of(MAILS, gpu=True)))
    fitted, left_out = refit(BOOK, Record((*record.entries, Entry("gpu", {"gpu": Known(True)}, JOBS))))
    assert set(left_out) == {f"{JOBS}.engineers", f"{JOBS}.moon", f"{MAILS}.gpu"}
    assert fitted.by_subject.sides == {JOBS: {"gpu": Known(True)}}


def test_a_what_if_changes_a_side_workload() -> None:
    told = SubjectAnswers(answers(side_workloads=[JOBS]), {JOBS: answers(gpu=False)})
    changed = read_changes(BOOK, told, [f"{JOBS}.longest_job_minutes=at most 40", "engineers=4"])
    assert changed.system["engineers"] == Known(4.0)
    assert changed.sides == {JOBS: {"gpu": Known(False), "longest_job_minutes": Range(high=40.0)}}
    assert read_changes(BOOK, told, [f"side_workloads={MAILS}"]).sides == {}


def test_every_mistake_in_a_what_if_of_side_workloads_is_listed() -> None:
    changes = [f"{MAILS}.gpu=yes", f"{JOBS}.engineers=4", "moon.gpu=yes", f"{JOBS}.gpus=yes"]
    with pytest.raises(RulebookError) as error:
        read_changes(BOOK, SubjectAnswers(answers(side_workloads=[JOBS])), changes)
    told = {str(problem).split(": ")[0]: str(problem) for problem in error.value.problems}
    assert told.keys() == set(changes)
    assert "is not among the side_workloads" in told[f"{MAILS}.gpu=yes"]
    assert "whole system" in told[f"{JOBS}.engineers=4"]
    assert 'Did you mean "gpu"?' in told[f"{JOBS}.gpus=yes"]
