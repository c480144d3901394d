"""Mistakes of rulebook and answer files, gathered so that all of them show at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file and key it stands at, what is wrong, and how to mend it."""

    file: str
    key: str
    message: str
    cure: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.message}" + (f" {self.cure}" if self.cure else "")


class Problems:
    """A growing list of mistakes; `raise_if_any` ends the gathering."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, file: str, key: str, message: str, cure: str = "") -> None:
        """Note one mistake."""
        self._found.append(Problem(file, key, message, cure))

    def add_invalid(self, file: str, error: ValidationError, entry: str = "") -> None:
        """Note every mistake that pydantic found in one file, or in one table of it."""
        for item in error.errors(include_url=False):
            self.add(file, key_path((entry, *item["loc"]) if entry else item["loc"]), _sentence(item["msg"], item.get("input")))

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
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def _sentence(message: str, value: object) -> str:
    shown = repr(value)
    suffix = f" (got {shown if len(shown) <= 60 else shown[:57] + '...'})"
    return message.rstrip(".") + suffix + "."
