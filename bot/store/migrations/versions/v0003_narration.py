"""What the language model needs: answers that wait to be confirmed, its use, what it said, and who does not want it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEPT = ("assessment", "subject", "fact", "person", "state", "value", "question", "position")


def upgrade() -> None:
    """Let a fact have a draft beside its answer, and add the tables of the language model."""
    _let_answers_have_drafts()
    op.create_table(
        "usage",
        sa.Column("chat", sa.String, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True, index=True),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("tokens_in", sa.Integer, nullable=False),
        sa.Column("tokens_out", sa.Integer, nullable=False),
    )
    op.create_table(
        "narrations",
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table("without_model", sa.Column("chat", sa.String, primary_key=True))


def _let_answers_have_drafts() -> None:
    # A primary key cannot be changed where it stands, in SQLite.
    op.rename_table("answers", "answers_before")
    op.create_table(
        "answers",
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("subject", sa.String, primary_key=True, server_default="system"),
        sa.Column("fact", sa.String, primary_key=True),
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("draft", sa.Boolean, primary_key=True, server_default=sa.false()),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("value", sa.JSON),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text),
        sa.CheckConstraint("state IN ('known', 'range', 'unknown', 'skipped')", name="state_is_known"),
    )
    columns = ", ".join(KEPT)
    op.execute(f"INSERT INTO answers ({columns}) SELECT {columns} FROM answers_before")  # noqa: S608 - names of ours
    op.drop_table("answers_before")
