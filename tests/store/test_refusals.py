"""Files that cannot be used: one class of error, and a sentence that helps."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import StoreError, open_store
from bot.store.tables import SCHEMA
from tests.store.threads import threads_since


def refusal(file: Path) -> str:
    """Open a file that cannot be used, and give what is said."""

    async def attempt() -> None:
        async with await open_store(file):
            pass

    before = set(threading.enumerate())
    with pytest.raises(StoreError) as caught:
        asyncio.run(attempt())
    assert threads_since(before) == []
    assert str(file) in str(caught.value)
    return str(caught.value)


def make(file: Path) -> None:
    """Make a store and close it."""

    async def attempt() -> None:
        await (await open_store(file)).close()

    asyncio.run(attempt())


def in_file(file: Path, statement: str) -> None:
    """Run a statement past the store."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    make(file)
    in_file(file, "UPDATE alembic_version SET version_num = '9999'")
    in_file(file, "DROP TABLE answers")
    said = refusal(file)
    assert f"version 9999, this one reads up to {SCHEMA}" in said
    assert "Bring the program up to date" in said
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchall() == []


def test_a_file_of_this_version_is_opened_again(tmp_path: Path) -> None:
    make(tmp_path / "advisor.db")
    make(tmp_path / "advisor.db")


def test_a_file_without_a_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    make(file)
    in_file(file, "DELETE FROM alembic_version")
    assert "does not say which version" in refusal(file)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "photos.db"
    in_file(file, "CREATE TABLE photos (id INTEGER)")
    assert "of another program" in refusal(file)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    file.write_text("not a database at all, but long enough to have a header " * 40, "utf-8")
    before = file.read_bytes()
    assert "Move it away, and a new one is begun" in refusal(file)
    assert file.read_bytes() == before


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    make(file)
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * (4096 - 100)
    file.write_bytes(content)
    assert "damaged" in refusal(file)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path)


def test_a_disk_that_fails_is_said_to_be_full_or_broken() -> None:
    assert "See whether that is full, or broken" in refusal(Path("/dev/null"))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    assert "Check the file and its folder" in refusal(tmp_path / "taken" / "advisor.db")


def test_a_file_that_another_program_is_writing_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "advisor.db"
    make(file)
    monkeypatch.setattr("bot.store.connection.PRAGMAS", ("busy_timeout=0",))
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "another program is writing to it" in refusal(file)
