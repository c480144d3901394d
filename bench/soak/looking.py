"""What a running bot holds, as its own figures tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.metrics.scraped import Scraped

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a bot.

    Attributes:
        seconds: since the first.
        runs: of hourly jobs, those that failed among them.
        failed: those of them.
        steps: updates whose card was shown.
        memory_mib: what is resident.
        descriptors: open files and sockets.
        threads: all of them.
        connections: how often the database is open.
    """

    seconds: float
    runs: int
    failed: int
    steps: int
    memory_mib: float
    descriptors: int
    threads: int
    connections: int

    @classmethod
    def at(cls, seconds: float, figures: Scraped) -> "Look":
        """Read it off the figures that the bot tells."""
        return cls(
            seconds=round(seconds, 1),
            runs=int(figures("advisor_job_runs_total")),
            failed=int(figures("advisor_job_runs_total", outcome="failed")),
            steps=int(figures("advisor_step_seconds_count")),
            memory_mib=round(figures("process_resident_memory_bytes") / MIB, 1),
            descriptors=int(figures("process_open_fds")),
            threads=int(figures("process_threads")),
            connections=int(figures("advisor_open_connections", to="database")),
        )

    def __str__(self) -> str:
        return (
            f"{self.seconds:7.0f} s {self.runs:7,} job runs {self.steps:8,} steps {self.memory_mib:7.1f} MiB"
            f" {self.descriptors:5} descriptors {self.threads:4} threads {self.connections:4} connections"
        )


HELD = ("memory_mib", "descriptors", "threads", "connections")
ALLOWED: Mapping[str, float] = {"memory_mib": 8, "descriptors": 16, "threads": 1, "connections": 0}
"""How much more may be held at the end than in the middle; sockets to Telegram come and go."""


def growth(looks: Sequence[Look]) -> dict[str, float]:
    """Give by how much each rose from the second quarter of all looks to the last one, in medians."""
    quarter = max(1, len(looks) // 4)
    second, last = looks[quarter : 2 * quarter] or looks[:1], looks[-quarter:]
    return {name: _median(last, name) - _median(second, name) for name in HELD}


def is_flat(looks: Sequence[Look]) -> bool:
    """Tell whether nothing rose by more than is allowed."""
    return all(rise <= ALLOWED[name] for name, rise in growth(looks).items())


def _median(looks: Sequence[Look], name: str) -> float:
    return median(getattr(look, name) for look in looks)
