"""A clause that gives an option a price: its own passes, and that of another does not."""

from functools import cache

import pytest

from bot.narrator.checks import complaints
from bot.words.figures import money
from rules.verdict import OptionVerdict, Verdict
from tests.narrator.verdicts import NAMES, grounds_on, verdict_on

CALLED = {"lambda": "AWS Lambda", "containers": "Containers", "monolith": "A monolith"}
APART = 0.2
"""How far two prices must be apart, as a share, not to be taken for one another."""


def prices(option: OptionVerdict) -> tuple[float, ...]:
    cost = option.cost_usd_month
    lines = (line.usd for line in cost.lines)
    return (
        cost.low,
        cost.expected,
        cost.high,
        cost.cash,
        cost.people,
        *lines,
        *(each.cost_usd_month for each in option.variants),
    )


def swapped(verdict: Verdict) -> list[tuple[str, str, str]]:
    """Give options with what another costs, and with their own price, where nothing of theirs is near the other's."""
    found = []
    for one in verdict.options:
        for other in verdict.options:
            usd = other.cost_usd_month.expected
            near = any(abs(usd - factor * price) < APART * usd for price in prices(one) for factor in (1, 12))
            if one is not other and not near:
                found.append((CALLED[one.option], money(usd), money(one.cost_usd_month.expected)))
    return found


@cache
def cases() -> list[tuple[str, str, str, str]]:
    """Give those of all verdicts, each with the name of its verdict."""
    return [(name, *each) for name in NAMES for each in swapped(verdict_on(name))]


@pytest.mark.parametrize(
    "sentence",
    [
        "{} costs {} a month.",
        "{} would cost you {} a month.",
        "{} comes second at {} a month, most of it people's time.",
        "Expect {1} a month for {0}.",
    ],
)
def test_the_price_of_another_option_is_refused_and_its_own_is_not(sentence: str) -> None:
    assert len(cases()) >= 8
    for name, option, others, own in cases():
        assert complaints(sentence.format(option, others), grounds_on(name), "en"), (name, option, others)
        assert not complaints(sentence.format(option, own), grounds_on(name), "en"), (name, option, own)


def test_a_comparison_may_name_both_with_both_prices() -> None:
    for name, option, others, own in cases():
        text = f"{option} costs {own} a month, against {others} for the other option."
        assert not [each for each in complaints(text, grounds_on(name), "en") if "no price" in each], text
