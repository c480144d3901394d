"""Bills, comparisons, answers and the history."""

import pytest
from hypothesis import given, settings

from bot.interview.record import Entry, Record
from bot.telegram.html import parts
from bot.telegram.views.answers import answers_view
from bot.telegram.views.compare import answer_changes, compare_view
from bot.telegram.views.costs import costs_view
from bot.telegram.views.history import HistoryLine, history_view
from rules.answers import Known, Range, Unknown
from rules.rulebook import Rulebook
from rules.subjects import SubjectAnswers
from rules.verdict import Finding, Headline
from tests.telegram.checking import HOSTILE, shown
from tests.telegram.verdicts import archetypes, blocked, verdict_on, written_by
from tests.terminal.samples import sample_verdict


def test_a_bill_shows_every_line_the_dearest_first_cash_before_people() -> None:
    assert shown(costs_view(sample_verdict(), "monolith")).split("\n\n") == [
        "A monolith, as one program on EC2\nTogether $3,100 a month\nIn 9 of 10 worlds it is $2.2k to $5k.",
        (
            "Cash $1,050\n"
            "$788 machines, busy\n1,460 hours · ec2.c7g · recalled · stale\n"
            "$262 Fargate memory, idle headroom\n120 GB-hours · fargate.arm.gb_hour · assumed"
        ),
        "People $2,050\n$2,050 engineers running it\n2.5 engineer days · assumed",
        (
            "assumed: an assumption without a source shapes the quantity.\n"
            "recalled: the price is from memory; no source was read.\n"
            "stale: the price is past its review date.\n"
            "The database itself is in no line, as it costs the same wherever the programs run."
        ),
    ]


def test_lines_that_hardly_count_are_folded_away() -> None:
    verdict = sample_verdict()
    bill = verdict.option("monolith").cost_usd_month
    small = bill.lines[0].model_copy(update={"item": "dust", "usd": 30.9})
    option = verdict.option("monolith").model_copy(
        update={"cost_usd_month": bill.model_copy(update={"lines": (small, *bill.lines[1:])})}
    )
    view = costs_view(verdict.model_copy(update={"options": (*verdict.options[:2], option)}), "monolith")
    assert "machines, busy" in view[1].split("<blockquote expandable>")[0]
    assert "dust" in view[1].split("<blockquote expandable>")[1]


@pytest.mark.parametrize("name", archetypes())
def test_every_bill_of_an_archetype_fits_one_message(name: str) -> None:
    for option in ("lambda", "containers", "monolith"):
        view = costs_view(verdict_on(name), option)
        shown(view)
        assert len(parts(view)) == 1


def test_a_comparison_shows_what_differs_and_what_becomes_of_it() -> None:
    after = sample_verdict(
        verdict="containers",
        variant="fargate",
        confidence=0.6,
        headline=Headline(action="stay", to="lambda", confidence=0.7, tie=False, because="So."),
        findings=(Finding(rule="new", because="New: mind the gap."), *sample_verdict().findings[1:]),
        payback=None,
    )
    text = shown(compare_view(sample_verdict(), after, ("Teams: 1 → 4",)))
    assert text.startswith("What differs in the answers\n• Teams: 1 → 4\n\nWhat becomes of the verdict\n")
    for line in (
        "Wins: A monolith → Containers",
        "Runs as: one program on EC2 → Fargate",
        "How sure: 87 % → 60 %",
        "To do: Move to a monolith → Stay as you are",
        "Pays back in: 4 to 20 months → -",
        "Containers, a month: $6,200, wins 8 %",
    ):
        assert f"\n{line}\n" in text
    assert text.index("New with the change") < text.index("New: mind the gap.") < text.index("Gone with the change")
    assert "Nothing changes." not in text


def test_what_becomes_of_a_figure_is_bold_and_what_stays_is_not() -> None:
    view = compare_view(sample_verdict(), sample_verdict(confidence=0.6), ("Teams: 1 → 4",))
    assert "How sure: 87 % → <b>60 %</b>\n" in view[1]
    assert view[1].count("<b>") == 2


