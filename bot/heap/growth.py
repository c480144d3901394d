"""What grew between two snapshots of a heap, by the line of this project that asked for it."""

import re
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from linecache import getline
from pathlib import Path
from pickle import UnpicklingError
from tracemalloc import Filter, Frame, Snapshot, StatisticDiff, Traceback

from bot.heap import snapshots

_INSTALLED = re.compile(r".*/site-packages/")
_STANDARD = re.compile(r".*/lib/python[0-9.]+/")
_OWN = ("bot/", "rules/")
"""Where this project is installed as a package, its folders lie among the others."""
_TRACING = (snapshots.__file__, tracemalloc.__file__)


class NoSnapshot(Exception):
    """A file holds no snapshot."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What one line of this project asked for, itself or through a library, and what is still there.

    Attributes:
        line: the file and the number of the line, and what stands in it where the file is at hand.
        size_bytes: by how much it grew.
        blocks: by how many.
        way: the calls that led to the greatest part of it, the outermost first.
    """

    line: str
    size_bytes: int
    blocks: int
    way: tuple[str, ...]


def load(path: Path) -> Snapshot:
    """Read a snapshot; it is a pickle, so it must be one of your own bot's.

    Raises:
        NoSnapshot: the file cannot be read as one.
    """
    try:
        found = Snapshot.load(str(path))
    except OSError as error:
        raise NoSnapshot(f"{path}: {error.strerror}. Name a file that `profile` wrote.") from None
    except (UnpicklingError, EOFError, ValueError, ImportError, AttributeError, IndexError):
        found = None
    if not isinstance(found, Snapshot):
        raise NoSnapshot(f"{path} is no snapshot of a heap. Name a file that `profile` wrote.")
    return found


def growths(old: Snapshot, new: Snapshot) -> list[Growth]:
    """Compare two snapshots: every line that holds more than before, or less, the greatest growth first."""
    by_line: dict[Frame, list[StatisticDiff]] = defaultdict(list)
    for each in _without_tracing(new).compare_to(_without_tracing(old), "traceback"):
        by_line[_asked_by(each.traceback)].append(each)
    found = [_together(line, parts) for line, parts in by_line.items()]
    return sorted((each for each in found if each.size_bytes), key=lambda each: (-each.size_bytes, each.line))


def _without_tracing(snapshot: Snapshot) -> Snapshot:
    return snapshot.filter_traces([Filter(False, file, all_frames=True) for file in _TRACING])


def _together(asked_by: Frame, parts: Sequence[StatisticDiff]) -> Growth:
    line = f"{_named(asked_by)}  {getline(asked_by.filename, asked_by.lineno).strip()}".rstrip()
    greatest = max(parts, key=lambda part: part.size_diff)
    way = tuple(map(_named, greatest.traceback))
    return Growth(line, sum(part.size_diff for part in parts), sum(part.count_diff for part in parts), way)


def _asked_by(traceback: Traceback) -> Frame:
    """Give the innermost line of this project; where a library asked for itself, its own."""
    return next((frame for frame in reversed(traceback) if _is_own(frame.filename)), traceback[-1])


def _is_own(file: str) -> bool:
    if _INSTALLED.match(file):
        return _INSTALLED.sub("", file).startswith(_OWN)
    return not _STANDARD.match(file) and not file.startswith("<")


def _named(frame: Frame) -> str:
    file = _STANDARD.sub("", _INSTALLED.sub("", frame.filename)).removeprefix(f"{Path.cwd()}/")
    return f"{file}:{frame.lineno}"


def table(found: Sequence[Growth], most: int) -> Iterator[str]:
    """Write what grew, a line each, and the way to the greatest."""
    grown = [each for each in found if each.size_bytes > 0]
    if not grown:
        yield "Nothing grew."
        return
    total_bytes, blocks = sum(each.size_bytes for each in found), sum(each.blocks for each in found)
    yield f"{total_bytes / 1024:+,.1f} KiB in {blocks:+,} blocks; what grew most:"
    yield f"{'KiB':>11} {'blocks':>9}  asked for by"
    for each in grown[:most]:
        yield f"{each.size_bytes / 1024:+11,.1f} {each.blocks:+9,}  {each.line}"
    yield "the greatest part of the first came about so:"
    yield from (f"    {call}" for call in grown[0].way)
