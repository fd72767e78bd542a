"""Reading records. Every query here is for a reader, and finds nothing that the reader's ring may not see."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.answer import Status
from bot.records.database import Database
from bot.records.errors import NoSuchAnswer
from bot.records.kept import FeedbackState, Gap, GivenFeedback, KeptAnswer
from bot.records.rows import kept_answer, kept_feedback
from bot.records.tables import AnswerRow, FeedbackRow
from knowledge.documents import Audience

GAPS = (Status.NOT_FOUND, Status.PARTIAL, Status.CLARIFY)
# Read in pieces, each a short transaction: a long one would keep deleted text from being overwritten.
PIECE = 200


def seen_by(reader: Audience) -> ColumnElement[bool]:
    """The condition that a reader may see an answer."""
    return AnswerRow.audience.in_([ring.value for ring in Audience if reader.sees(ring)])


def answer(database: Database, reader: Audience, answer_id: str) -> KeptAnswer | None:
    """See ``Records.of``."""
    return next(_in_pieces(database, seen_by(reader), AnswerRow.id == answer_id), None)


def answers(
    database: Database, reader: Audience, since: datetime | None, only: Audience | None
) -> Iterator[KeptAnswer]:
    """See ``Records.export``."""
    wanted = [seen_by(reader)]
    if since is not None:
        wanted.append(AnswerRow.asked_at >= since)
    if only is not None:
        wanted.append(AnswerRow.audience == only.value)
    yield from _in_pieces(database, *wanted)


def gaps(database: Database, reader: Audience, since: datetime | None) -> Iterator[Gap]:
    """See ``Records.gaps``."""
    wanted = [seen_by(reader), AnswerRow.status.in_([status.value for status in GAPS])]
    if since is not None:
        wanted.append(AnswerRow.asked_at >= since)
    for kept in _in_pieces(database, *wanted):
        if kept.question is not None:
            yield Gap(
                answer_id=kept.id,
                question=kept.question,
                **kept.model_dump(include={"asked_at", "audience", "status", "kind", "stand_alone"}),
            )


def feedback(database: Database, reader: Audience, state: FeedbackState | None) -> Iterator[GivenFeedback]:
    """See ``Records.feedback``."""
    after = 0
    while True:
        query = (
            select(FeedbackRow, AnswerRow)
            .join(AnswerRow, AnswerRow.number == FeedbackRow.answer)
            .where(seen_by(reader), FeedbackRow.id > after)
            .order_by(FeedbackRow.id)
            .limit(PIECE)
        )
        if state is not None:
            query = query.where(FeedbackRow.state == state.value)
        with database.reading() as connection, Session(connection) as session:
            found = [
                GivenFeedback(feedback=kept_feedback([given])[0], answer=kept_answer(about))
                for given, about in session.execute(query)
            ]
        yield from found
        if len(found) < PIECE:
            return
        after = found[-1].feedback.id


def mark_feedback(database: Database, reader: Audience, feedback_id: int, state: FeedbackState) -> None:
    """See ``Records.mark_feedback``."""
    seen = select(AnswerRow.number).where(seen_by(reader))
    with database.writing() as connection:
        marked = connection.execute(
            update(FeedbackRow)
            .where(FeedbackRow.id == feedback_id, FeedbackRow.answer.in_(seen))
            .values(state=state.value)
        )
        if not marked.rowcount:
            raise NoSuchAnswer(f"There is no feedback {feedback_id}.")


def _in_pieces(database: Database, *wanted: ColumnElement[bool]) -> Iterator[KeptAnswer]:
    after = 0
    while True:
        with database.reading() as connection, Session(connection) as session:
            query = select(AnswerRow).where(AnswerRow.number > after, *wanted).order_by(AnswerRow.number).limit(PIECE)
            rows = session.scalars(query).all()
            found = [kept_answer(row) for row in rows]
            after = rows[-1].number if rows else after
        yield from found
        if len(found) < PIECE:
            return
