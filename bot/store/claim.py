"""A claim to a file for as long as a program runs: to what only one of several may go on with."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

ENDING = ".open"


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Claim a file for the block, which others may use all the same; True where nobody else has the claim."""
    with ExitStack() as until_the_end:
        yield _claim(path, until_the_end)


def _claim(path: Path, until_the_end: ExitStack) -> bool:
    beside = path.absolute().with_name(path.name + ENDING)
    try:
        # A lock of the system's, which ends with the process however that ends.
        lock = until_the_end.enter_context(closing(sqlite3.connect(beside, timeout=0, isolation_level=None)))
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        # Where nothing can be written, nothing can be taken from another either.
        return "locked" not in str(error)
    return True
