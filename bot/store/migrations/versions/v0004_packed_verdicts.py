"""Verdicts are packed, which leaves about a fifth of each."""

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INDEX = "ix_verdicts_assessment"
PLAIN, PACKED = "verdicts_before", "verdicts"
COLUMNS = ("id", "assessment", "made_at", "json")


def upgrade() -> None:
    """Pack every verdict, one at a time: a small machine has little memory."""
    # A column's type cannot be changed where it stands, in SQLite.
    op.drop_index(INDEX, PACKED)
    op.rename_table(PACKED, PLAIN)
    op.create_table(
        PACKED,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index(INDEX, PACKED, ["assessment"])
    _pack(op.get_bind())
    op.drop_table(PLAIN)


def _pack(connection: sa.Connection) -> None:
    # Without types, so that whatever a database keeps a moment as is carried over as it is.
    plain, packed = (sa.table(name, *map(sa.column, COLUMNS)) for name in (PLAIN, PACKED))
    for (each,) in connection.execute(sa.select(plain.c.id)).all():
        row = connection.execute(sa.select(plain).where(plain.c.id == each)).mappings().one()
        connection.execute(packed.insert().values({**row, "json": zlib.compress(row["json"].encode())}))
