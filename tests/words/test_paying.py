"""When a move has paid back, in a sentence."""

import pytest

from bot.words.paying import chance_of_payback, in_a_year, payback_sentences, todays_bills
from rules.verdict import Later, Months, Span
from tests.terminal.samples import sample_verdict


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (
            4,
            20,
            "A move is 93 % likely to pay back within 18 months (4 to 20 months), in cash against salaries.",
        ),
        (
            4,
            None,
            "A move is 93 % likely to pay back within 18 months (4 months or never), in cash against salaries.",
        ),
        (
            0.2,
            9,
            "A move is 93 % likely to pay back within 18 months (less than 1 to 9 months), in cash against salaries.",
        ),
        (
            0.2,
            None,
            "A move is 93 % likely to pay back within 18 months, in cash against salaries.",
        ),
    ],
)
def test_the_chance_comes_first_and_a_time_between_nothing_and_never_is_left_out(
    low: float, high: float | None, words: str
) -> None:
    payback = sample_verdict().payback
    assert payback is not None
    months = Months(low=low, expected=7.5, high=high)
    assert chance_of_payback(payback.model_copy(update={"months": months})) == words


def told(expected: float | None, days: float) -> list[str]:
    payback = sample_verdict().payback
    assert payback is not None
    months = Months(low=4, expected=expected, high=None)
    changed = payback.model_copy(update={"months": months, "most_effort_worth_days": days})
    return payback_sentences(sample_verdict(payback=changed))


def test_the_team_is_asked_for_the_effort_that_would_be_worth_it() -> None:
    *_, most, question = told(7.5, 45)
    assert most == "In 18 months it repays 45 days of work at most."
    assert question == "So ask the team: will the move take more or less than 45 days?"


def test_where_not_a_day_is_repaid_nobody_is_asked_for_the_effort() -> None:
    first, *_, last = told(None, 0)
    assert first.startswith("4 months or never, never at the expected saving; ")
    assert last == "In 18 months it repays not one day of work."


@pytest.mark.parametrize(
    ("growth", "words"), [(4, " with the growth that you expect"), ({"unknown": True}, ""), (None, "")]
)
def test_a_saving_that_counts_growth_says_so(growth: object, words: str) -> None:
    answers = {} if growth is None else {"growth_12_months": growth}
    saving = next(each for each in payback_sentences(sample_verdict(answers=answers)) if each.startswith("It saves"))
    assert f"of cash a month{words}, " in saving


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        ((1200, 2950, 5400), "It saves $1.2k to $5.4k of cash a month, $2,950 expected."),
        ((0, 2950, 5400), "It saves $0 to $5.4k of cash a month, $2,950 expected."),
        (
            (-2900, -2211, 1300),
            "It saves up to $1.3k of cash a month or costs up to $2.9k more, and is expected to cost $2,211 more.",
        ),
        (
            (-2900, 407, 1300),
            "It saves up to $1.3k of cash a month or costs up to $2.9k more, and is expected to save $407.",
        ),
        ((-2900, -2211, -130), "It costs $130 to $2.9k of cash a month more than today, $2,211 expected."),
    ],
)
def test_a_move_that_may_cost_more_is_not_said_to_save_less_than_nothing(
    saved: tuple[float, float, float], words: str
) -> None:
    payback = sample_verdict().payback
    assert payback is not None
    low, expected, high = saved
    changed = payback.model_copy(update={"saving_usd_month": Span(low=low, expected=expected, high=high)})
    assert words in payback_sentences(sample_verdict(payback=changed))


def test_where_nobody_knows_what_today_costs_no_payback_is_told() -> None:
    verdict = sample_verdict(payback=None)
    unknown = verdict.today.model_copy(update={"costs_known": False, "variant": "eks", "stated_usd_month": None})
    (words,) = payback_sentences(verdict.model_copy(update={"today": unknown}))
    assert words.startswith("Whether a move pays back cannot be told: you did not say what it costs today")
    *_, (_, tuned) = todays_bills(unknown)
    assert tuned.endswith("; at the prices used here, and not those that you pay")


@pytest.mark.parametrize(
    ("action", "to", "words"),
    [
        ("move", "containers", ["A move to Fargate would save no cash."]),
        ("stay", "containers", ["A move to one program on EC2 would save no cash."]),
        ("move", "lambda", []),
    ],
)
def test_a_move_that_saves_nothing_is_the_one_that_is_advised_or_else_to_what_wins(
    action: str, to: str, words: list[str]
) -> None:
    headline = sample_verdict().headline.model_copy(update={"action": action, "to": to})
    assert payback_sentences(sample_verdict(payback=None, headline=headline)) == words


def test_a_winner_of_the_year_ahead_names_a_growth_as_expected_only_where_it_was_told() -> None:
    verdict = sample_verdict(in_12_months=Later(verdict="containers", confidence=0.61))
    untold = in_a_year(verdict.model_copy(update={"answers": {}}))
    assert untold == "Containers (61 % sure), under the growth that is usual."
    told = in_a_year(verdict.model_copy(update={"answers": {"growth_12_months": 4}}))
    assert told == "Containers (61 % sure), under the growth that you expect."


def test_an_option_that_is_ahead_in_a_year_by_no_more_than_today_is_no_news() -> None:
    as_often = sample_verdict().option("containers").share + 0.02
    verdict = sample_verdict(in_12_months=Later(verdict="containers", confidence=as_often))
    assert in_a_year(verdict).startswith("As even as today, if with containers (")
