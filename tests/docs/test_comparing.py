"""What the comparison of two versions of a page lets pass, and what it does not."""

from operator import eq

import pytest

from tests.docs.comparing import alike, differing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wins in 87 % of worlds", "wins in 88 % of worlds"),
        ("| <1 % |", "| 0 % |"),
        ("| >99 % |", "| 100 % |"),
        ("$1,200", "$1,300"),
        ("$1.9k", "$2k"),
        ("$990", "$1k"),
        ("$99k", "$100k"),
        ("above 14.2 a second", "above 14.3 a second"),
    ],
)
def test_one_in_the_last_digit_is_no_difference(old: str, new: str) -> None:
    assert alike(old, new)
    assert alike(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wins in 87 % of worlds", "wins in 89 % of worlds"),
        ("$1,200", "$1,400"),
        ("$2k", "$3k"),
        ("$2k", "$2M"),
        ("above 14.2 a second", "above 14.4 a second"),
        ("above 14 a second", "below 14 a second"),
        ("a monolith wins", "containers win"),
        ("| 5 % |", "| 5 |"),
    ],
)
def test_anything_else_is_one(old: str, new: str) -> None:
    assert not alike(old, new)
    assert not alike(new, old)


def test_the_lines_that_are_not_the_same_are_listed() -> None:
    assert differing("one\ntwo\n", "one\n2\nthree\n", eq) == ["2", "three"]
    assert differing("one\ntwo\n", "one\n", eq) == ["two"]
    assert differing("1 %\n", "2 %\n", alike) == []
