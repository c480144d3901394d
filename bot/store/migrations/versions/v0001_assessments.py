"""Assessments with their answers and verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("guess", sa.Text),
    )
    op.create_index("assessments_of_chat", "assessments", ["chat"])
    op.create_table(
        "answers",
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("subject", sa.String, primary_key=True, server_default="system"),
        sa.Column("fact", sa.String, primary_key=True),
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("value", sa.JSON),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.CheckConstraint("state IN ('known', 'range', 'unknown', 'skipped')", name="state_is_known"),
    )
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "assessment", sa.Integer, sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
