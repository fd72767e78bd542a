"""The first tables: answers, their citations, feedback, and pauses."""

import sqlalchemy as sa
from alembic import op

from bot.records.tables import UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answers",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("conversation", sa.String(200), index=True),
        sa.Column("surface", sa.String(20), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("asked_at", UtcTime, nullable=False, index=True),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("stand_alone", sa.Text),
        sa.Column("status", sa.String(20), nullable=False, index=True),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20)),
        sa.Column("risk", sa.String(30)),
        sa.Column("fell_back", sa.String(20)),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("statements", sa.JSON, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("took_ms", sa.Float, nullable=False),
        sa.Column("tokens_in", sa.Integer),
        sa.Column("tokens_out", sa.Integer),
    )
    op.create_table(
        "citations",
        sa.Column("answer", sa.Integer, sa.ForeignKey("answers.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("passage_id", sa.String(400), nullable=False, index=True),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "answer", sa.Integer, sa.ForeignKey("answers.number", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(30)),
        sa.Column("comment", sa.Text),
        sa.Column("given_at", UtcTime, nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
    )
    op.create_table(
        "pauses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("since", UtcTime, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.Text),
        sa.Column("paused_by", sa.String(200), nullable=False),
        sa.Column("until", UtcTime),
        sa.Column("resumed_by", sa.String(200)),
    )


def downgrade() -> None:
    """Drop the tables, and all that is in them."""
    for table in ("feedback", "citations", "answers", "pauses"):
        op.drop_table(table)
