"""The tables: assessments, their answers, their verdicts, and the version of all this. Types are portable."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from rules.subjects import SYSTEM

SCHEMA = 1
"""The version of these tables; a file with a newer one is refused."""


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


metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", String, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("guess", Text),
    Index("assessments_of_chat", "chat"),
)

answers = Table(
    "answers",
    metadata,
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", String, primary_key=True, server_default=SYSTEM),
    Column("fact", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("value", JSON(none_as_null=True)),
    Column("question", String, nullable=False),
    Column("position", Integer, nullable=False),
    CheckConstraint("state IN ('known', 'range', 'unknown', 'skipped')", name="state_is_known"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment", ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("json", Text, nullable=False),
)