def test_a_change_without_effect_says_so() -> None:
    text = shown(compare_view(sample_verdict(), sample_verdict(), ()))
    assert "What differs in the answers\n• nothing\n" in text
    assert "Nothing changes." in text
    assert "→" not in text


def test_a_verdict_that_becomes_impossible_can_be_compared() -> None:
    assert "Wins: A monolith → Nothing" in shown(compare_view(sample_verdict(), blocked(), ("Teams: 1 → 4",)))


def test_changes_of_answers_are_said_by_label_old_and_new(rulebook: Rulebook) -> None:
    before = SubjectAnswers({"engineers": Known(5.0), "teams": Known(1.0)}, {"scheduled_jobs": {"teams": Known(1.0)}})
    after = SubjectAnswers({"engineers": Range(10, 20), "teams": Known(1.0), "goal": Known("cut_cost")})
    assert answer_changes(rulebook, before, after) == (
        "Engineers: 5 → 10 to 20",
        "Goal: not said → pay less",
        "Teams that release independently (scheduled jobs): 1 → not said",
    )


def entry(name: str, value: object, subject: str = "system") -> Entry:
    answer = Unknown() if value is None else Known(value)  # type: ignore[arg-type]
    return Entry(name, {name: answer}, subject)


def test_answers_are_shown_with_the_names_that_change_them(rulebook: Rulebook) -> None:
    record = Record(
        (
            entry("goal", "cut_cost"),
            entry("engineers", None),
            entry("side_workloads", ("scheduled_jobs",)),
            entry("longest_job_minutes", 40.0, "scheduled_jobs"),
            Entry("teams", {}),
        )
    )
    assert shown(answers_view(rulebook, record)).split("\n\n") == [
        (
            "Your answers\n1. Goal: pay less · goal\n2. Engineers: not known · engineers\n"
            "3. Side workloads: scheduled jobs · side_workloads"
        ),
        "About scheduled jobs\n4. Longest single job: 40 minutes · scheduled_jobs.longest_job_minutes",
        "Skipped: Teams that release independently.",
        "To change one, send its number, or its name and what holds instead: engineers = 5",
    ]


def test_without_answers_that_is_said(rulebook: Rulebook) -> None:
    assert shown(answers_view(rulebook, Record())) == "You have not answered anything yet."


def test_one_who_skipped_everything_sees_what(rulebook: Rulebook) -> None:
    assert "Skipped: Goal." in shown(answers_view(rulebook, Record((Entry("goal", {}),))))


def test_the_history_says_of_each_what_came_of_it() -> None:
    lines = (
        HistoryLine(3, "2026-11-23", "monolith", "Move to a monolith", 0.81),
        HistoryLine(2, "2026-11-20", None, "Change a limit", 0.0),
        HistoryLine(1, "2026-01-02"),
    )
    assert shown(history_view(lines)).split("\n\n")[:3] == [
        "3 · 23 November 2026\nMove to a monolith (81 % sure). Best on its merits: a monolith.",
        "2 · 20 November 2026\nChange a limit. Nothing fits.",
        "1 · 2 January 2026\nno verdict yet",
    ]


def test_an_empty_history_says_how_to_begin() -> None:
    assert shown(history_view(())) == "There is nothing here yet. /new begins."


def test_a_history_says_how_one_is_opened_and_that_there_are_more() -> None:
    lines = [HistoryLine(12, "2026-11-23")]
    assert "/history 12 opens no. 12" in shown(history_view(lines))
    assert "more before that" not in shown(history_view(lines))
    assert "2 more before that" in shown(history_view(lines, older=2))


def test_a_long_history_is_sent_in_several_messages() -> None:
    lines = [HistoryLine(at, "2026-11-23", "monolith", "Move to a monolith", 0.81) for at in range(200)]
    assert len(parts(history_view(lines))) > 1
    shown(history_view(lines))


@settings(max_examples=30)
@given(text=HOSTILE)
def test_hostile_text_never_breaks_a_list(text: str) -> None:
    hostile = written_by(sample_verdict(), text)
    shown(costs_view(hostile, "monolith"))
    shown(compare_view(sample_verdict(), hostile, (text,)))
    shown(history_view([HistoryLine(1, "2026-11-23", None, text, 0.5)]))
