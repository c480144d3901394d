"""What the process holds open, as its system knows it, whoever opened it: that is where a leak shows first."""

from collections.abc import Iterator
from pathlib import Path

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

PROC = Path("/proc/self")
LOG = "-wal"
"""How the name of the log ends that SQLite keeps beside a file."""


class Holdings(Collector):
    """Counts threads and open connections, and weighs the database.

    Connections to the database are the descriptors of its log, since each connection opens one: those of a pool that
    somebody forgot to close are among them. (A descriptor of the file itself outlives its connection in SQLite.) Where
    there is no /proc, both counts are left out.

    Args:
        database: the file that keeps everything.
        proc: the process, as its system shows it.
    """

    def __init__(self, database: Path, proc: Path = PROC) -> None:
        self._database, self._proc = database, proc

    def collect(self) -> Iterator[Metric]:
        """Look at everything."""
        yield self._sizes()
        if self._proc.exists():
            yield GaugeMetricFamily("process_threads", "Threads, of Python and of its libraries.", self._threads())
            yield self._connections()

    def _sizes(self) -> Metric:
        sizes = GaugeMetricFamily("advisor_database_bytes", "Size of the database.", labels=("part",))
        for part, ending in (("file", ""), ("log", LOG)):
            sizes.add_metric((part,), _size(Path(f"{self._database}{ending}")))
        return sizes

    def _threads(self) -> int:
        return sum(1 for _ in (self._proc / "task").iterdir())

    def _connections(self) -> Metric:
        opened = [_target(descriptor) for descriptor in (self._proc / "fd").iterdir()]
        counts = GaugeMetricFamily("advisor_open_connections", "Open connections.", labels=("to",))
        counts.add_metric(("database",), opened.count(f"{self._database.resolve()}{LOG}"))
        counts.add_metric(("network",), sum(each.startswith("socket:") for each in opened))
        return counts


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:
        # Closed since it was listed.
        return ""
