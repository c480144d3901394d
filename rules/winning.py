"""Who wins: the best variant of each option in every world, and the best option among these."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rules.columns import Codes, Floats
from rules.options import OPTION_NAMES, OPTIONS, VARIANTS

Points = Floats
Shares = npt.NDArray[np.float64]

BLOCKED = -50.0
"""Utility of a variant that a gate blocks: below anything that points can reach."""
TIE = 0.05
"""Two options whose shares differ by less than this are a tie, and said to be one."""
NOBODY = -1
"""The winner of a world in which every option is blocked."""

_SLICES = {option: slice(VARIANTS.index(names[0]), VARIANTS.index(names[-1]) + 1) for option, names in OPTIONS.items()}


def shares_of(winner: Codes) -> Shares:
    """Give the share of worlds that each option wins."""
    return np.bincount(winner + 1, minlength=len(OPTION_NAMES) + 1)[1:] / len(winner)


def best_variants(utility: Points) -> tuple[Points, Codes]:
    """Give what each option's best variant is worth in every world, and which one that is.

    Args:
        utility: variants x worlds, in the order of `VARIANTS`.
    """
    worth, at = zip(*(best_of(utility[rows]) for rows in _SLICES.values()), strict=True)
    firsts = np.array([rows.start for rows in _SLICES.values()])
    return np.stack(worth), np.stack(at) + firsts[:, None]


def best_of(rows: Points) -> tuple[Points, Codes]:
    """Give the greatest of each column, and its row, the first of equals.

    It goes row by row, which takes a tenth of the time of numpy's argmax over so few rows.
    """
    best, at = rows[0], np.zeros(rows.shape[1], dtype=np.int8)
    for row, values in enumerate(rows[1:], start=1):
        at = np.maximum(at, (values > best) * np.int8(row))
        best = np.maximum(best, values)
    return best, at.astype(np.int64)


def winners_of(option_utility: Points) -> Codes:
    """Name the winner of each world, or nobody where every option is blocked.

    Args:
        option_utility: options x worlds, in the order of `OPTION_NAMES`.
    """
    best, winner = best_of(option_utility)
    np.copyto(winner, NOBODY, where=best <= BLOCKED)
    return winner
