"""The database of records and pauses: a file in the data folder, or a server that SIGNPOST_DATABASE_URL names.

SQLite is what the tests run on. The SQL is SQLAlchemy's, with nothing that PostgreSQL lacks, but no test runs there.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock
from filelock import Timeout as LockTimeout
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError

from bot.records.errors import RecordsUnusable
from bot.records.migrations import NEWEST
from bot.records.migrations.upgrade import shape_of, upgrade

PATIENCE = 5.0  # seconds that a writer waits for another one
ONLY_THE_OWNER = 0o600


class Database:
    """Opens itself at first use: makes the file, takes the missing migrations. Safe for threads and processes."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """The database at an address as SQLAlchemy spells it. Raises RecordsUnusable when it is none.

        A writer waits ``patience`` seconds for another one.
        """
        self._patience = patience
        try:
            self._url = make_url(url)
        except ArgumentError as error:
            raise RecordsUnusable("SIGNPOST_DATABASE_URL is not the address of a database.") from error
        self.file: Path | None = None
        if self._url.get_backend_name() == "sqlite":
            if self._url.database in {None, "", ":memory:"}:
                raise RecordsUnusable("SIGNPOST_DATABASE_URL names no file: write sqlite:///PATH.")
            self.file = Path(str(self._url.database))
        self._engine: Engine | None = None
        self._opening = Lock()

    @property
    def name(self) -> str:
        """What to call it in a sentence, without a password."""
        return str(self.file) if self.file else self._url.render_as_string(hide_password=True)

    def is_there(self) -> bool:
        """False as long as the file has not been made. A server is taken to be there."""
        return self.file is None or self.file.exists()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read on; it sees one state of the database. Raises RecordsUnusable."""
        with self._connection("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write on, committed at the end. Raises RecordsUnusable."""
        with self._connection("BEGIN IMMEDIATE") as connection:
            yield connection

    def scrub(self, *, thoroughly: bool) -> bool:
        """Overwrite in SQLite's files what was deleted. False when others stood in the way, or the disk is full.

        Rows that are deleted are overwritten with zeros, but copies in the log are not before it is emptied, and
        copies that SQLite left when it moved rows between pages are not before the file is written anew: that is
        what ``thoroughly`` does. A server database does this in its own time. Raises RecordsUnusable.
        """
        if self.file is None:
            return True
        with self._said_plainly(), self._open().connect() as connection:
            raw = connection.connection
            cursor = raw.cursor()
            try:
                if thoroughly:
                    cursor.execute("VACUUM")
                busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False  # busy, or no room to write it anew
            return not busy

    def check_writing(self) -> None:
        """Write what is there already, to see that it can be done. Raises RecordsUnusable."""
        with self.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def is_private(self) -> bool:
        """Whether nobody but its owner can read the file."""
        return self.file is None or not stat.S_IMODE(self.file.stat().st_mode) & ~ONLY_THE_OWNER

    def close(self) -> None:
        """Close all connections; the next use opens them again."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _connection(self, begin: str) -> Iterator[Connection]:
        with self._said_plainly():
            engine = self._open()
            with engine.connect().execution_options(begin=begin) as connection, connection.begin():
                yield connection

    def _open(self) -> Engine:
        """The engine, over a database that has its newest shape."""
        if self._engine is not None and not self.is_there():
            self.close()  # somebody took the file away
        if self._engine is not None:
            return self._engine
        with self._opening:
            if self._engine is None:
                engine = self._make_engine()
                try:
                    self._bring_up_to_date(engine)
                except BaseException:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    def _make_engine(self) -> Engine:
        # Parameters are questions: they must not stand in the text of an error.
        if self.file is None:
            return create_engine(self._url, hide_parameters=True, pool_pre_ping=True, max_overflow=-1)
        seconds = {"timeout": self._patience}
        engine = create_engine(self._url, hide_parameters=True, max_overflow=-1, connect_args=seconds)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _bring_up_to_date(self, engine: Engine) -> None:
        if self.file is None:
            with engine.begin() as connection:
                upgrade(connection)
            return
        if self.file.exists() and self.file.stat().st_size:
            with engine.connect() as connection:
                if shape_of(connection) == NEWEST:
                    return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # SQLite does not wait its turn when a file is new, or its journal changes: so a lock beside it.
        with FileLock(f"{self.file}.lock", timeout=PATIENCE, mode=ONLY_THE_OWNER):
            # SQLite gives its log files the same permissions as this one.
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, ONLY_THE_OWNER))
            with engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
            with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
                upgrade(connection)

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        try:
            yield
        except LockTimeout as error:
            raise RecordsUnusable(f"The records ({self.name}) cannot be opened: another process holds them.") from error
        except (IntegrityError, DataError):
            raise  # the fault of what was written
        except (DBAPIError, ArgumentError, sqlite3.Error, ImportError, OSError) as error:
            raise RecordsUnusable(f"The records ({self.name}) cannot be used: {_cause(error)}.") from error


def _cause(error: BaseException) -> str:
    """What went wrong, in words that hold nothing of what was being written."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if isinstance(cause, sqlite3.Error):
        return str(cause)  # "database or disk is full", "database is locked": never a value
    if isinstance(cause, OSError):
        return str(cause.strerror or type(cause).__name__)
    if isinstance(cause, ImportError):
        return f"the database's driver is not installed ({cause.name})"
    return type(cause).__name__


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten with zeros
        "synchronous = NORMAL",  # with a write-ahead log: whole after a crash, and no wait for the disk
        "temp_store = MEMORY",  # no question in a temporary file
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
