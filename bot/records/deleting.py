"""Deleting records for good: the rows, what hangs on them, and what SQLite would leave in its files."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from bot.records.database import Database
from bot.records.kept import Deleted
from bot.records.reading import seen_by
from bot.records.tables import AnswerRow
from knowledge.documents import Audience

# A few at a time, so that answers given meanwhile can be recorded in between.
PIECE = 200


def purge(database: Database, before: datetime, waiting: int) -> Deleted:
    """See ``Records.purge``. ``waiting`` were deleted before they were written."""
    if not database.is_there():
        return Deleted(answers=waiting, is_scrubbed=True)
    answers = waiting + _delete(database, AnswerRow.asked_at < before)
    return Deleted(answers=answers, is_scrubbed=database.scrub(thoroughly=True))


def delete_conversation(database: Database, reader: Audience, conversation: str, waiting: int) -> Deleted:
    """See ``Records.delete_conversation``. ``waiting`` were deleted before they were written."""
    if not database.is_there():
        return Deleted(answers=waiting, is_scrubbed=True)
    answers = waiting + _delete(database, AnswerRow.conversation == conversation, seen_by(reader))
    return Deleted(answers=answers, is_scrubbed=database.scrub(thoroughly=False))


def _delete(database: Database, *wanted: ColumnElement[bool]) -> int:
    answers = 0
    while True:
        with database.writing() as connection:
            some = list(connection.scalars(select(AnswerRow.number).where(*wanted).limit(PIECE)))
            # Citations and feedback go with their answer: the foreign keys say so.
            connection.execute(delete(AnswerRow).where(AnswerRow.number.in_(some)))
        answers += len(some)
        if len(some) < PIECE:
            return answers
