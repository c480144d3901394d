"""The tables: assessments, their answers and verdicts, and what the chats need. Types are portable.

A change here needs a step in `migrations/versions`; a test holds the two together.
"""

import zlib
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    text,
)

from rules.subjects import SYSTEM

SCHEMA = "0004"
"""The version of these tables; a file with a newer one is refused."""
SOMEBODY = "somebody"
"""The person where there is only one, as in a terminal."""


class Moment(TypeDecorator[datetime]):
    """A moment in time: kept in UTC, and never without a time zone outside."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn a moment into UTC.

        Raises:
            ValueError: it has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that what was kept is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class PackedText(TypeDecorator[str]):
    """A long text: kept packed, since a small machine has a small disk and copies it every hour."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Pack a text."""
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Unpack what was kept."""
        return None if value is None else zlib.decompress(value).decode()


metadata = MetaData()

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", String, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("guess", Text),
    Column("owner", String, nullable=False, server_default=SOMEBODY),
    Index("assessments_of_owner", "chat", "owner"),
)

answers = Table(
    "answers",
    metadata,
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", String, primary_key=True, server_default=SYSTEM),
    Column("fact", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("draft", Boolean, primary_key=True, server_default=false()),
    Column("state", String, nullable=False),
    Column("value", JSON(none_as_null=True)),
    Column("question", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("quote", Text),
    CheckConstraint("state IN ('known', 'range', 'unknown', 'skipped')", name="state_is_known"),
)
"""What was said of each fact; beside it, as a draft, what was read from a text and waits to be confirmed."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("json", PackedText, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", String, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)
"""Updates that are confirmed or about to be, and not handled yet."""

seen = Table(
    "seen",
    metadata,
    Column("update", BigInteger, primary_key=True, autoincrement=False),
    Column("taken_at", Moment, nullable=False, index=True),
)
"""Every update that was ever taken, for as long as it may come again; nothing but its number."""

cards = Table(
    "cards",
    metadata,
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String, nullable=False, index=True),
    Column("view", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("due", Boolean, nullable=False),
    Column("messages", JSON, nullable=False),
    Column("superseded", JSON, nullable=False),
    Column("touched_at", Moment),
    # The migration says the same for PostgreSQL, whose dialect a start need not import.
    Index("cards_due", "chat", sqlite_where=text("due")),
)
"""What each assessment shows, and in which messages."""

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("buttons", JSON),
)
"""Messages beside the cards that are to be sent; each is gone once it was."""

reminders = Table(
    "reminders",
    metadata,
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("due_at", Moment, nullable=False, index=True),
)

typed = Table(
    "typed",
    metadata,
    Column("chat", String, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("question", String, nullable=False),
)
"""Which question each typed message answered, so that editing the message changes the answer."""

blocked = Table("blocked", metadata, Column("chat", String, primary_key=True))
"""Chats that want to hear nothing, until they speak again."""

usage = Table(
    "usage",
    metadata,
    Column("chat", String, primary_key=True),
    Column("day", Date, primary_key=True, index=True),
    Column("calls", Integer, nullable=False),
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_out", Integer, nullable=False),
)
"""What each chat had the language model do on a day, and under no chat's name what all of them had."""

narrations = Table(
    "narrations",
    metadata,
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("json", Text, nullable=False),
)
"""What the language model said of a verdict, so that it need not be asked twice."""

without_model = Table("without_model", metadata, Column("chat", String, primary_key=True))
"""Chats that want nothing of theirs read by a language model."""
