"""Writes answers to the database behind the answers' back, so that none of them ever waits for it."""

import atexit
import logging
from collections import deque
from collections.abc import Callable, Mapping
from threading import Condition, Thread
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.tables import AnswerRow, CitationRow

logger = logging.getLogger(__name__)

MOST_WAITING = 1000  # answers; with more, the oldest is lost
PIECE = 100  # answers written in one transaction
AGAIN = 1.0  # seconds until the next try, when the database cannot be written
AT_EXIT = 2.0  # seconds that a process that ends waits for its last records


class Waiting(NamedTuple):
    """An answer as columns, with its citations, which lack only the answer's number."""

    answer: Mapping[str, Any]
    citations: tuple[Mapping[str, Any], ...]


class Writer:
    """Takes answers at once and writes them in order, in a thread of its own. Safe for threads."""

    def __init__(self, database: Database, most: int = MOST_WAITING) -> None:
        self._database = database
        self._waiting: deque[Waiting] = deque()
        self._most = most
        self._changed = Condition()
        self._at_work = False
        self._is_failing = False
        self._lost = 0
        self._thread: Thread | None = None

    def add(self, waiting: Waiting) -> None:
        """Take an answer to be written. Never waits for the database."""
        with self._changed:
            if len(self._waiting) >= self._most:
                self._waiting.popleft()
                self._lost += 1
            self._waiting.append(waiting)
            # A process that was forked has no threads of its parent.
            if self._thread is None or not self._thread.is_alive():
                self._start()
            self._changed.notify_all()

    def flush(self, within: float) -> bool:
        """Wait until all is written; False when it is not within so many seconds."""
        with self._changed:
            self._changed.notify_all()
            return self._changed.wait_for(self._is_idle, timeout=within)

    def forget(self, is_meant: Callable[[Mapping[str, Any]], bool], within: float) -> int:
        """Drop the waiting answers that are meant, once those that are just being written are written or back.

        Returns how many were dropped. Raises RecordsUnusable when the writing does not end.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: not self._at_work, timeout=within):
                raise RecordsUnusable("The records are still being written. Please try again.")
            before = len(self._waiting)
            self._waiting = deque(one for one in self._waiting if not is_meant(one.answer))
            return before - len(self._waiting)

    def _is_idle(self) -> bool:
        return not self._waiting and not self._at_work

    def _start(self) -> None:
        if self._thread is None:
            atexit.register(self.flush, AT_EXIT)
        self._at_work = False
        self._thread = Thread(target=self._write_on_and_on, name="keeping records", daemon=True)
        self._thread.start()

    def _write_on_and_on(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                taken = [self._waiting.popleft() for _ in range(min(PIECE, len(self._waiting)))]
                self._at_work = True
            left = self._write(taken)
            with self._changed:
                self._waiting.extendleft(reversed(left))
                self._at_work = False
                self._changed.notify_all()
                if left:
                    self._changed.wait(AGAIN)

    def _write(self, taken: list[Waiting]) -> list[Waiting]:
        """Write what can be written; what is left over is to be tried again."""
        try:
            with self._database.writing() as connection:
                for one in taken:
                    _insert(connection, one)
        except RecordsUnusable as error:
            self._note_failing(error)
            return taken
        except Exception as error:  # one answer that cannot be stored must not take the others with it
            if len(taken) > 1:
                return [left for one in taken for left in self._write([one])]
            # The words of an error that is not ours might hold the question.
            logger.warning("An answer could not be recorded: %s.", type(error).__name__)
            return []
        self._note_success()
        return []

    def _note_failing(self, error: RecordsUnusable) -> None:
        if not self._is_failing:
            logger.warning("Answers go out, but are not recorded for now. %s", error)
        with self._changed:
            self._is_failing = True

    def _note_success(self) -> None:
        with self._changed:
            was_failing, self._is_failing = self._is_failing, False
            lost, self._lost = self._lost, 0
        if was_failing or lost:
            logger.warning("Answers are recorded again; %s of them were lost.", lost)


def _insert(connection: Connection, waiting: Waiting) -> None:
    number = connection.scalar(insert(AnswerRow).values(waiting.answer).returning(AnswerRow.number))
    if waiting.citations:
        connection.execute(insert(CitationRow), [{**citation, "answer": number} for citation in waiting.citations])
