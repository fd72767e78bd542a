"""Records: what is kept of answers. Keeping never breaks or holds up an answer; reading is always for a reader."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.answer import Answer
from bot.question import Question, Surface
from bot.records import deleting, figures, reading
from bot.records.database import Database
from bot.records.errors import NoSuchAnswer
from bot.records.kept import (
    CitedPassage,
    Deleted,
    Feedback,
    FeedbackState,
    Gap,
    GivenFeedback,
    KeptAnswer,
    Latency,
    Opinion,
    Tally,
    Tokens,
)
from bot.records.rows import answer_values, citation_values
from bot.records.tables import AnswerRow, FeedbackRow
from bot.records.writing import Waiting, Writer
from knowledge.documents import Audience

CATCHING_UP = 2.0  # seconds that a reader waits for the answers that are just being written
MOST_FEEDBACK = 20  # for one answer


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


class Records:
    """The records of answers, in a database that several processes may share. Safe for threads.

    Every method that reads takes the reader's ring first: a record of a wider ring does not exist for them.
    All but ``keep`` and ``flush`` raise RecordsUnusable.
    """

    def __init__(self, database: Database, *, keeping: bool = True, now: Callable[[], datetime] = utc_now) -> None:
        """Records in ``database``. Without ``keeping`` nothing is added; what is there can be read and deleted."""
        self._database = database
        self._keeping = keeping
        self.now = now
        self._writer = Writer(database)

    def keep(
        self, answer: Answer, question: Question, *, stand_alone: str | None = None, tokens: Tokens | None = None
    ) -> None:
        """Keep an answer. ``answer.question`` and ``stand_alone`` must be masked; the question's text is not looked at.

        Returns at once: the database is written behind the answer's back. What cannot be written waits; see
        ``Writer`` for when it is lost.
        """
        if self._keeping and question.surface is not Surface.EVALS:
            values = answer_values(answer, question, self.now(), stand_alone, tokens)
            self._writer.add(Waiting(values, tuple(citation_values(citation) for citation in answer.citations)))

    def keep_feedback(self, reader: Audience, answer_id: str, feedback: Feedback) -> None:
        """Keep what a reader thought of an answer; the comment must be masked.

        An answer holds at most 20: beyond that the newest takes the place of the last. Raises NoSuchAnswer.
        """
        self.flush()
        with self._database.writing() as connection:
            number = connection.scalar(
                select(AnswerRow.number).where(AnswerRow.id == answer_id, reading.seen_by(reader))
            )
            if number is None:
                raise NoSuchAnswer("There is no record of this answer.")
            of_answer = FeedbackRow.answer == number
            given, newest = connection.execute(select(func.count(), func.max(FeedbackRow.id)).where(of_answer)).one()
            if given >= MOST_FEEDBACK:
                connection.execute(delete(FeedbackRow).where(FeedbackRow.id == newest))
            connection.execute(
                insert(FeedbackRow).values(
                    answer=number,
                    **feedback.model_dump(mode="json", include=set(Feedback.model_fields)),
                    given_at=self.now(),
                    state=FeedbackState.NEW.value,
                )
            )

    def of(self, reader: Audience, answer_id: str) -> KeptAnswer | None:
        """One answer; none when there is no such answer for this reader."""
        self.flush()
        return reading.answer(self._database, reader, answer_id)

    def export(
        self, reader: Audience, since: datetime | None = None, only: Audience | None = None
    ) -> Iterator[KeptAnswer]:
        """All answers, oldest first, from a moment on if one is given, of one ring only if one is given."""
        self.flush()
        return reading.answers(self._database, reader, since, only)

    def gaps(self, reader: Audience, since: datetime | None = None) -> Iterator[Gap]:
        """The questions that were not answered in full, oldest first. Those about a risk are not on record."""
        self.flush()
        return reading.gaps(self._database, reader, since)

    def feedback(self, reader: Audience, state: FeedbackState | None = None) -> Iterator[GivenFeedback]:
        """Feedback with its answers, oldest first, in one state if one is given."""
        self.flush()
        return reading.feedback(self._database, reader, state)

    def mark_feedback(self, reader: Audience, feedback_id: int, state: FeedbackState) -> None:
        """Say how far the team is with a piece of feedback. Raises NoSuchAnswer."""
        reading.mark_feedback(self._database, reader, feedback_id, state)

    def tallies(self, reader: Audience, since: datetime) -> tuple[Tally, ...]:
        """How answers ended, by day, status, kind and mode."""
        self.flush()
        return figures.tallies(self._database, reader, since)

    def latency(self, reader: Audience, since: datetime) -> Latency:
        """How long answers took."""
        self.flush()
        return figures.latency(self._database, reader, since)

    def most_cited(self, reader: Audience, since: datetime, most: int = 20) -> tuple[CitedPassage, ...]:
        """The passages that were cited in most answers, most first."""
        self.flush()
        return figures.most_cited(self._database, reader, since, most)

    def opinions(self, reader: Audience, since: datetime) -> tuple[Opinion, ...]:
        """How often answers helped or not, and why not."""
        self.flush()
        return figures.opinions(self._database, reader, since)

    def purge(self, before: datetime) -> Deleted:
        """Delete the answers that were asked before a moment, with their feedback, and the traces of all deletions.

        The database file is written anew: about 8 ms for each MB, and as much memory as the file is large.
        """
        waiting = self._writer.forget(lambda answer: answer["asked_at"] < before, CATCHING_UP)
        return deleting.purge(self._database, before, waiting)

    def delete_conversation(self, reader: Audience, conversation: str) -> Deleted:
        """Delete the answers of a conversation that this reader may see, with their feedback.

        Fast enough for a page that waits. Traces that need more than this are gone with the next ``purge``.
        """

        def is_meant(answer: Mapping[str, Any]) -> bool:
            return answer["conversation"] == conversation and reader.sees(Audience(answer["audience"]))

        waiting = self._writer.forget(is_meant, CATCHING_UP)
        return deleting.delete_conversation(self._database, reader, conversation, waiting)

    def flush(self) -> bool:
        """Wait, but not for long, until all answers are written; False when they are not."""
        return self._writer.flush(CATCHING_UP)
