"""Comparing two versions of a page whose numbers may differ in their last digit.

A verdict is the same to the last digit on one machine. Another machine may add up in another order, so that a number
on the edge of its rounding falls to the other side of it: a page may differ by one in the last digit that it shows.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import zip_longest

NUMBER = re.compile(r"[<>]?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>[kMB]\b)?(?P<percent> %)?")
SCALES = {None: 0, "k": 3, "M": 6, "B": 9}


def alike(old: str, new: str) -> bool:
    """Tell whether two lines have the same words, and numbers that differ by one in their last digit at most."""
    if _words(old) != _words(new):
        return False
    pairs = zip(NUMBER.finditer(old), NUMBER.finditer(new), strict=True)
    return all(_close(was, now) for was, now in pairs)


def differing(old: str, new: str, same: Callable[[str, str], bool]) -> list[str]:
    """List the lines of either version that are not the same in the other; an absent line is an empty one."""
    before, after = old.splitlines(), new.splitlines()
    return [now or was for was, now in zip_longest(before, after, fillvalue="") if not same(was, now)]


def _words(line: str) -> str:
    return NUMBER.sub(lambda found: "# %" if found["percent"] else "#", line)


def _close(old: re.Match[str], new: re.Match[str]) -> bool:
    was, now = _value(old), _value(new)
    return abs(was - now) <= (1 if new["percent"] else _last_digit(was, now))


def _value(number: re.Match[str]) -> Decimal:
    return Decimal(number["digits"].replace(",", "")).scaleb(SCALES[number["scale"]])


def _last_digit(was: Decimal, now: Decimal) -> Decimal:
    """Give one in the last digit that either shows; of a number that ends in zeros, the second digit is the last."""
    shown = [int(value.normalize().as_tuple().exponent) for value in (was, now)]
    return Decimal(1).scaleb(min(*shown, max(was, now).adjusted() - 1))
