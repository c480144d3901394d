"""What only shares, growth and availability are said in: "one in five", "20 % more", "three nines"."""

from collections.abc import Sequence
from fractions import Fraction

from bot.interview.multiples import FACTORS
from bot.interview.numerals import Token, Tokens, Unreadable, low, read_number
from bot.interview.tidying import listed

_RATIO = frozenset({"/", "in", "of"})
_PERCENT = frozenset({"%", "percent", "pct"})
_MORE = frozenset(listed("more up higher bigger growth grow grows growing increase increases rise plus"))
_LESS = frozenset(listed("less fewer down lower smaller decline decrease drop shrink shrinks shrinking minus"))
_A_YEAR = (("a", "year"), ("per", "year"), ("/", "year"), ("yearly",), ("annually",), ("yoy",))
_NO_GROWTH = {
    tuple(phrase.split())
    for phrase in ("none", "nothing", "same", "flat", "stable", "unchanged", "constant", "no growth", "no change")
}


def share_in(tokens: Tokens) -> Fraction | None:
    """Read what only shares are said in: "all", "one in five", "3 of 4", "70/30"."""
    if tuple(map(low, tokens)) in {("all",), ("everything",), ("always",)}:
        return Fraction(1)
    tokens = tuple(token for token in tokens if low(token) != "out")
    for place, token in enumerate(tokens):
        if low(token) in _RATIO:
            part, whole = read_number(tokens[:place], {}), read_number(tokens[place + 1 :], {})
            if part and whole and whole.value >= 1 and not part.rest and not whole.rest:
                split = low(token) == "/" and part.value + whole.value == 100
                return part.value / (100 if split else whole.value)
    return None


def growth_in(tokens: Tokens) -> Fraction | None:
    """Read a factor in words: "doubling", "no growth"."""
    words = tuple(low(token) for token in tokens if low(token) not in {"will", "should", "by"})
    if words in _NO_GROWTH:
        return Fraction(1)
    return Fraction(FACTORS[words[0]]) if len(words) == 1 and words[0] in FACTORS else None


def nines_in(tokens: Tokens) -> Fraction | None:
    """Read an availability in percent such as "three nines", which is 99.9; None where it speaks of no nines.

    Raises:
        Unreadable: it does, and not of one to nine.
    """
    if not tokens or low(tokens[-1]) != "nines":
        return None
    number = read_number(tokens[:-1], {})
    if number is None or number.rest or number.value not in range(1, 10):
        raise Unreadable
    return 100 - Fraction(100, 10 ** int(number.value))


def change_in(tokens: Tokens) -> tuple[int, Tokens] | None:
    """Find that a percentage is one of growth: 1 or -1 for more or less, and what is left, such as "20 %".

    The year is left out, as growth is asked for of a year.
    """
    words = list(map(low, tokens))
    if not _PERCENT & set(words):
        return None
    told = [place for place, word in enumerate(words) if _tells(words, place)]
    signs = {-1 if words[place] in _LESS else 1 for place in told}
    if len(signs) != 1:
        return None
    rest = tuple(token for place, token in enumerate(tokens) if place not in told and low(token) != "by")
    year = next((each for each in _A_YEAR if tuple(map(low, rest[-len(each) :])) == each), ())
    return signs.pop(), rest[: len(rest) - len(year)]


def _tells(words: Sequence[Token], place: int) -> bool:
    """Whether a word says more or less of what there is; "more than" and "or more" only bound a number."""
    after, before = words[place + 1 : place + 2], words[place - 1 : place]
    if words[place] == "+":
        return place == 0
    return words[place] in _MORE | _LESS and after != ["than"] and before != ["or"]
