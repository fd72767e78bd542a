"""What the tests of records share: a database on disk, records in it, and a clock that is set by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records.database import Database
from bot.records.records import Records


@dataclass
class SetClock:
    """Tells the moment that it was set to."""

    moment: datetime = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **by: float) -> None:
        """Let time pass: days, hours, seconds."""
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> SetClock:
    """A clock at noon on 24 November 2026."""
    return SetClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "data" / "records.sqlite"


@pytest.fixture
def database(file: Path) -> Database:
    """A database that waits only a moment for other writers."""
    return Database(f"sqlite:///{file}", patience=0.05)


@pytest.fixture
def records(database: Database, clock: SetClock) -> Records:
    """Records in the database, by the clock."""
    return Records(database, now=clock)
