"""The card of a verdict."""

from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given, settings

from bot.telegram.html import parts
from bot.telegram.views.verdict import verdict_view
from bot.words.names import OPTIONS
from bot.words.verdicts import action
from rules.decide import decide
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.verdict import Finding, Headline, Verdict
from tests.docs.comparing import alike, differing
from tests.rules.books import house
from tests.telegram.checking import HOSTILE, shown
from tests.telegram.verdicts import archetypes, blocked, tie, verdict_on, written_by
from tests.terminal.samples import LAMBDA, LONGEST_SENTENCE, sample_verdict

README = Path(__file__).parents[2] / "README.md"
README_COLUMNS = 100
TABLE_COLUMNS = 34
"""Letters of equal width that a phone shows in one line."""
NAMES = {"lambda": "AWS Lambda", "containers": "Containers", "monolith": "Monolith"}


def card(rulebook: Rulebook, verdict: Verdict, guess: str | None = None) -> str:
    """Give what is seen of a card."""
    return shown(verdict_view(verdict, rulebook.facts, guess))


def in_lines(paragraph: str) -> list[str]:
    """Break a paragraph as the README does; an empty one is an empty line."""
    return wrap(paragraph, README_COLUMNS) or [""]


def table(rulebook: Rulebook, verdict: Verdict) -> list[str]:
    """Give the lines of a card's table."""
    text = card(rulebook, verdict)
    return text[text.index("USD/month") :].split("\n\n")[0].splitlines()


@pytest.mark.parametrize("name", archetypes())
def test_every_archetype_fits_one_message_with_its_winner_its_action_and_all_costs(
    rulebook: Rulebook, name: str
) -> None:
    verdict = verdict_on(name)
    assert len(parts(verdict_view(verdict, rulebook.facts, "containers"))) == 1
    text = card(rulebook, verdict, "containers")
    assert verdict.verdict is not None
    assert OPTIONS[verdict.verdict].removeprefix("a ") in text
    assert f"👉 {action(verdict)} (" in text
    lines = table(rulebook, verdict)
    assert {line[:10].strip() for line in lines[1:4]} == {*NAMES.values()}
    assert all(line.count("$") == 3 for line in lines[1:])
    assert max(map(len, lines)) <= TABLE_COLUMNS


def test_the_readme_shows_the_card_of_the_start_up(rulebook: Rulebook) -> None:
    answers = archetypes()["two-person-startup"].answers
    verdict = decide(Engine(house()), answers.system)
    told = "\n".join(line for paragraph in card(rulebook, verdict).splitlines() for line in in_lines(paragraph))
    readme = README.read_text(encoding="utf-8")
    kept = readme[readme.index("⚠️ First") : readme.index("\n\n[ Why ]")]
    assert differing(kept, told, alike) == [], f"the README's card of a verdict should be:\n{told}"


def test_the_card_says_the_most_important_first(rulebook: Rulebook) -> None:
    text = card(rulebook, sample_verdict())
    marks = (
        "⚠️ First",
        "🏁 A monolith wins",
        "👉 Move to a monolith",
        "What runs where",
        "USD/month",
        "⏳",
        "Why a mono",
    )
    order = [text.index(mark) for mark in (*marks, "Would change it")]
    assert order == sorted(order)


def test_two_findings_are_told_with_their_likelihood_and_the_rest_is_counted(rulebook: Rulebook) -> None:
    first = card(rulebook, sample_verdict()).split("\n\n")[0]
    assert first.splitlines() == [
        "⚠️ First, whatever you choose",
        f"• Mend: {LONGEST_SENTENCE}",
        f"• Lock: {LONGEST_SENTENCE} (40 % likely)",
        "and 1 more in the report",
    ]


def test_without_findings_the_winner_comes_first_with_what_to_do_and_the_guess(rulebook: Rulebook) -> None:
    text = card(rulebook, sample_verdict(findings=()), "containers")
    assert text.split("\n\n")[0].splitlines() == [
        "🏁 A monolith wins, as one program on EC2 (87 % sure).",
        f"👉 Move to a monolith (81 % sure). Because {LONGEST_SENTENCE}",
        "Your guess: containers",
    ]


@pytest.mark.parametrize("guess", [None, "", " \u200f "])
def test_without_a_guess_none_is_shown(rulebook: Rulebook, guess: str | None) -> None:
    assert "Your guess" not in card(rulebook, sample_verdict(), guess)


def test_a_guess_is_said_by_the_name_of_its_option(rulebook: Rulebook) -> None:
    assert "Your guess: AWS Lambda\n" in card(rulebook, sample_verdict(), "lambda")


def test_the_table_fits_a_phone_the_likeliest_first_and_today_last(rulebook: Rulebook) -> None:
    assert table(rulebook, sample_verdict()) == [
        "USD/month  wins   all  cash people",
        "Monolith    87% $3.1k $1.1k    $2k",
        "Containers   8% $6.2k $2.8k  $3.4k",
        "AWS Lambda   5%  $13k  $12k   $900",
        "now, tuned       $13k  $12k   $900",
    ]


def test_where_nothing_runs_yet_the_table_has_no_today(rulebook: Rulebook) -> None:
    today = sample_verdict().today.model_copy(update={"tuned": None})
    assert len(table(rulebook, sample_verdict(today=today))) == 4


