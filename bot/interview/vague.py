"""Vague amounts, such as "a few hundred" or "dozens", as the wide range that they leave open."""

from fractions import Fraction

from bot.interview.numerals import Tokens, low

_AMOUNTS = {
    ("a", "few"): (3, 5),
    ("several",): (3, 9),
    ("a", "handful"): (4, 6),
    ("handful",): (4, 6),
    ("dozens",): (24, 100),
    ("tens",): (20, 100),
    ("hundreds",): (200, 1000),
    ("thousands",): (2000, 10_000),
    ("millions",): (2_000_000, 10_000_000),
}


def widened(tokens: Tokens) -> Tokens:
    """Put a range in place of the vague amount that the tokens begin with: "a few hundred" is 3 to 5 hundred."""
    small = tuple(map(low, tokens))
    for phrase, (least, most) in _AMOUNTS.items():
        if small[: len(phrase)] == phrase:
            rest = tokens[len(phrase) :]
            return (Fraction(least), "to", Fraction(most), *(rest[1:] if rest and low(rest[0]) == "of" else rest))
    return tokens
