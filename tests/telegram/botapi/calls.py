"""What was called and how it ended: a log that can be bounded or switched off, and counters that are always kept."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# A call ends with the status of its answer, or without an answer.
Outcome = int | str
CLOSED = "closed before execution"
DROPPED = "answer dropped"


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has ended."""

    method: str
    params: Mapping[str, Any]
    outcome: Outcome


class Calls:
    """The last calls, oldest first."""

    def __init__(self, keep: int | None) -> None:
        """Keep so many calls: 0 keeps none, None keeps all."""
        self._kept: deque[Call] = deque(maxlen=keep)
        self.counts: Counter[tuple[str, Outcome]] = Counter()

    def record(self, method: str, params: Mapping[str, Any], outcome: Outcome) -> None:
        """Take note of a call."""
        self.counts[method, outcome] += 1
        if self._kept.maxlen != 0:
            self._kept.append(Call(method, params, outcome))

    def of(self, method: str) -> list[Call]:
        """Return the kept calls of one method."""
        return [call for call in self._kept if call.method == method]

    def count(self, method: str, outcome: Outcome | None = None) -> int:
        """Return how often a method was called, in all or with one outcome."""
        if outcome is not None:
            return self.counts[method, outcome]
        return sum(times for (name, _), times in self.counts.items() if name == method)

    def __iter__(self) -> Iterator[Call]:
        """Go through the kept calls."""
        return iter(self._kept)

    def __len__(self) -> int:
        """Return how many calls are kept."""
        return len(self._kept)
