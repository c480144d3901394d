"""The store on a real file: round trips, whole transactions, and one connection."""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from bot.interview.record import Entry, Record
from bot.store import Store, StoreError, open_store
from rules.answers import Known, Range, Unknown
from tests.store.threads import threads_since

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
USES = 200
FEW = Record((Entry("goal", {"goal": Known("cut_cost")}),), guess="containers")
MORE = Record(
    (*FEW.entries, Entry("load", {"load": Range(2.0, None)}), Entry("auth", {}), Entry("gpu", {"gpu": Unknown()}))
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a file in a folder that is not there yet."""
    return tmp_path / "kept" / "advisor.db"


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """Keep one runner open, as a program without a loop of its own does."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def store(file: Path, runner: asyncio.Runner) -> Iterator[Store]:
    """Open a new store and close it at the end."""
    opened = runner.run(open_store(file))
    yield opened
    runner.run(opened.close())


def in_file(file: Path, statement: str) -> list[tuple]:
    """Run a statement past the store, as another program would."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement).fetchall()


def test_a_record_comes_back_as_it_was_saved(store: Store, runner: asyncio.Runner) -> None:
    mine = runner.run(store.start("terminal", NOON))
    runner.run(store.save(mine, MORE))
    assert runner.run(store.load(mine)) == MORE


def test_a_saved_record_takes_the_place_of_the_one_before(store: Store, runner: asyncio.Runner) -> None:
    mine = runner.run(store.start("terminal", NOON))
    for record in (MORE, FEW):
        runner.run(store.save(mine, record))
    assert runner.run(store.load(mine)) == FEW


def test_an_interview_without_answers_is_empty(store: Store, runner: asyncio.Runner) -> None:
    mine = runner.run(store.start("terminal", NOON))
    assert runner.run(store.load(mine)) == Record()


def test_one_persons_record_leaves_anothers_alone(store: Store, runner: asyncio.Runner) -> None:
    mine = runner.run(store.start("group", NOON))
    runner.run(store.save(mine, FEW, person="ann"))
    runner.run(store.save(mine, MORE, person="bob"))
    assert runner.run(store.load(mine, person="ann")).entries == FEW.entries


def test_the_latest_interview_of_a_chat_is_found(store: Store, runner: asyncio.Runner) -> None:
    newest = runner.run(store.start("terminal", NOON + timedelta(days=1)))
    runner.run(store.start("terminal", NOON))
    runner.run(store.start("another", NOON + timedelta(days=2)))
    found = runner.run(store.latest("terminal"))
    assert found is not None
    assert (found.id, found.chat, found.started_at) == (newest, "terminal", NOON + timedelta(days=1))
    assert runner.run(store.latest("nobody")) is None


def test_a_finished_interview_is_kept_with_its_verdict(store: Store, runner: asyncio.Runner, file: Path) -> None:
    mine = runner.run(store.start("terminal", NOON))
    runner.run(store.finish(mine, '{"verdict": "monolith"}', NOON))
    found = runner.run(store.latest("terminal"))
    assert found is not None
    assert (found.id, found.finished_at) == (mine, NOON)
    [(assessment, packed)] = in_file(file, "SELECT assessment, json FROM verdicts")
    assert (assessment, zlib.decompress(packed)) == (mine, b'{"verdict": "monolith"}')


def test_a_verdict_takes_a_fraction_of_its_text_in_the_file(store: Store, runner: asyncio.Runner, file: Path) -> None:
    text = json.dumps(
        [{"rule": f"rule-{each}", "because": "a state machine bills each transition"} for each in range(99)]
    )
    runner.run(store.finish(runner.run(store.start("terminal", NOON)), text, NOON))
    [(size,)] = in_file(file, "SELECT length(json) FROM verdicts")
    assert size < len(text) / 5


def test_a_moment_is_kept_whatever_its_time_zone(store: Store, runner: asyncio.Runner) -> None:
    runner.run(store.start("terminal", NOON.astimezone(timezone(timedelta(hours=5)))))
    found = runner.run(store.latest("terminal"))
    assert found is not None
    assert found.started_at.isoformat() == "2026-11-23T12:00:00+00:00"


def test_a_moment_without_a_time_zone_is_refused(store: Store, runner: asyncio.Runner) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        runner.run(store.start("terminal", NOON.replace(tzinfo=None)))


def test_an_assessment_that_is_not_there_is_said_to_be_missing(store: Store, runner: asyncio.Runner) -> None:
    for attempt in (store.load(5), store.save(5, FEW), store.finish(5, "{}", NOON)):
        with pytest.raises(StoreError, match="no assessment 5"):
            runner.run(attempt)


def test_a_save_that_fails_at_its_last_row_leaves_the_record_before(
    store: Store, runner: asyncio.Runner, file: Path
) -> None:
    mine = runner.run(store.start("terminal", NOON))
    runner.run(store.save(mine, FEW))
    in_file(
        file, "CREATE TRIGGER no BEFORE INSERT ON answers WHEN NEW.fact = 'gpu' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StoreError):
        runner.run(store.save(mine, MORE))
    assert runner.run(store.load(mine)) == FEW


def test_a_verdict_that_cannot_be_kept_leaves_the_interview_open(
    store: Store, runner: asyncio.Runner, file: Path
) -> None:
    mine = runner.run(store.start("terminal", NOON))
    in_file(file, "CREATE TRIGGER no BEFORE INSERT ON verdicts BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(StoreError):
        runner.run(store.finish(mine, "{}", NOON))
    found = runner.run(store.latest("terminal"))
    assert found is not None
    assert found.finished_at is None


def test_a_cancelled_save_is_still_whole(store: Store, runner: asyncio.Runner) -> None:
    async def cancel_a_save(mine: int) -> Record:
        saving = asyncio.ensure_future(store.save(mine, MORE))
        asyncio.get_running_loop().call_soon(saving.cancel)
        with pytest.raises(asyncio.CancelledError):
            await saving
        return await store.load(mine)

    mine = runner.run(store.start("terminal", NOON))
    assert runner.run(cancel_a_save(mine)) == MORE


def test_saves_side_by_side_are_each_whole(store: Store, runner: asyncio.Runner) -> None:
    async def save_all(ids: list[int]) -> None:
        await asyncio.gather(*(store.save(each, MORE if each % 2 else FEW) for each in ids))

    ids = [runner.run(store.start("terminal", NOON)) for _ in range(10)]
    runner.run(save_all(ids))
    assert [runner.run(store.load(each)) for each in ids] == [MORE if each % 2 else FEW for each in ids]


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.store import open_store
from tests.store.test_store import MORE, NOON

async def main():
    store = await open_store(Path(sys.argv[1]))
    mine = await store.start("terminal", NOON)
    await store.save(mine, MORE)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_what_was_saved_outlives_a_killed_program(file: Path, runner: asyncio.Runner) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, file], cwd=root, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    store = runner.run(open_store(file))
    found = runner.run(store.latest("terminal"))
    assert found is not None
    assert runner.run(store.load(found.id)) == MORE
    runner.run(store.close())


def test_the_file_is_written_through_and_its_references_hold(store: Store, runner: asyncio.Runner) -> None:
    async def pragmas() -> list[object]:
        async with store._engine.connect() as connection:
            names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
            return [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in names]

    full, on = 2, 1
    assert runner.run(pragmas()) == ["wal", full, 5000, on]


def test_reading_takes_the_write_lock_at_once(store: Store, runner: asyncio.Runner, file: Path) -> None:
    async def write_past_a_reader() -> None:
        async with store._engine.begin():
            with (
                closing(sqlite3.connect(file, timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute("BEGIN IMMEDIATE")

    runner.run(write_past_a_reader())


def test_many_uses_share_one_connection_and_leave_nothing_open(file: Path, runner: asyncio.Runner) -> None:
    async def use(times: int) -> None:
        async with await open_store(file) as store:
            mine = await store.start("terminal", NOON)
            await store.save(mine, FEW)
            before = threading.active_count(), descriptors()
            for _ in range(times):
                await asyncio.gather(store.save(mine, FEW), store.load(mine))
            assert (threading.active_count(), descriptors()) == before

    with connections_opened() as opened:
        runner.run(use(USES))
    assert len(opened) == 1


@contextmanager
def connections_opened() -> Iterator[list[object]]:
    """Collect the connections that any engine opens meanwhile."""
    opened: list[object] = []

    def note(connection: object, _entry: object) -> None:
        opened.append(connection)

    event.listen(Engine, "connect", note)
    yield opened
    event.remove(Engine, "connect", note)


def descriptors() -> int:
    """Count this process's open files, where the system tells."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_closing_leaves_no_thread_behind(file: Path, runner: asyncio.Runner) -> None:
    async def use() -> None:
        async with await open_store(file) as store:
            await store.start("terminal", NOON)

    before = set(threading.enumerate())
    runner.run(use())
    assert threads_since(before) == []
