"""Changing an answer: where it goes, what becomes moot, and what an old record is fitted to."""

import pytest

from bot.interview.changes import read_changes
from bot.interview.editing import Change, edit, edited_fact, refit
from bot.interview.record import Entry, Record
from rules.answers import Among, Answer, Known, Range, Unknown
from rules.problems import RulebookError
from rules.subjects import SYSTEM, SubjectAnswers
from tests.interview.asked import answered
from tests.rules.books import house
from tests.rules.deciding import answers

BOOK = house()


def edited(record: Record, fact: str, answer: Answer) -> tuple[dict[str, Answer], set[str]]:
    changed, moot = edit(BOOK, record, fact, answer)
    return changed.answers, set(moot)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("engineers = 5", Change(SYSTEM, "engineers", "5")),
        ("engineers=5", Change(SYSTEM, "engineers", "5")),
        ("Engineers = Five", Change(SYSTEM, "engineers", "Five")),
        ("  engineers =  about 5", Change(SYSTEM, "engineers", "about 5")),
        ("pains = outages, cold starts", Change(SYSTEM, "pains", "outages, cold starts")),
        ("scheduled_jobs.state = hot", Change("scheduled_jobs", "state", "hot")),
        ("scheduled_jobs . state=hot", Change("scheduled_jobs", "state", "hot")),
        ("scheduled_jobs.engineers = 5", Change("scheduled_jobs", "engineers", "5")),
        ("ml.state = hot", Change("ml", "state", "hot")),
        ("moon_jobs.state = hot", None),
        ("scheduled_jobs.moon = full", None),
        ("scheduled_jobs.state.more = hot", None),
        ("enginers = 5", None),
        ("engineers = ", None),
        ("engineers", None),
        ("at least = 5", None),
        ("engineers = " + "5" * 20_000, None),
    ],
)
def test_a_change_is_a_name_that_is_known_and_a_value(text: str, change: Change | None) -> None:
    assert edited_fact(BOOK, text) == change


def test_an_answer_that_was_not_given_yet_is_added() -> None:
    assert edited(answered(goal="cut_cost"), "engineers", Known(5.0)) == (
        {"goal": Known("cut_cost"), "engineers": Known(5.0)},
        set(),
    )


def test_the_old_answer_is_gone_wherever_it_was_given() -> None:
    record = answered(goal="cut_cost").with_entry(Entry("hard_limits", answers(gpu=False, shared_files=True)))
    changed, moot = edit(BOOK, record, "gpu", Known(True))
    assert moot == ()
    assert changed.entries == (
        Entry("goal", {"goal": Known("cut_cost")}),
        Entry("hard_limits", {"shared_files": Known(True)}),
        Entry("gpu", {"gpu": Known(True)}),
    )


def test_a_skipped_question_is_no_longer_skipped_once_it_is_answered() -> None:
    changed, _ = edit(BOOK, Record((Entry("engineers", {}),)), "engineers", Known(5.0))
    assert changed.entries == (Entry("engineers", {"engineers": Known(5.0)}),)


@pytest.mark.parametrize(
    ("before", "fact", "answer", "moot"),
    [
        pytest.param({"engineers": 5, "teams": 4}, "engineers", Known(3.0), {"teams"}, id="fewer engineers than teams"),
        pytest.param({"engineers": 5, "teams": 4}, "teams", Known(6.0), {"engineers"}, id="more teams than engineers"),
        pytest.param(
            {"engineers": 9, "teams": 4, "on_call_people": 6}, "engineers", Known(3.0), {"teams", "on_call_people"}
        ),
        pytest.param({"engineers": 5, "teams": 4}, "engineers", Known(4.0), set(), id="as many is possible"),
        pytest.param({"engineers": 5, "teams": 4}, "engineers", Unknown(), set(), id="not known rules nothing out"),
        pytest.param(
            {"requests_per_second": 10, "peak_requests_per_second": 20},
            "requests_per_second",
            Range(low=30.0),
            {"peak_requests_per_second"},
            id="a mean that is at least above the peak",
        ),
    ],
)
def test_a_contradiction_makes_the_other_answer_moot(
    before: dict[str, object], fact: str, answer: Answer, moot: set[str]
) -> None:
    now, dropped = edited(answered(**before), fact, answer)
    assert dropped == moot
    assert now.keys() == {*before, fact} - moot
    assert now[fact] == answer


def test_a_choice_that_can_no_longer_be_is_moot() -> None:
    record = answered(current_shape="functions", current_platform="lambda", container_skill="some")
    now, moot = edited(record, "current_shape", Known("nothing"))
    assert moot == {"current_platform"}
    assert now == {"current_shape": Known("nothing"), "container_skill": Known("some")}


