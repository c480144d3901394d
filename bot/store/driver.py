"""The connection as aiosqlite has it, with one trip to its thread for each statement.

SQLAlchemy opens a cursor, executes, fetches and closes, and aiosqlite makes a trip to its thread for each of these; a
trip costs more than most of our statements, and a busy engine beside it makes every trip wait.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

CHUNK = 64


class OneTripCursor:
    """A cursor whose statement, rows and end are one trip; it holds the rows of its last statement."""

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        """Execute a statement and fetch its rows."""
        await self._connection.run("execute", statement, parameters, self)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Execute a statement for each set of parameters."""
        await self._connection.run("executemany", statement, parameters, self)
        return self

    async def fetchall(self) -> list[Any]:
        """Give the rows."""
        return self._rows

    async def close(self) -> None:
        """Do nothing: the cursor in the thread is closed already."""

    def take_from(self, cursor: Any) -> None:
        """Take over all that a cursor in the thread holds."""
        self._rows = cursor.fetchall() if cursor.description else []
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors make one trip a statement."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """Make a cursor, without a trip."""
        return OneTripCursor(self)

    async def run(self, method: str, statement: str, parameters: Any, into: OneTripCursor) -> None:
        """Run a statement in the thread, and hand over what it gives."""

        def trip() -> None:
            cursor = self._conn.cursor()
            try:
                getattr(cursor, method)(statement, parameters)
                into.take_from(cursor)
            finally:
                cursor.close()

        await self._execute(trip)  # type: ignore[no-untyped-call]


def connect_one_trip(path: str | Path, **arguments: Any) -> OneTripConnection:
    """Make a connection that is opened when it is awaited, as `aiosqlite.connect` does."""
    plain = aiosqlite.connect(path, **arguments)
    return OneTripConnection(plain._connector, CHUNK)
