"""The memory of the process, kept for the next columns."""

import numpy as np

HELD_BYTES = 16_000_000
"""The block that is taken and freed, so that the process keeps up to twice as much: more than a verdict takes."""


def hold_freed_memory() -> None:
    """Let the process keep some tens of MB that it frees, for the next columns.

    glibc gives memory at the end of its heap back at once, so that every column of 10,000 worlds would fetch its pages
    anew, which takes as long as the arithmetic. It stops doing so below twice the largest block that was ever freed.
    """
    np.empty(HELD_BYTES, dtype=np.uint8)
