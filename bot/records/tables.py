"""The tables of the records database.

Every name, IP address and user id of an asker is left out on purpose: what has no column cannot be kept.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Float, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# Names for constraints, so that a later migration can speak of them in every database.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment, in UTC going in and coming out, also in a database that keeps no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Drop the zone, once the moment is in UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say the zone again."""
        return value.replace(tzinfo=UTC) if value else None


class Table(DeclarativeBase):
    """What the tables share."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {datetime: UtcTime(), dict[str, Any]: JSON(), list[dict[str, Any]]: JSON()}  # noqa: RUF012


class AnswerRow(Table):
    """One answer that was given."""

    __tablename__ = "answers"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(64), unique=True)
    conversation: Mapped[str | None] = mapped_column(String(200), index=True)
    surface: Mapped[str] = mapped_column(String(20))
    audience: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    asked_on: Mapped[date]
    question: Mapped[str | None] = mapped_column(Text)
    stand_alone: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20), index=True)
    mode: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(20))
    risk: Mapped[str | None] = mapped_column(String(30))
    fell_back: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(20))
    statements: Mapped[list[dict[str, Any]]]
    versions: Mapped[dict[str, Any]]
    took_ms: Mapped[float] = mapped_column(Float)
    tokens_in: Mapped[int | None]
    tokens_out: Mapped[int | None]

    citations: Mapped[list["CitationRow"]] = relationship(order_by="CitationRow.number", lazy="selectin")
    feedback: Mapped[list["FeedbackRow"]] = relationship(order_by="FeedbackRow.id", lazy="selectin")


class CitationRow(Table):
    """One quote that was shown with an answer."""

    __tablename__ = "citations"

    answer: Mapped[int] = mapped_column(ForeignKey("answers.number", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String(200))
    passage_id: Mapped[str] = mapped_column(String(400), index=True)
    locator: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)


class FeedbackRow(Table):
    """What somebody thought of an answer."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[int] = mapped_column(ForeignKey("answers.number", ondelete="CASCADE"), index=True)
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(30))
    comment: Mapped[str | None] = mapped_column(Text)
    given_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), index=True)


class PauseRow(Table):
    """One time that answering was paused; it is over when it has an end."""

    __tablename__ = "pauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    message: Mapped[str | None] = mapped_column(Text)
    paused_by: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime | None]
    resumed_by: Mapped[str | None] = mapped_column(String(200))
