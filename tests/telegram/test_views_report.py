"""The long form: the whole verdict, its reasons, and one rule."""

import re

import pytest
from hypothesis import given, settings

from bot.telegram.html import parts
from bot.telegram.views.reasons import reasons_view
from bot.telegram.views.report import report_view
from bot.telegram.views.rule import rule_view
from rules.rulebook import Rulebook
from rules.standards import RulebookName, RuleSwitchedOff
from rules.verdict import Finding, Verdict
from tests.rules.books import house
from tests.telegram.checking import HOSTILE, shown
from tests.telegram.verdicts import archetypes, blocked, tie, verdict_on, written_by
from tests.terminal.samples import COMMAND, sample_verdict


def report(rulebook: Rulebook, verdict: Verdict) -> str:
    """Give what is seen of a report."""
    return shown(report_view(verdict, rulebook.facts, "containers"))


@pytest.mark.parametrize("name", archetypes())
def test_every_archetype_has_a_report_of_a_few_messages(rulebook: Rulebook, name: str) -> None:
    assert 1 <= len(parts(report_view(verdict_on(name), rulebook.facts, None))) <= 4
    assert verdict_on(name).headline.because in report(rulebook, verdict_on(name))


def test_a_report_tells_everything_in_order(rulebook: Rulebook) -> None:
    text = report(rulebook, sample_verdict(gates=(Finding(rule="gpu", because="Lambda has no GPU."),)))
    titles = (
        "⚠️ First, whatever you choose", "🏁 A monolith wins", "USD/month", "What speaks for a monolith",
        "What speaks against it", "The sum", "Others who decided this", "Ruled out", "What would change the winner",
        "Payback", "Today's bill, as ordinary Lambda", "What runs where", "In twelve months", "Worth knowing",
        "The plan", "Past their review date", "Rulebook house a7b5cf556152",
    )  # fmt: skip
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_a_report_holds_every_finding_and_every_flip(rulebook: Rulebook) -> None:
    text = report(rulebook, sample_verdict())
    assert all(finding.because in text for finding in sample_verdict().findings)
    assert "processor use that is reached is at most 20 %: AWS Lambda (an assumption)" in text
    assert "more in the report" not in text


def test_reasons_have_their_points_their_rule_their_doubts_and_their_sources_as_links(rulebook: Rulebook) -> None:
    view = report_view(sample_verdict(), rulebook.facts, None)
    (first,) = (each for each in view if "First: " in each)
    assert "<b>+3.0</b> First: " in first
    assert "\n<code>strongest</code> · an opinion · holds in 64 % of worlds\n" in first
    assert first.endswith(
        '<a href="https://shopify.engineering/deconstructing-the-monolith">'
        "Shopify Engineering, Deconstructing the Monolith, 2019-02-21</a>"
    )


def test_a_precedent_is_told_with_its_address(rulebook: Rulebook) -> None:
    text = report(rulebook, sample_verdict())
    assert "A shop, 2021: stayed on functions\nTwo thirds off the bill (measured, known at second hand).\n" in text
    assert "Unlike you: Teams: 9 (you: 1).\nexample.org/why-we-stayed\n" in text


def test_todays_bill_and_its_gap_are_told(rulebook: Rulebook) -> None:
    assert (
        "• You said: $21k a month for the cloud\n"
        "• Modelled: $14k a month for the cloud and its logs, $0 for other monitoring, $1,100 of people's time\n"
        "• Tuned: $12.4k a month for the cloud and its logs, $0 for other monitoring, $900 of people's time; "
        "scaled to what you said\n"
        "⚠️ What you said is 1.5 times what the model explains."
    ) in report(rulebook, sample_verdict())


def test_a_side_workload_that_runs_apart_is_told_with_its_bill_and_what_starts_it(rulebook: Rulebook) -> None:
    assert (
        "• Scheduled jobs: apart, on ordinary Lambda (90 % sure).\n"
        "$132 a month: $12 in cash, $120 of people's time; in 9 of 10 worlds $92 to $211.\n"
        "A schedule (cron) or a message in a queue starts the function, beside the main work.\n"
        "Why: It comes and goes.\n"
    ) in report(rulebook, sample_verdict())


def test_a_command_is_copied_with_a_tap(rulebook: Rulebook) -> None:
    view = report_view(sample_verdict(), rulebook.facts, None)
    assert any(each.endswith(f"<code>{COMMAND}</code>") for each in view)


