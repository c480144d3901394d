"""Files of every earlier version are brought up to date, and the steps make the tables that the code names."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store import open_store
from bot.store.tables import SCHEMA, metadata

BEFORE_MIGRATIONS = """
CREATE TABLE meta ("key" VARCHAR NOT NULL PRIMARY KEY, value VARCHAR NOT NULL);
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE assessments (id INTEGER NOT NULL PRIMARY KEY, chat VARCHAR NOT NULL, started_at DATETIME NOT NULL,
    finished_at DATETIME, guess TEXT);
CREATE INDEX assessments_of_chat ON assessments (chat);
CREATE TABLE answers (assessment INTEGER NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    subject VARCHAR DEFAULT 'system' NOT NULL, fact VARCHAR NOT NULL, person VARCHAR NOT NULL, state VARCHAR NOT NULL,
    value JSON, question VARCHAR NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (assessment, subject, fact, person),
    CONSTRAINT state_is_known CHECK (state IN ('known', 'range', 'unknown', 'skipped')));
CREATE TABLE verdicts (id INTEGER NOT NULL PRIMARY KEY,
    assessment INTEGER NOT NULL REFERENCES assessments (id) ON DELETE CASCADE, made_at DATETIME NOT NULL,
    json TEXT NOT NULL);
CREATE INDEX ix_verdicts_assessment ON verdicts (assessment);
INSERT INTO assessments VALUES (7, 'terminal', '2026-11-23 12:00:00.000000', NULL, 'monolith');
INSERT INTO answers VALUES (7, 'system', 'goal', 'somebody', 'known', '"cut_cost"', 'goal', 0);
INSERT INTO verdicts VALUES (3, 7, '2026-11-23 12:00:01.000000', '{"verdict": "serverless"}');
INSERT INTO verdicts VALUES (4, 7, '2026-11-23 12:00:02.500000', '{"verdict": "größer"}');
"""


def test_the_steps_make_the_tables_that_the_code_names(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    asyncio.run(opened_and_closed(file))
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_version_that_the_code_names_is_the_last_step() -> None:
    steps = ScriptDirectory(str(Path(__file__).parents[2] / "bot/store/migrations"))
    assert steps.get_current_head() == SCHEMA


def test_a_file_from_before_migrations_keeps_its_answers(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(BEFORE_MIGRATIONS)
    record, started_at = asyncio.run(latest_in(file))
    assert record.answers["goal"].value == "cut_cost"
    assert (record.guess, started_at) == ("monolith", datetime(2026, 11, 23, 12, tzinfo=UTC))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]


def test_a_verdict_from_before_they_were_packed_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(BEFORE_MIGRATIONS)
    kept = asyncio.run(verdicts_in(file))
    assert [(each["id"], each["assessment"], each["json"]) for each in kept] == [
        (3, 7, '{"verdict": "serverless"}'),
        (4, 7, '{"verdict": "größer"}'),
    ]
    assert kept[1]["made_at"] == datetime(2026, 11, 23, 12, 0, 2, 500_000, tzinfo=UTC)


async def opened_and_closed(file: Path) -> None:
    """Open a file, which makes or changes its tables, and close it."""
    await (await open_store(file)).close()


async def latest_in(file: Path):
    """Read the interview that is open in a file."""
    async with await open_store(file) as store:
        found = await store.latest("terminal")
        assert found is not None
        return await store.load(found.id), found.started_at


async def verdicts_in(file: Path):
    """Read all verdicts of the chat in a file, oldest first."""
    async with await open_store(file) as store:
        held = await store.transact(lambda book: book.chats.everything("terminal"))
        return held["verdicts"]
