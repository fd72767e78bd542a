"""Figures for the team: how questions ended, how long they took, what is cited most."""

from datetime import datetime
from math import ceil

from sqlalchemy import Connection, func, select

from bot.records.database import Database
from bot.records.kept import CitedPassage, Latency, Opinion, Tally
from bot.records.reading import seen_by
from bot.records.tables import AnswerRow, CitationRow, FeedbackRow
from knowledge.documents import Audience


def tallies(database: Database, reader: Audience, since: datetime) -> tuple[Tally, ...]:
    """See ``Records.tallies``."""
    columns = (AnswerRow.asked_on, AnswerRow.status, AnswerRow.kind, AnswerRow.mode)
    query = (
        select(*columns, func.count())
        .where(seen_by(reader), AnswerRow.asked_at >= since)
        .group_by(*columns)
        .order_by(*columns)
    )
    with database.reading() as connection:
        return tuple(
            Tally(day=day, status=status, kind=kind, mode=mode, answers=answers)
            for day, status, kind, mode, answers in connection.execute(query)
        )


def latency(database: Database, reader: Audience, since: datetime) -> Latency:
    """See ``Records.latency``."""
    wanted = (seen_by(reader), AnswerRow.asked_at >= since)
    with database.reading() as connection:
        answers = connection.scalar(select(func.count()).select_from(AnswerRow).where(*wanted)) or 0

        def at(share: float, connection: Connection = connection) -> float | None:
            rank = max(ceil(share * answers) - 1, 0)
            return connection.scalar(
                select(AnswerRow.took_ms).where(*wanted).order_by(AnswerRow.took_ms).offset(rank).limit(1)
            )

        return Latency(answers=answers, median_ms=at(0.5), p95_ms=at(0.95))


def most_cited(database: Database, reader: Audience, since: datetime, most: int) -> tuple[CitedPassage, ...]:
    """See ``Records.most_cited``."""
    answers = func.count(CitationRow.answer.distinct())
    query = (
        select(CitationRow.passage_id, CitationRow.document_id, func.max(CitationRow.locator), answers)
        .join(AnswerRow, AnswerRow.number == CitationRow.answer)
        .where(seen_by(reader), AnswerRow.asked_at >= since)
        .group_by(CitationRow.passage_id, CitationRow.document_id)
        .order_by(answers.desc(), CitationRow.passage_id)
        .limit(most)
    )
    with database.reading() as connection:
        return tuple(
            CitedPassage(passage_id=passage, document_id=document, locator=locator, answers=count)
            for passage, document, locator, count in connection.execute(query)
        )


def opinions(database: Database, reader: Audience, since: datetime) -> tuple[Opinion, ...]:
    """See ``Records.opinions``."""
    columns = (FeedbackRow.verdict, FeedbackRow.reason)
    query = (
        select(*columns, func.count())
        .join(AnswerRow, AnswerRow.number == FeedbackRow.answer)
        .where(seen_by(reader), FeedbackRow.given_at >= since)
        .group_by(*columns)
        .order_by(*columns)
    )
    with database.reading() as connection:
        return tuple(
            Opinion(verdict=verdict, reason=reason, times=times) for verdict, reason, times in connection.execute(query)
        )
