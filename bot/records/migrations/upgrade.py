"""Brings a database to the newest shape, safely when several processes start at once."""

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, inspect, text

from bot.records.errors import RecordsUnusable
from bot.records.migrations import NEWEST

# Alembic works through module globals: one upgrade at a time in a process.
_ONE_AT_A_TIME = Lock()
# Any number will do, as long as every process takes the same.
_ADVISORY_LOCK = 7_363_710


def shape_of(connection: Connection) -> str | None:
    """The name of the last step that was taken; none in a database without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection) -> None:
    """Take the steps that are missing, within the transaction that is open on ``connection``.

    In SQLite that transaction must be an immediate one: it keeps the other processes waiting. Raises
    RecordsUnusable when the database is of a newer Signpost.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    shape = shape_of(connection)
    if shape == NEWEST:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if shape is not None and shape not in known:
        raise RecordsUnusable(
            f"The records database has shape {shape}, which this Signpost does not know: a newer one made it. "
            "Run that one, or set SIGNPOST_DATABASE_URL to another database."
        )
    with _ONE_AT_A_TIME:
        command.upgrade(config, "head")
