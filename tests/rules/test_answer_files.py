"""Files of answers with side workloads: what is read, and that every mistake is named with its cure."""

from pathlib import Path

import pytest

from rules.answer_files import load_answers
from rules.answers import Known, Range
from rules.problems import RulebookError
from rules.subjects import SubjectAnswers, named, side_facts, subject_and_fact
from tests.rules.books import house

FACTS = house().facts
DECLARED = '[answers]\nside_workloads = ["scheduled_jobs"]\n'


def load(folder: Path, text: str) -> SubjectAnswers:
    path = folder / "team.toml"
    path.write_text(text)
    return load_answers(path, FACTS)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(RulebookError) as refused:
        load(folder, text)
    return str(refused.value).splitlines()


def test_a_side_workload_has_a_table_of_its_own(tmp_path: Path) -> None:
    told = load(tmp_path, f"{DECLARED}[side.scheduled_jobs]\nlongest_job_minutes = 40\npayload_mb = {{ high = 2 }}")
    assert told.system == {"side_workloads": Known(("scheduled_jobs",))}
    assert told.sides == {"scheduled_jobs": {"longest_job_minutes": Known(40.0), "payload_mb": Range(high=2.0)}}


def test_without_such_tables_no_side_workload_has_answers(tmp_path: Path) -> None:
    assert load(tmp_path, DECLARED).sides == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[side.scheduled_jobs]\nengineers = 3",
            'side.scheduled_jobs.engineers: "engineers" is a fact of the whole system. Put it under [answers].',
        ),
        (
            '[side.scheduled_jobs]\nworkload = "iot"',
            "side.scheduled_jobs.workload: its name says already which work it is. Leave it out.",
        ),
        (
            "[side.scheduled_jobs]\nlongest_job_minute = 3",
            'side.scheduled_jobs.longest_job_minute: no fact "longest_job_minute". Did you mean "longest_job_minutes"?',
        ),
        ("[side.scheduled_jobs]\nlongest_job_minutes = -3", "side.scheduled_jobs.longest_job_minutes: -3 is not"),
        (
            "[side.scheduled_jobs]\nrequests_per_second = 9\npeak_requests_per_second = 2",
            "side.scheduled_jobs.peak_requests_per_second: the peak cannot be below the mean",
        ),
        (
            "[side.scheduled_job]\n",
            'side.scheduled_job: no side workload "scheduled_job". Did you mean "scheduled_jobs"?',
        ),
        (
            "[side.notifications]\n",
            'side.notifications: it is not among the side_workloads. Add "notifications" to side_workloads under [',
        ),
        ("[side]\nscheduled_jobs = 3", "side.scheduled_jobs: 3 is no table of answers. Put the answers of a side"),
        ("[sides.scheduled_jobs]\nstate = 3", 'sides: no key "sides" can stand here. Put the answers of a side'),
    ],
)
def test_every_mistake_in_them_is_named_with_its_cure(tmp_path: Path, text: str, told: str) -> None:
    (line,) = mistakes(tmp_path, DECLARED + text)
    assert line.startswith(f"team.toml: {told}")


def test_a_side_that_is_no_table_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, f"side = 3\n{DECLARED}")[0].startswith("team.toml: side: 3 is no table.")


def test_all_mistakes_show_at_once_and_a_bad_declaration_only_once(tmp_path: Path) -> None:
    text = '[answers]\nside_workloads = "scheduled_jobs"\n[side.scheduled_jobs]\ngpu = "x"\nengineers = 2'
    keys = [line.split(": ")[1] for line in mistakes(tmp_path, text)]
    assert keys == ["answers.side_workloads", "side.scheduled_jobs.engineers", "side.scheduled_jobs.gpu"]


def test_a_side_workload_has_the_facts_of_a_workload_but_its_name() -> None:
    own = side_facts(FACTS)
    assert own.keys() == {name for name, fact in FACTS.items() if fact.scope == "workload"} - {"workload"}
    lines = [fact.tick.checklist for fact in own.values() if fact.tick is not None]
    assert all(lines.count(checklist) > 1 for checklist in lines)


def test_names_are_parted_and_put_together_again() -> None:
    for name in ("engineers", "scheduled_jobs.state"):
        assert named(*subject_and_fact(name)) == name
