"""The explanation in plain words: right and short for every kind of verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.checks import complaints, grounds_of_verdict
from bot.narrator.explaining import Explanation, paragraphs, plain_explanation
from bot.narrator.explaining.evidence import evidence, numbered
from bot.narrator.explaining.length import MOST_WORDS, words_in
from bot.narrator.explaining.plainly.steps import in_a_sentence
from bot.narrator.languages import is_english
from bot.words.figures import money, percent
from bot.words.names import variant
from rules.verdict import Finding, Headline, Verdict
from tests.narrator.explaining.explaining import FILES, verdict_on, verdict_on_few
from tests.rules.books import house
from tests.telegram.verdicts import blocked, tie, written_by
from tests.terminal.samples import sample_verdict


def plain(verdict: Verdict) -> Explanation:
    return plain_explanation(verdict, house())


def said(verdict: Verdict) -> str:
    return "\n".join(paragraphs(plain(verdict)))


@pytest.mark.parametrize("name", FILES)
def test_every_verdict_is_explained_in_less_than_250_words(name: str) -> None:
    told = plain(verdict_on(name))
    assert 80 < sum(len(paragraph.split()) for paragraph in paragraphs(told)) <= MOST_WORDS
    assert told.opening
    assert 1 <= len(told.reasons) <= 4
    assert told.costs
    assert told.gives_up
    assert is_english(" ".join(told.texts))


@pytest.mark.parametrize("name", FILES)
def test_every_reason_names_a_rule_that_fired_and_every_step_one_of_the_plan(name: str) -> None:
    verdict = verdict_on(name)
    told = plain(verdict)
    assert {each.name for each in told.reasons} <= set(evidence(verdict, house()))
    assert bool(told.steps) is bool(verdict.plan)
    for step in told.steps:
        assert in_a_sentence(step.name, numbered(verdict)[step.name]) in step.text


@pytest.mark.parametrize("name", FILES)
def test_where_little_is_known_too_only_rules_are_named_that_a_model_may_name(name: str) -> None:
    verdict = verdict_on_few(name)
    assert {each.name for each in plain(verdict).reasons} <= set(evidence(verdict, house()))


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_plainly_passes_the_checks_of_what_a_model_says(name: str) -> None:
    verdict = verdict_on(name)
    grounds = grounds_of_verdict(verdict, house())
    assert [(text, found) for text in plain(verdict).texts if (found := complaints(text, grounds, "en"))] == []


def test_the_opening_says_what_to_do_and_how_surely() -> None:
    verdict = verdict_on("prime-video-vqa")
    told = plain(verdict)
    assert told.opening == (
        f"Move to a monolith, as {variant(verdict.variant)} ({percent(verdict.headline.confidence)} sure)."
    )
    assert told.reasons[0].text == verdict.headline.because
    assert money(verdict.option("monolith").cost_usd_month.cash) in told.costs
    assert "Moving costs" in told.costs
    assert told.steps[0].text.startswith("On Monday: ")


def test_to_stay_is_told_with_what_today_costs() -> None:
    verdict = verdict_on("cheap-functions")
    assert verdict.today.tuned is not None
    told = plain(verdict)
    assert told.opening.startswith("Stay as you are, on ordinary Lambda (")
    assert f"Today's system, tuned, costs {money(verdict.today.tuned.expected)} a month" in told.costs


def test_to_stay_although_another_would_do_better_is_told_so() -> None:
    told = plain(verdict_on("kraken-customer-django"))
    assert "Containers would do better, but moving there would not earn its salaries back" in told.opening
    assert "Moving to Fargate costs" in told.costs


def test_to_stay_although_another_may_do_better_is_told_so() -> None:
    told = plain(verdict_on("insider-web-server-lambda-to-fargate"))
    assert "Another option may do better, but tuning what runs saves without a move" in told.opening
    assert "moving there would not earn its salaries back" in told.opening


def test_a_move_that_saves_nothing_is_told_so() -> None:
    verdict = verdict_on("streamed-exports").model_copy(update={"payback": None})
    assert "The move would save no cash." in plain(verdict).costs


def test_what_is_built_has_no_today() -> None:
    told = said(verdict_on("two-person-startup"))
    assert "Today's system" not in told
    assert "Moving" not in told
    assert "would cost" in told


def test_to_regroup_is_told_with_the_advice() -> None:
    verdict = verdict_on("dust-of-functions")
    told = plain(verdict)
    assert told.opening.startswith("Stay, and regroup the parts (")
    assert told.reasons[0].text == verdict.headline.because


def test_a_split_says_what_runs_where_and_what_each_costs() -> None:
    verdict = verdict_on("notifications-beside-live-state")
    told = plain(verdict)
    side = verdict.split["notifications"]
    assert side.cost_usd_month is not None
    assert told.opening.startswith("Split: scheduled jobs and notifications on AWS Lambda; build the rest as a ")
    assert any(side.because in reason.text for reason in told.reasons)
    assert told.costs.startswith("The main work: on one program on Fargate. It costs $")
    assert side.apart_confidence is not None
    where = (
        f"apart ({percent(side.apart_confidence)} sure), most likely on ordinary Lambda ({percent(side.confidence)})"
    )
    assert f"{where}. It costs" in told.costs


def test_a_tie_is_told_before_what_to_do() -> None:
    assert plain(tie()).opening.startswith("A tie: a monolith (46 %) and containers (42 %).")
    assert "Stay as you are, on ordinary Lambda (50 % sure)." in plain(tie()).opening


def test_where_nothing_fits_the_limits_are_the_reasons() -> None:
    told = plain(blocked())
    assert told.opening == "Nothing fits. One of these limits must give."
    assert [reason.name for reason in told.reasons] == ["gate-0", "gate-1"]
    assert "Limit 0 holds." in told.reasons[0].text
    assert "$" not in told.costs


def test_an_unsure_headline_is_called_a_close_call() -> None:
    headline = Headline(action="move", to="monolith", confidence=0.52, tie=False, because="So.")
    close = plain(sample_verdict(headline=headline)).opening
    sure = plain(sample_verdict(headline=headline.model_copy(update={"confidence": 0.9}))).opening
    assert "It is a close call. What would change it: " in close
    assert "close call" not in sure
    assert "close call. No single answer" in plain(sample_verdict(headline=headline, flips=())).opening


def test_stale_prices_and_an_unexplained_bill_are_mentioned() -> None:
    assert "past their review date" in said(sample_verdict(stale=("ec2.c7g",)))
    assert "past their review date" not in said(sample_verdict(stale=()))
    words = "The stated bill is 2.0 times what the model explains."
    assert words in said(
        sample_verdict(findings=(Finding(rule="stated-bill-against-model", because=words),), stale=(), split={})
    )


def test_without_a_plan_there_are_no_steps_but_something_to_find_out() -> None:
    verdict = verdict_on("root-insurance-modular-monolith")
    assert verdict.plan == ()
    told = plain(verdict)
    assert told.steps == ()
    assert f"Worth finding out: {verdict.unknown[0].label}" in told.gives_up


def test_a_command_is_not_repeated_as_it_stands_in_the_plan() -> None:
    verdict = verdict_on("services-on-a-cluster")
    assert "kubectl" in verdict.plan[0].step
    assert plain(verdict).steps[0].text == (
        "On Monday: Run the command in step 1 of the plan (0.1 days). "
        "Done when: It is known whether they run, and who replaces them."
    )


@given(st.integers(1, 400))
def test_long_sentences_are_left_out_and_never_cut(words: int) -> None:
    text = " ".join(["longish"] * words)
    told = plain(written_by(verdict_on("prime-video-vqa"), text))
    assert sum(words_in(paragraph) for paragraph in paragraphs(told)) <= MOST_WORDS
    for paragraph in paragraphs(told):
        assert paragraph.count("longish") % words == 0


def test_what_cannot_be_seen_is_left_out() -> None:
    hidden = "line\u202e one\nline\x1b[31m two"
    assert all(paragraph.isprintable() for paragraph in paragraphs(plain(written_by(sample_verdict(), hidden))))
