"""Rounding: which figures of the grounds a written figure may stand for."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.narrator.checks.figures import Figure
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.units import TIMES

_COARSEST = 0.125
"""The most that a round number may be off: "about $20k" for $18.6k."""
_LOOSE_SHARE = {10: 0.03, 5: 0.025}
"""How far a share may be off that is said in tens or fives: "nearly 90 percent" for 87 %."""
_PART = 0.04
"""How far a fraction may be off: "a third" for 31 %."""
_COUNTS = frozenset({"plain", "measured", "factor"})
_MULTIPLE = 0.15
"""How far a multiple may be off: "twice" for 2.2 times."""


@dataclass(frozen=True, slots=True)
class _Allowed:
    money: tuple[float, ...]
    shares: tuple[float, ...]
    plain: tuple[float, ...]
    other_money: frozenset[str]
    yearly: tuple[float, ...]
    ratios: tuple[float, ...]
    parts: tuple[float, ...]
    seconds: tuple[float, ...]
    raw: tuple[float, ...]
    times: tuple[float, ...]


def is_grounded(figure: Figure, grounds: Grounds, yearly: bool = False) -> bool:
    """Tell whether a figure is one of the grounds', rounded as a person would.

    Besides what stands in the grounds these may be said: the rest of a share to 100 %, how far two of the totals are
    apart, what share or multiple one is of another, twelve times an amount where the sentence speaks of years, and a
    duration in another unit of time.

    Args:
        figure: what is written.
        grounds: what may be said.
        yearly: whether its sentence speaks of years.
    """
    allowed = _allowed(grounds)
    if figure.kind == "other_money":
        return figure.written.lower() in allowed.other_money
    return any(_fits(figure, value, step, allowed, yearly) for value, step in figure.readings)


def is_amount(figure: Figure, amount: float) -> bool:
    """Tell whether a figure is an amount (dollars, a share from 0 to 1, or seconds), rounded as a person would."""
    sizes = TIMES[figure.time][1] if figure.time else (1.0,)
    slack = _share_slack if figure.kind == "share" else _slack
    return any(
        _any_near(value * size, slack(value, step) * size, (amount,))
        for value, step in figure.readings
        for size in sizes
    )


def _fits(figure: Figure, value: float, step: float, allowed: _Allowed, yearly: bool) -> bool:
    if math.isnan(value):
        return False
    if figure.kind == "share":
        return _any_near(value, _share_slack(value, step), (*allowed.shares, *allowed.ratios))
    if figure.kind == "part":
        if value > 1:
            return _any_near(value, value * _MULTIPLE, (*allowed.ratios, *allowed.plain))
        return (
            _any_near(value, min(_PART, value / 4), (*allowed.shares, *allowed.ratios, *allowed.parts))
            or value in allowed.plain
        )
    if figure.kind == "order":
        return any(value <= each < 10 * value for each in (*allowed.plain, *allowed.money))
    slack = _slack(value, step)
    if figure.time:
        sizes = TIMES[figure.time][1]
        return _any_near(value, slack, allowed.raw) or any(
            _any_near(value * size, slack * size, allowed.seconds) for size in sizes
        )
    known = allowed.money + (allowed.yearly if yearly else ())
    if figure.kind == "money":
        return _any_near(value, slack, known)
    if figure.kind == "factor":
        return _any_near(value, max(slack, value * 0.05), (*allowed.plain, *allowed.ratios))
    return _any_near(value, slack, (*allowed.plain, *known, *allowed.times)) or (
        step < 1 and _any_near(value, slack, allowed.shares)
    )


def _any_near(value: float, slack: float, known: Iterable[float]) -> bool:
    return any(abs(value - each) <= slack + 1e-9 for each in known)


def _slack(value: float, step: float) -> float:
    """Give how far a number may be off: half a step of its last digit, and never much of a round one."""
    if value < 10 and step <= 1:
        return step / 2
    return min(step / 2, value * _COARSEST)


def _share_slack(value: float, step: float) -> float:
    hundredths = round(value * 100, 6)
    if hundredths in {1, 99}:
        return 0.01  # "<1 %" and ">99 %"
    if step < 0.01 or not 0 < hundredths < 100:
        return min(step / 2, 0.005)
    return next((slack for tens, slack in _LOOSE_SHARE.items() if hundredths % tens == 0), 0.006)


@lru_cache(maxsize=32)
def _allowed(grounds: Grounds) -> _Allowed:
    shares = [value for value in _values(grounds, "share", "part") if 0 <= value <= 1]
    shares += [value for value in grounds.raw if 0 <= value <= 1]
    money = (*_values(grounds, "money"), *map(abs, (*grounds.raw, *grounds.totals)))
    plain = (
        *(value for each in grounds.figures if each.kind in _COUNTS and not each.time for value, _ in each.readings),
        *map(abs, grounds.raw),
    )
    parts = _values(grounds, "part")
    return _Allowed(
        money=(*money, *_differences(grounds.totals)),
        shares=(*shares, *(1 - share for share in shares)),
        plain=(*plain, *(value for value in parts if value > 1)),
        other_money=frozenset(each.written.lower() for each in grounds.figures if each.kind == "other_money"),
        yearly=tuple(12 * value for value in (*money, *_differences(grounds.totals))),
        ratios=tuple(_ratios(grounds.totals)),
        parts=tuple(value % 1 for value in plain if value % 1),
        seconds=tuple(_seconds(grounds)),
        raw=tuple(map(abs, grounds.raw)),
        times=tuple(value for each in grounds.figures if each.time for value, _ in each.readings),
    )


def _values(grounds: Grounds, *kinds: str) -> list[float]:
    return [value for each in grounds.figures if each.kind in kinds for value, _ in each.readings]


def _seconds(grounds: Grounds) -> Iterator[float]:
    """Give the durations of the texts in seconds."""
    for figure in grounds.figures:
        if figure.time:
            yield from (value * size for value, _ in figure.readings for size in TIMES[figure.time][1])


def _differences(raw: tuple[float, ...]) -> Iterator[float]:
    return (abs(one - other) for at, one in enumerate(raw) for other in raw[:at])


def _ratios(raw: tuple[float, ...]) -> Iterator[float]:
    """Give what one number is of another, and by what share it is more or less."""
    for one in raw:
        for other in raw:
            if one != other and other > 0:
                yield one / other
                yield abs(one - other) / other
