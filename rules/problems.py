"""Mistakes of rulebook and answer files, gathered so that all of them show at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MOST_SHOWN = 60
"""A value is shown up to this many characters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file and key it stands at, what is wrong, and how to mend it."""

    file: str
    key: str
    message: str
    cure: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return _printable(f"{place}: {self.message}" + (f" {self.cure}" if self.cure else ""))


@dataclass(frozen=True, slots=True)
class Misfit:
    """What a model's own validator finds wrong: the key under the model, what is wrong, and how to mend it."""

    key: str
    message: str
    cure: str = ""


class Misfits(ValueError):
    """Raised by a validator of a pydantic model with everything that it found."""

    def __init__(self, found: Iterable[Misfit]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(f"{each.key}: {each.message}" for each in self.found))

    @classmethod
    def raise_if_any(cls, found: Iterable[Misfit]) -> None:
        """Raise with everything found.

        Raises:
            Misfits: there is at least one.
        """
        misfits = cls(found)
        if misfits.found:
            raise misfits


class Problems:
    """A growing list of mistakes; `raise_if_any` ends the gathering."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._writers: dict[tuple[str, str], str] = {}

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, file: str, key: str, message: str, cure: str = "") -> None:
        """Note one mistake, at the file that wrote its key.

        Args:
            file: the file in which it was read.
            key: where in it, such as `when.all[0]`; may be empty.
            message: what is wrong, as a sentence.
            cure: what to do about it, as a sentence.
        """
        self._found.append(Problem(self.writer(file, key), key, message, cure))

    def written_by(self, file: str, key: str, writer: str) -> None:
        """Say that a file which was laid over another has a key from that other file."""
        self._writers[file, key] = writer

    def writer(self, file: str, key: str) -> str:
        """Name the file that wrote a key, or the nearest key above it."""
        while key and (file, key) not in self._writers:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return self._writers.get((file, key), file)

    def add_invalid(self, file: str, error: ValidationError, entry: str = "", keys: Iterable[str] = ()) -> None:
        """Note every mistake that pydantic found in one file, or in one table of it.

        Args:
            file: the name that errors show.
            error: what pydantic found.
            entry: the table of the file, where it is one of several.
            keys: the keys that the model knows, to offer the nearest.
        """
        items = error.errors(include_url=False)
        # A list whose only item is bad counts as too short as well.
        blamed = {item["loc"][:at] for item in items for at in range(len(item["loc"]))}
        for item in items:
            if item["type"] == "too_short" and item["loc"] in blamed:
                continue
            for misfit in _misfits(item, keys):
                self.add(file, f"{entry}.{misfit.key}".strip("."), misfit.message, misfit.cure)

    def raise_if_any(self) -> None:
        """Raise `RulebookError` with everything found.

        Raises:
            RulebookError: at least one mistake was noted.
        """
        if self._found:
            raise RulebookError(self._found)


class RulebookError(ValueError):
    """One or more mistakes in rulebook or answer files; `problems` lists them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def key_path(loc: Iterable[str | int]) -> str:
    """Write a key as people do: `when.all[0].fact`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Offer the nearest known name as a cure, or list the names when there are few."""
    known = sorted(names)
    near = get_close_matches(name[:MOST_SHOWN], known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def shown(value: object) -> str:
    """Write a value as a message shows it: cut where it is long."""
    text = repr(value if not isinstance(value, str) else value[: MOST_SHOWN + 1])
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def plain(number: float) -> str:
    """Write a number as people do, without an exponent as long as it is not huge."""
    return f"{number:,.15g}"


def _misfits(item: "ErrorDetails", keys: Iterable[str]) -> Iterator[Misfit]:
    key, last = key_path(item["loc"]), str(item["loc"][-1]) if item["loc"] else ""
    context = item.get("ctx", {})
    if isinstance(context.get("error"), Misfits):
        for each in context["error"].found:
            yield Misfit(f"{key}.{each.key}".strip("."), each.message, each.cure)
    elif item["type"] == "missing":
        yield Misfit(key, "is missing.", "Add it.")
    elif item["type"] == "extra_forbidden":
        yield Misfit(key, f'there is no key "{last}".', did_you_mean(last, keys))
    elif item["type"] == "too_short":
        yield Misfit(key, f"needs at least {context['min_length']}.", "Add one.")
    else:
        yield Misfit(key, f"{item['msg'].rstrip('.')} (got {shown(item.get('input'))}).", _cure(item))


def _cure(item: "ErrorDetails") -> str:
    """Say how to mend what pydantic's own words only refuse."""
    if item["type"].startswith("date_"):
        return "Write it as 2026-11-23, without quotes."
    # The patterns of the models are how an address has to begin.
    return f"Begin it with {item['ctx']['pattern'][1:]}." if item["type"] == "string_pattern_mismatch" else ""


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
