"""What a chat needs: an inbox, cards, notices, reminders, and the owner of an assessment."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables of chats."""
    op.add_column("assessments", sa.Column("owner", sa.String, nullable=False, server_default="somebody"))
    op.drop_index("assessments_of_chat", "assessments")
    op.create_index("assessments_of_owner", "assessments", ["chat", "owner"])
    _create_inbox()
    _create_shown()
    op.create_table(
        "reminders",
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("due_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "typed",
        sa.Column("chat", sa.String, primary_key=True),
        sa.Column("message", sa.Integer, primary_key=True),
        sa.Column(
            "assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("question", sa.String, nullable=False),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.String, nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("update", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("taken_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table("blocked", sa.Column("chat", sa.String, primary_key=True))


def _create_shown() -> None:
    op.create_table(
        "cards",
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("chat", sa.String, nullable=False, index=True),
        sa.Column("view", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("due", sa.Boolean, nullable=False),
        sa.Column("messages", sa.JSON, nullable=False),
        sa.Column("superseded", sa.JSON, nullable=False),
        sa.Column("touched_at", sa.DateTime),
    )
    op.create_index("cards_due", "cards", ["chat"], sqlite_where=sa.text("due"), postgresql_where=sa.text("due"))
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("buttons", sa.JSON),
    )
