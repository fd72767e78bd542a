"""The tables of the Slack surface. They stand in the records database, with names of their own."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.records.tables import UtcTime


class SlackTable(DeclarativeBase):
    """What these tables share. They are made when they are missing; see docs/decisions/slack.md."""


class EventRow(SlackTable):
    """An event that was taken in, so that it is never taken in again."""

    __tablename__ = "slack_events"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime(), index=True)


class JobRow(SlackTable):
    """A job. Text and answer are emptied when it is withdrawn, and the row goes after two weeks."""

    __tablename__ = "slack_jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    work: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), index=True)
    owner: Mapped[str | None] = mapped_column(String(64))
    until: Mapped[datetime | None] = mapped_column(UtcTime())
    tries: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(UtcTime(), index=True)
    channel: Mapped[str | None] = mapped_column(String(40))
    posted: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[str | None] = mapped_column(Text)


class PersonRow(SlackTable):
    """What somebody chose on the Home tab."""

    __tablename__ = "slack_people"

    user: Mapped[str] = mapped_column(String(40), primary_key=True)
    team: Mapped[str | None] = mapped_column(String(40))
    organisation: Mapped[str | None] = mapped_column(String(200))
    digest: Mapped[bool] = mapped_column(Boolean, default=False)
