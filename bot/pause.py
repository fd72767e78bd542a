"""The pause switch: stops all answering at once, in every process, and keeps a log of who did and why.

It stands in the records database and is read anew at each question. When it cannot be read, the last state that was
read holds; a process that never could read it goes on answering. See docs/decisions/records.md.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, Row, insert, select, update

from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.records import utc_now
from bot.records.tables import PauseRow
from prompts.notices import notices

logger = logging.getLogger(__name__)


class Pause(BaseModel):
    """One pause. It goes on as long as it has no end."""

    model_config = ConfigDict(frozen=True)

    since: datetime
    paused_by: str
    reason: str = Field(description="for the team: never shown to people who ask")
    message: str | None = Field(description="what people who ask are shown, in place of the usual notice")
    until: datetime | None = None
    resumed_by: str | None = None

    @property
    def notice(self) -> str:
        """What people who ask are shown."""
        return notices().say("paused_message", message=self.message) if self.message else notices().say("paused")


_NEWEST_OPEN = select(PauseRow.__table__).where(PauseRow.until.is_(None)).order_by(PauseRow.id.desc()).limit(1)


class PauseSwitch:
    """Pauses and resumes answering. Safe for threads and processes."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now
        self._last: Pause | None = None
        self._is_blind = False

    def state(self) -> Pause | None:
        """The pause that goes on now, if there is one. Raises nothing: see the top of this file."""
        try:
            self._last = self.read()
        except RecordsUnusable as error:
            if not self._is_blind:
                kept = "answering stays paused" if self._last else "answering goes on"
                logger.warning("Whether Signpost is paused cannot be read, so %s. %s", kept, error)
            self._is_blind = True
        else:
            self._is_blind = False
        return self._last

    def read(self) -> Pause | None:
        """As ``state``, for who has to know whether it could be read. Raises RecordsUnusable."""
        if not self._database.is_there():
            return None
        with self._database.reading() as connection:
            row = connection.execute(_NEWEST_OPEN).first()
        return _pause(row) if row else None

    def pause(self, reason: str, by: str, message: str | None = None) -> Pause:
        """Stop answering. A pause on top of another takes its place. Raises RecordsUnusable."""
        made = Pause(since=self._now(), paused_by=by, reason=reason, message=message)
        with self._database.writing() as connection:
            _end_all(connection, self._now(), by)
            connection.execute(insert(PauseRow).values(made.model_dump()))
        return made

    def resume(self, by: str) -> bool:
        """Answer again. False when nothing was paused. Raises RecordsUnusable."""
        if not self._database.is_there():
            return False
        with self._database.writing() as connection:
            return _end_all(connection, self._now(), by) > 0

    def history(self, most: int = 20) -> tuple[Pause, ...]:
        """The last pauses, newest first. Raises RecordsUnusable."""
        if not self._database.is_there():
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(select(PauseRow.__table__).order_by(PauseRow.id.desc()).limit(most))
            return tuple(_pause(row) for row in rows)


def _end_all(connection: Connection, until: datetime, by: str) -> int:
    ended = connection.execute(update(PauseRow).where(PauseRow.until.is_(None)).values(until=until, resumed_by=by))
    return ended.rowcount


def _pause(row: Row[Any]) -> Pause:
    values = dict(row._mapping)
    values.pop("id")
    return Pause.model_validate(values)