def test_the_plan_says_when_a_step_is_done_and_how_to_undo_it(rulebook: Rulebook) -> None:
    assert (
        "The plan\n"
        "Right whatever you choose, 0.5 days:\n"
        "1. Set a retention of 30 days. (0.5 days, saves about $120 a month)\n"
        "Done when: No group shows 'Never'.\n"
        "To undo: Set it back.\n"
        "\n"
        "As things stand, 5 days:\n"
        "2. Merge the functions of one flow. (5 days)\n"
    ) in report(rulebook, sample_verdict())


@pytest.mark.parametrize(("known", "why"), [(True, "nothing has to be done"), (False, "that was not said")])
def test_a_plan_without_steps_says_why(rulebook: Rulebook, known: bool, why: str) -> None:
    stays = sample_verdict().headline.model_copy(update={"action": "stay"})
    today = sample_verdict().today.model_copy(update={"known": known})
    text = report(rulebook, sample_verdict(headline=stays, today=today, plan=()))
    assert "The plan\nThe plan has no steps: " in text
    assert why in text


def test_rules_that_are_switched_off_are_told(rulebook: Rulebook) -> None:
    off = RuleSwitchedOff(rule="r", rulebook="acme", because="The claim.", why="Ours.", holds=True)
    assert "Switched off by acme, because: Ours.\nIt would hold here: The claim. (r)" in report(
        rulebook, sample_verdict(switched_off=(off,))
    )


def test_what_counts_of_a_further_rulebook_is_named(rulebook: Rulebook) -> None:
    book = RulebookName(name="acme", fingerprint="x", own=("r", "p"))
    assert "What counts here of acme: r, p." in report(rulebook, sample_verdict(rulebooks=(book,)))


def test_where_everything_is_blocked_the_report_lists_every_limit_with_its_rule(rulebook: Rulebook) -> None:
    text = report(rulebook, blocked(gates=9))
    assert "Limit 8 holds. gate-8" in text
    assert "What speaks for" not in text


def test_the_reasons_are_shown_for_and_against_with_their_rules_and_the_sum() -> None:
    text = shown(reasons_view(sample_verdict()))
    assert re.findall(r"[+-]\d\.\d (\w+):", text) == ["First", "Second", "Third", "Fourth", "Against", "Weakly"]
    assert text.index("strongest") < text.index("What speaks against it") < text.index("weakly-against")
    assert text.split("The sum\n")[1].splitlines()[:5] == [
        "points for mono. cont. Lambda",
        "team        +3.5  +2.1   -3.5",
        "cost x2     -1.0     0      0",
        "together    +6.5  +2.1   -3.5",
        "x2: your goal or a pain doubles it.",
    ]


def test_where_everything_is_blocked_the_reasons_are_the_limits() -> None:
    text = shown(reasons_view(blocked()))
    assert text.startswith("Ruled out\n• Ordinary Lambda, ")
    assert "gate-1" in text


def test_every_rule_is_shown_with_its_weight_its_condition_and_its_sources(rulebook: Rulebook) -> None:
    for rule in rulebook.rules:
        view = rule_view(rulebook, rule.id)
        text = shown(view)
        assert text.startswith(f"{rule.file.because}\n{rule.id}\n")
        assert [source.what for source in rule.file.sources if source.what not in text] == []
        assert [title for title in ("It holds when\n", "Sources\n", "An example\n") if title not in text] == []
        assert len(parts(view)) == 1


def test_conditions_are_indented_by_their_depth(rulebook: Rulebook) -> None:
    texts = [shown(rule_view(rulebook, rule.id)) for rule in rulebook.rules]
    assert any(re.search(r"\n(all|at least)[^\n]*:\n   \S", text) for text in texts)


def test_a_rule_that_is_not_there_is_an_error_that_names_the_nearest(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError, match='Did you mean "a-job-over-15-minutes-does-not-fit-ordinary-lambda"'):
        rule_view(rulebook, "a-job-over-15-minutes-does-not-fit")


@settings(max_examples=30)
@given(text=HOSTILE)
def test_hostile_text_never_breaks_a_report(text: str) -> None:
    for verdict in (sample_verdict(), tie(), blocked()):
        hostile = written_by(verdict, text)
        shown(report_view(hostile, house().facts, text))
        shown(reasons_view(hostile))


@pytest.mark.parametrize("text", ["<b>", "</pre>", "&", "x" * 5000, "אב" * 2500, "😀" * 2500])
def test_text_as_long_as_a_message_breaks_nothing(rulebook: Rulebook, text: str) -> None:
    shown(report_view(written_by(sample_verdict(), text), rulebook.facts, text))