def test_the_strongest_reasons_are_folded_three_for_and_one_against(rulebook: Rulebook) -> None:
    view = verdict_view(sample_verdict(), rulebook.facts, None)
    (reasons,) = (each for each in view if each.startswith("<blockquote expandable>"))
    assert shown([reasons]).splitlines() == [
        "Why a monolith",
        f"+ First: {LONGEST_SENTENCE}",
        "+ Second: one team favours one deployable.",
        "+ Third: a load for one machine needs no spreading.",
        "− Against: audited machines must be patched.",
    ]


def test_where_no_reason_speaks_for_the_winner_the_title_says_that_they_speak_against_it(rulebook: Rulebook) -> None:
    options = [
        each.model_copy(update={"reasons": tuple(reason for reason in each.reasons if reason.points < 0)})
        for each in sample_verdict().options
    ]
    text = card(rulebook, sample_verdict(options=tuple(options)))
    assert "What speaks against a monolith\n− Against: audited machines must be patched." in text
    assert "Why a monolith" not in text


def test_a_reason_that_the_headline_gave_makes_room_for_the_next(rulebook: Rulebook) -> None:
    because = "Second: one team favours one deployable."
    headline = Headline(action="move", to="monolith", confidence=0.81, tie=False, because=because)
    text = card(rulebook, sample_verdict(headline=headline))
    assert text.count(because) == 1
    assert "+ Fourth" in text


def test_the_nearest_two_flips_are_told_facts_first(rulebook: Rulebook) -> None:
    assert card(rulebook, sample_verdict()).split("\n\n")[-1].splitlines() == [
        "Would change it",
        "• Load, mean is at least 14.2 a second: containers",
        "• State between requests is “no, every request stands alone”: AWS Lambda",
    ]


def test_the_payback_is_one_line(rulebook: Rulebook) -> None:
    words = "A move is 93 % likely to pay back within 18 months (4 to 20 months), in cash against salaries."
    assert f"\n\n⏳ {words}\n\n" in card(rulebook, sample_verdict())
    assert "\n\n⏳ A move to one program on EC2 would save no cash.\n\n" in card(rulebook, sample_verdict(payback=None))
    staying = Headline(action="stay", to="lambda", confidence=0.9, tie=False, because="It fits.")
    there = sample_verdict(payback=None, verdict="lambda", variant="lambda", headline=staying)
    assert "⏳" not in card(rulebook, there)


def test_what_runs_where_is_told_only_where_something_runs_apart(rulebook: Rulebook) -> None:
    assert (
        "What runs where\n"
        "• The main work: on one program on EC2.\n"
        "• Scheduled jobs: apart, on ordinary Lambda (90 % sure).\n"
        "• Sending mails and notifications: with the rest. It costs less there.\n"
    ) in card(rulebook, sample_verdict())
    beside = sample_verdict(split={"notifications": sample_verdict().split["notifications"]})
    assert "notifications" not in card(rulebook, beside)


def test_a_tie_is_said_to_be_one_and_nobody_to_win(rulebook: Rulebook) -> None:
    text = card(rulebook, tie())
    assert "🏁 A tie: a monolith (46 %) and containers (42 %). What you said weighs about the same for both.\n" in text
    assert "👉 Stay as you are (50 % sure). Nothing is gained." in text
    assert " wins, as" not in text


def test_where_everything_is_blocked_the_limits_say_what_must_give(rulebook: Rulebook) -> None:
    text = card(rulebook, blocked())
    assert text.startswith("🏁 Nothing fits. One of these limits must give.\n• Ordinary Lambda, ")
    assert ": Limit 0 holds.\n• Limit 1 holds.\n\n" in text
    assert {line.split()[-4] for line in table(rulebook, blocked())[1:4]} == {"out"}
    assert not {"👉", "⏳"} & {*text}
    assert "Why" not in text


def test_limits_that_leave_a_winner_are_left_to_the_report(rulebook: Rulebook) -> None:
    gate = Finding(rule="gpu", because="Lambda has no GPU.")
    assert "Lambda has no GPU." not in card(rulebook, sample_verdict(gates=(gate,)))


def test_an_option_that_is_ruled_out_is_out_and_one_that_seldom_wins_is_not(rulebook: Rulebook) -> None:
    seldom = LAMBDA.model_copy(update={"share": 0.001})
    lines = table(rulebook, sample_verdict(options=(seldom, *sample_verdict().options[1:])))
    assert lines[3].split()[:3] == ["AWS", "Lambda", "<1%"]


def test_sentences_as_long_as_a_message_are_cut_so_that_the_card_stays_one(rulebook: Rulebook) -> None:
    view = verdict_view(written_by(sample_verdict(), "word " * 1000), rulebook.facts, "word " * 1000)
    assert len(parts(view)) == 1
    assert "word …" in shown(view)


@settings(max_examples=50)
@given(text=HOSTILE)
def test_hostile_text_never_breaks_a_card(text: str) -> None:
    for verdict in (sample_verdict(), tie(), blocked()):
        shown(verdict_view(written_by(verdict, text), house().facts, text))