def test_a_choice_makes_moot_what_it_cannot_be_beside_in_either_order() -> None:
    now, moot = edited(answered(current_shape="nothing"), "current_platform", Known("kubernetes"))
    assert (now, moot) == ({"current_platform": Known("kubernetes")}, {"current_shape"})
    assert edited(answered(current_shape="nothing"), "current_platform", Known("none"))[1] == set()


def test_no_detail_makes_moot_what_the_system_does() -> None:
    assert edited(answered(workload="ml"), "runtime", Known("php"))[1] == set()


def test_a_choice_that_still_can_be_stays() -> None:
    record = answered(current_shape="functions", current_platform="lambda")
    assert edited(record, "current_shape", Known("mixed"))[1] == set()


def test_a_choice_left_open_is_moot_only_where_none_of_it_can_be() -> None:
    record = answered(container_skill="some", shared_platform={"among": ["kubernetes", "serverless"]})
    assert edited(record, "container_skill", Known("none"))[1] == set()
    only = Record((Entry("shared_platform", {"shared_platform": Known("kubernetes")}),))
    assert edited(only, "container_skill", Known("none"))[1] == {"shared_platform"}
    assert edited(only, "container_skill", Among(("none", "some")))[1] == set()


WORK = {"state": "hot", "request_duration_ms": 300, "gpu": False}
TEAM = {"engineers": 5, "runtime": "go", "goal": "cut_cost", "container_skill": "some"}


def test_another_workload_makes_moot_what_was_said_of_the_old_one() -> None:
    now, moot = edited(answered(workload="web_app", **WORK, **TEAM), "workload", Known("ml"))
    assert moot == WORK.keys()
    assert now.keys() == {"workload", *TEAM}


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        pytest.param({"workload": "web_app"}, Known("web_app"), id="the same again"),
        pytest.param({}, Known("web_app"), id="said for the first time"),
        pytest.param({"workload": "web_app"}, Unknown(), id="not known any more"),
        pytest.param({"workload": {"unknown": True}}, Known("web_app"), id="known now"),
    ],
)
def test_the_same_workload_leaves_everything(before: dict[str, object], answer: Answer) -> None:
    assert edited(answered(**before, **WORK, **TEAM), "workload", answer)[1] == set()


def test_a_checklist_keeps_the_lines_that_are_not_moot() -> None:
    ticks = Entry("sizes", answers(engineers={"high": 5}, requests_per_second={"low": 50}))
    record = answered(workload="web_app").with_entry(ticks)
    changed, moot = edit(BOOK, record, "workload", Known("ml"))
    assert moot == ("requests_per_second",)
    assert changed.entries[0] == Entry("sizes", {"engineers": Range(high=5.0)})


def test_the_guess_survives_a_change() -> None:
    assert edit(BOOK, Record((), "lambda"), "engineers", Known(5.0))[0].guess == "lambda"


def test_a_record_of_today_fits_as_it_is() -> None:
    record = answered(goal="cut_cost", engineers=5).with_entry(Entry("hard_limits", {})).with_entry(Entry("teams", {}))
    assert refit(BOOK, record) == (record, ())


def test_what_the_vocabulary_no_longer_knows_or_allows_is_left_out_and_named() -> None:
    old: dict[str, Answer] = {"moon_phase": Known("full"), "gpu": Known(True)}
    entries = (
        Entry("goal", {"goal": Known("world_peace")}),
        Entry("engineers", {"engineers": Known(-4.0)}),
        Entry("moon_phase", {"moon_phase": Known("full")}),
        Entry("hard_limits", old),
        Entry("astrology", {}),
    )
    record, left_out = refit(BOOK, Record(entries, "lambda"))
    assert set(left_out) == {"goal", "engineers", "moon_phase"}
    assert record == Record((Entry("hard_limits", {"gpu": Known(True)}),), "lambda")


def test_changes_are_read_all_at_once() -> None:
    changed = read_changes(
        BOOK, SubjectAnswers(answers(goal="cut_cost", engineers=9)), ["engineers=5", "teams = about 2", "gpu=?"]
    )
    assert changed == SubjectAnswers(
        {"goal": Known("cut_cost"), "engineers": Known(5.0), "teams": Known(2.0), "gpu": Unknown()}
    )


def test_every_mistake_in_changes_is_listed() -> None:
    with pytest.raises(RulebookError) as error:
        read_changes(BOOK, SubjectAnswers({}), ["enginers=5", "teams", "engineers=-1", "goal=fly", "runtime=skip"])
    shown = [str(problem) for problem in error.value.problems]
    assert shown[0] == 'enginers=5: no fact "enginers". Did you mean "engineers"?'
    assert [each.split(":")[0] for each in shown] == ["enginers=5", "teams", "engineers=-1", "goal=fly", "runtime=skip"]


def test_changes_that_contradict_an_answer_are_refused() -> None:
    with pytest.raises(RulebookError, match="more teams than engineers"):
        read_changes(BOOK, SubjectAnswers(answers(engineers=3)), ["teams=5"])
