"""One turn: answers, ticks, commands and changes, and that nothing typed ever loses an answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.commands import COMMANDS
from bot.interview.editing import edited_fact, refit
from bot.interview.questions import Question
from bot.interview.record import Entry, Record
from bot.interview.steps import Ask, next_step, question
from bot.interview.tidying import tidy
from bot.interview.turns import NONE_TAKEN, Turn, take_turn
from bot.words.names import workload
from rules.answers import Among, Answer, Known, Range, Unknown, contradictions
from rules.checklists import lines_of
from rules.scoring import Engine
from rules.subjects import SYSTEM, declared_sides, named, side_facts, subject_and_fact
from tests.rules.books import house

BOOK = house()


def ask(name: str) -> Question:
    return question(BOOK, name)


def turn(name: str, text: str, record: Record | None = None) -> Turn:
    return take_turn(BOOK, record or Record(), ask(name), text)


def after(*exchanges: tuple[str, str]) -> Record:
    """Give the record after some questions and what was typed at them."""
    record = Record()
    for name, text in exchanges:
        before, record = record, turn(name, text, record).record
        assert record != before, (name, text)
    return record


@pytest.mark.parametrize(
    ("name", "text", "doubt"),
    [
        ("request_duration_ms", "2", "Is that 2 ms or 2 s? Please write it with its unit."),
        ("latency_p99_ms", "~0,5", "Is that 0.5 ms or 0.5 s?"),
        ("request_memory_mb", "2?", "Is that 2 MB or 2 GB?"),
    ],
)
def test_a_small_number_without_a_unit_is_asked_for_it(name: str, text: str, doubt: str) -> None:
    taken = turn(name, text)
    assert taken.record == Record()
    assert taken.said[0].startswith(doubt)


@pytest.mark.parametrize(
    ("name", "text"),
    [("request_duration_ms", "200"), ("request_duration_ms", "2 ms"), ("request_memory_mb", "512"),
     ("payload_mb", "0.2 MB"), ("data_between_steps_mb", "0"), ("engineers", "2"), ("longest_job_minutes", "5"),
     ("engineers", "request_duration_ms = 2")],
)  # fmt: skip
def test_any_other_number_is_taken_as_it_is(name: str, text: str) -> None:
    assert turn(name, text).record.answers


def test_an_answer_is_kept_and_said_back() -> None:
    taken = turn("engineers", "about a dozen")
    assert taken.record.answers == {"engineers": Known(12.0)}
    assert taken.said == ("Engineers: 12.",)
    assert taken.show == "question"


def test_a_unit_is_converted_and_said_back() -> None:
    taken = turn("request_duration_ms", "300-500 ms")
    assert taken.record.answers == {"request_duration_ms": Range(300.0, 500.0)}
    assert "300 to 500 ms" in taken.said[0]


def test_a_choice_is_taken_by_number_or_word() -> None:
    assert turn("goal", "2").record.answers == turn("goal", "cut cost").record.answers == {"goal": Known("cut_cost")}


def test_what_cannot_be_read_is_refused_and_nothing_changes() -> None:
    record = after(("goal", "cut cost"))
    refused = turn("engineers", "purple", record)
    assert refused.record == record
    assert refused.said == (BOOK.facts["engineers"].bad_answer,)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("engineers", "-3", "not possible"),
        ("cacheable_share", "120 %", "not possible"),
        ("request_duration_ms", "500 to 300 ms", "above high"),
        ("teams", "2.5", "not a whole number"),
        ("pains", "1 2 3 4", "at most 3"),
        ("pains", "cold starts, none", "excludes"),
    ],
)
def test_an_impossible_value_is_refused_with_the_reason(name: str, text: str, reason: str) -> None:
    record = after(("goal", "cut cost"))
    refused = turn(name, text, record)
    assert refused.record == record
    assert reason in refused.said[0]


def test_a_contradiction_is_refused_and_nothing_is_lost() -> None:
    record = after(("requests_per_second", "100 a second"))
    refused = turn("peak_requests_per_second", "50 a second", record)
    assert refused.record == record
    assert "the peak cannot be below the mean" in refused.said[0]
    assert "name = value" in refused.said[0]
    assert turn("peak_requests_per_second", "150 a second", record).record != record


def test_dont_know_is_kept_as_such_and_shows_how_to_measure() -> None:
    taken = turn("storage_iops", "I don't know")
    assert taken.record.answers == {"storage_iops": Unknown()}
    assert taken.said[-1] == BOOK.facts["storage_iops"].measure.how
    assert f"{BOOK.facts['storage_iops'].measure.minutes:g} min" in taken.said[-2]


def test_how_to_measure_is_told_with_the_tools_at_hand() -> None:
    elsewhere = turn("dearest_line", "I don't know", after(("cloud", "gcp")))
    assert elsewhere.said[-1] == BOOK.facts["dearest_line"].measure.elsewhere
    assert turn("dearest_line", "I don't know").said[-1] == BOOK.facts["dearest_line"].measure.how


def test_why_says_why_it_is_asked_and_changes_nothing() -> None:
    record = after(("goal", "cut cost"))
    asked = turn("engineers", "why?", record)
    assert (asked.record, asked.said) == (record, (BOOK.facts["engineers"].why,))
    assert turn("hard_limits", "why").said == (BOOK.checklists["hard_limits"].why,)


def test_several_changes_in_one_message_are_all_made() -> None:
    record = after(("goal", "cut cost"), ("engineers", "5"))
    taken = turn("hard_limits", "engineers = 7, pains = outages, cold starts; and gpu=no\nteams=2", record)
    known = dict(taken.record.answers)
    assert [known[name] for name in ("engineers", "gpu", "teams")] == [Known(7.0), Known(False), Known(2.0)]
    assert known["pains"] == Known(("cold_starts", "outages"))
    assert taken.said[0] == "Engineers: 7."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("engineers = 7, gpu = maybe", "Say yes or no."), ("engineers = 7, team = 2", 'Did you mean "teams"?')],
)
def test_where_one_of_several_changes_cannot_be_made_none_is(text: str, wrong: str) -> None:
    record = after(("goal", "cut cost"), ("engineers", "5"))
    taken = turn("hard_limits", text, record)
    assert taken.record == record
    assert wrong in taken.said[0]
    assert taken.said[1] == NONE_TAKEN


@pytest.mark.parametrize("asked", ["engineers", "hard_limits"])
def test_who_asks_back_hears_how_to_answer_and_why_it_is_asked(asked: str) -> None:
    record = after(("goal", "cut cost"))
    taken = turn(asked, "What do you mean by that?", record)
    why = (BOOK.facts.get(asked) or BOOK.checklists[asked]).why
    assert (taken.record, taken.show, taken.said) == (record, "why", (*turn(asked, "that").said, why))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("engineer = 5", "engineers"),
        ("scheduled_jobs.stat = hot", "state"),
        ("schedule_jobs.state=hot", "scheduled_jobs"),
    ],
)
def test_a_change_of_a_misspelt_name_is_told_the_nearest(text: str, meant: str) -> None:
    record = after(("goal", "cut cost"))
    taken = turn("teams", text, record)
    assert taken.record == record
    assert taken.said[0].endswith(f'Did you mean "{meant}"?')
    assert taken.said[0].startswith("No ")


def test_back_takes_back_the_last_answer_and_says_which() -> None:
    record = after(("goal", "cut cost"), ("engineers", "5"))
    back = turn("teams", "back", record)
    assert back.record == after(("goal", "cut cost"))
    assert back.said == ("Taken back: Engineers.",)


def test_back_takes_back_all_ticks_of_a_checklist() -> None:
    record = after(("goal", "cut cost"), ("hard_limits", "1"))
    back = turn("teams", "back", record)
    assert back.record == after(("goal", "cut cost"))
    assert BOOK.checklists["hard_limits"].label in back.said[0]


def test_back_after_a_correction_brings_back_what_it_replaced_and_what_it_made_moot() -> None:
    record = after(("engineers", "8"), ("teams", "2"))
    corrected = turn("goal", "engineers = 1", record).record
    answered = turn("goal", "cut cost", corrected).record
    once = turn("hard_limits", "back", answered)
    assert once.record == corrected
    assert once.said == ("Taken back: Goal.",)
    twice = turn("goal", "back", once.record)
    assert twice.record == record
    assert twice.said == ("Taken back: Engineers.", "What you said before counts again.")


def test_back_at_the_start_says_that_there_is_nothing() -> None:
    assert turn("goal", "back") == Turn(Record(), ("There is nothing to take back yet.",))


def test_skip_leaves_the_question_out() -> None:
    skipped = turn("engineers", "skip")
    assert skipped.record == Record((Entry("engineers", {}),))
    assert skipped.record.answers == {}


@pytest.mark.parametrize(
    ("text", "show"), [("verdict", "verdict"), ("/answers", "answers"), ("help", "help"), ("quit", "end")]
)
@pytest.mark.parametrize("name", ["goal", "engineers", "hard_limits"])
def test_what_only_shows_changes_nothing(name: str, text: str, show: str) -> None:
    record = after(("workload", "web_app"))
    assert turn(name, text, record) == Turn(record, (), show)  # type: ignore[arg-type]


def test_a_guess_is_written_down_beside_the_answers() -> None:
    record = after(("goal", "cut cost"))
    guessed = turn("engineers", "my guess is containers", record)
    assert (guessed.record.guess, guessed.record.entries) == ("containers", record.entries)
    assert "containers" in guessed.said[0]
    assert turn("goal", "guess serverless").record.guess == "lambda"
    assert turn("goal", "guess k8s").record.guess == "containers"


def test_ticks_answer_every_line_at_once() -> None:
    lines = [fact.id for fact in lines_of("hard_limits", BOOK.facts)]
    taken = turn("hard_limits", f"{lines.index('gpu') + 1}, {lines.index('longest_job_minutes') + 1}")
    assert taken.record.answers.keys() == set(lines)
    assert taken.record.answers["gpu"] == Known(True)
    assert taken.record.answers["longest_job_minutes"] == Range(low=15.0)
    assert taken.record.answers["scratch_gb"] == Range(high=10.0)
    assert taken.record.answers["shared_files"] == Known(False)
    assert BOOK.facts["gpu"].tick is not None
    assert BOOK.facts["gpu"].tick.label in taken.said[0]


def test_a_tick_of_a_choice_leaves_some_of_its_values() -> None:
    lines = [fact.id for fact in lines_of("team", BOOK.facts)]
    taken = turn("team", str(lines.index("container_skill") + 1))
    assert taken.record.answers["container_skill"] == Among(("strong", "platform_team"))
    assert taken.record.answers["serverless_skill"] == Among(("none", "some"))


def test_no_tick_is_an_answer_too() -> None:
    taken = turn("hard_limits", "none")
    assert taken.record.answers["gpu"] == Known(False)
    assert "none of them" in taken.said[0]


def test_dont_know_at_a_checklist_leaves_all_of_it_open() -> None:
    taken = turn("hard_limits", "?")
    assert set(taken.record.answers.values()) == {Unknown()}
    assert len(taken.record.answers) == len(lines_of("hard_limits", BOOK.facts))


def test_ticks_leave_what_was_said_before_and_say_so() -> None:
    record = after(("goal", "longest_job_minutes = 5"))
    lines = [fact.id for fact in lines_of("hard_limits", BOOK.facts)]
    taken = turn("hard_limits", str(lines.index("longest_job_minutes") + 1), record)
    assert taken.record.answers["longest_job_minutes"] == Known(5.0)
    assert "none of them" in taken.said[0]
    assert BOOK.facts["longest_job_minutes"].label in taken.said[1]


def test_a_tick_that_contradicts_an_answer_is_refused() -> None:
    record = after(("teams", "8"))
    lines = [fact.id for fact in lines_of("sizes", BOOK.facts)]
    refused = turn("sizes", "none", record)
    assert refused.record == record
    assert "more teams than engineers" in refused.said[0]
    assert turn("sizes", str(lines.index("engineers") + 1), record).record != record


def test_a_change_is_taken_at_any_question_and_said_back() -> None:
    record = after(("goal", "cut cost"), ("engineers", "5"))
    changed = turn("workload", "engineers = 12", record)
    assert changed.record.answers == {"goal": Known("cut_cost"), "engineers": Known(12.0)}
    assert changed.said == ("Engineers: 12.",)
    assert turn("hard_limits", "engineers = 12", record).record == changed.record


def test_a_change_says_what_it_makes_moot() -> None:
    record = after(("requests_per_second", "10 a second"), ("peak_requests_per_second", "20 a second"))
    changed = turn("goal", "requests_per_second = 100 a second", record)
    assert changed.record.answers == {"requests_per_second": Known(100.0)}
    assert BOOK.facts["peak_requests_per_second"].label in changed.said[1]
    assert "dropped" in changed.said[1]


def test_a_change_to_not_known_is_taken() -> None:
    record = after(("engineers", "5"))
    changed = turn("goal", "engineers = ?", record)
    assert changed.record.answers == {"engineers": Unknown()}
    assert BOOK.facts["engineers"].measure.how in changed.said


@pytest.mark.parametrize("text", ["engineers = purple", "engineers = skip", "engineers = -4", "engineers = back"])
def test_a_change_that_cannot_be_read_changes_nothing(text: str) -> None:
    record = after(("engineers", "5"))
    refused = turn("goal", text, record)
    assert refused.record == record
    assert refused.said


@pytest.mark.parametrize("text", ["enginers = 5", "foo = 1", "engineers="])
def test_a_change_of_nothing_known_is_no_answer_to_the_question(text: str) -> None:
    assert turn("teams", text).record == Record()


@pytest.mark.parametrize("name", ["goal", "pains", "engineers", "gpu", "hard_limits"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 10_000_000, id="10 MB"),
        pytest.param("5" * 10_000_000, id="10 MB of digits"),
        pytest.param("1," * 5_000_000, id="10 MB of ticks"),
        pytest.param("engineers = " + "5" * 10_000_000, id="10 MB to change"),
        pytest.param("guess " + "x" * 10_000_000, id="10 MB to guess"),
        pytest.param("\x00\x07\x1b[31m", id="control characters"),
        pytest.param("\u202e5\u202c", id="right to left"),
        pytest.param("🙂🙂", id="emoji"),
        pytest.param("\ud800", id="half a character"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_answer_gets_a_polite_refusal(name: str, text: str) -> None:
    refused = turn(name, text)
    assert refused.record == Record()
    assert refused.said
    assert all(sentence.isprintable() and len(sentence) < 500 for sentence in refused.said)


SIDES = ("scheduled_jobs", "notifications")
ABOUT = st.sampled_from([SYSTEM, SYSTEM, *SIDES])
QUESTIONS = st.sampled_from([*BOOK.facts, *BOOK.checklists])
ASKABLE = {*side_facts(BOOK.facts), "hard_limits", "sizes"}
NUMBERS = st.sampled_from(["0", "1", "2", "3", "1, 2", "7", "50", "1000", "at least 20", "5-8", "none", "all", "yes"])
WORDS = st.sampled_from([word for fact in BOOK.facts.values() for word in (*fact.examples, *fact.choices)])
ANSWERS = NUMBERS | WORDS | st.sampled_from(sorted(COMMANDS)) | st.text(max_size=30)
NAMES = st.builds(named, ABOUT, st.sampled_from([*BOOK.facts]))
DECLARING = st.sampled_from(["side_workloads = scheduled jobs; notifications", "side_workloads = notifications"])
CHANGES = st.builds("{} = {}".format, NAMES, ANSWERS) | DECLARING
TEXTS = ANSWERS | CHANGES | st.sampled_from(["guess lambda", "guess x", "\x00", "back", "back", "?"])
LIKELY = st.sampled_from(["workload", "engineers", "teams", "on_call_people", "requests_per_second", "current_shape"])
TELLING = st.builds(
    "{} = {}".format,
    st.builds(named, ABOUT, LIKELY),
    NUMBERS | st.sampled_from(["web_app", "ml", "functions", "nothing"]),
)


def by_name(record: Record) -> dict[str, Answer]:
    """Give the answers about every subject, by the name that changes them."""
    told = record.by_subject
    return {
        named(subject, fact): answer
        for subject, answers in ((SYSTEM, told.system), *told.sides.items())
        for fact, answer in answers.items()
    }


def label(name: str) -> str:
    """Give what is said where an answer is dropped: the fact, or all of a side workload."""
    subject, fact = subject_and_fact(name)
    return BOOK.facts[fact].label if subject == SYSTEM else workload(BOOK.facts, subject)


def check(record: Record, put: Question, text: str, taken: Turn) -> None:
    """Hold what must be true of every turn."""
    before, now = by_name(record), by_name(taken.record)
    words = " ".join(taken.said)
    lost = before.keys() - now.keys()
    went_back = words.startswith("Taken back")
    change = edited_fact(BOOK, text)
    declares = put.id == "side_workloads" and put.subject == SYSTEM
    if lost:
        assert went_back or change is not None or declares
        labels = set(map(label, lost))
        assert went_back or all(label in words for label in labels), (lost, words)
    asked = {fact for fact, _ in put.choices} if put.id in BOOK.checklists else {put.id}
    mine = {named(put.subject, fact) for fact in asked}
    mine |= {named(change.subject, change.fact)} if change else set()
    changed = {fact for fact in now if fact in before and now[fact] != before[fact]}
    assert changed <= mine or went_back, (changed, text)
    assert taken.record == record or taken.said or taken.show != "question"
    for answers in (taken.record.answers, *taken.record.by_subject.sides.values()):
        assert not list(contradictions(answers))
    assert refit(BOOK, taken.record) == (taken.record, ())
    assert len(words) < 3000
    assert "\x1b" not in words


@settings(max_examples=150)
@given(st.lists(st.tuples(ABOUT, QUESTIONS, TEXTS | TELLING), max_size=25))
def test_no_order_of_anything_typed_raises_or_loses_an_answer(typed: list[tuple[str, str, str]]) -> None:
    record = Record()
    for subject, name, text in typed:
        # A side workload is asked about only while it is declared.
        of_side = subject in declared_sides(record.answers) and name in ASKABLE
        put = question(BOOK, name, subject if of_side else SYSTEM)
        taken = take_turn(BOOK, record, put, text)
        check(record, put, text, taken)
        record = taken.record


OPEN: dict[str, Answer] = dict.fromkeys(BOOK.facts, Unknown())
SETTLED = Record(
    tuple(Entry(name, {name: answer}) for name, answer in (OPEN | {"side_workloads": Known(SIDES)}).items())
)
"""Nothing is left to ask about the system, which has two side workloads."""


@settings(max_examples=12)
@given(st.lists(TEXTS, max_size=12))
@pytest.mark.parametrize("start", [Record(), SETTLED], ids=["at its start", "at its side work"])
def test_an_interview_goes_on_after_whatever_was_typed(engine: Engine, start: Record, texts: list[str]) -> None:
    record = start
    for text in texts:
        step = next_step(engine, record)
        if not isinstance(step, Ask):
            break
        taken = take_turn(BOOK, record, step.question, text)
        check(record, step.question, text, taken)
        record = taken.record
    assert engine.score(record.answers, 50).load.size == 50


@given(st.text())
def test_tidied_text_is_plain_or_nothing(text: str) -> None:
    plain = tidy(text)
    assert plain is None or all(each.isprintable() or each == "\n" for each in plain)
