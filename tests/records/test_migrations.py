"""A database gets its newest shape by migrations, from whatever shape it had."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import bot.records.migrations
from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.migrations import NEWEST
from bot.records.migrations.upgrade import shape_of
from bot.records.tables import Table


def test_the_newest_step_is_the_one_that_is_named(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.records.migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST
    with database.reading() as connection:
        assert shape_of(connection) == NEWEST


def test_migrations_give_the_tables_that_the_code_uses(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_a_database_that_is_up_to_date_is_opened_without_alembic(database: Database, file: Path) -> None:
    database.check_writing()
    before = file.read_bytes()[:100]
    again = Database(f"sqlite:///{file}")
    again.check_writing()
    assert file.read_bytes()[:100] == before


def test_a_migration_that_fails_leaves_nothing_half_done(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_table", fail)
        with pytest.raises(RecordsUnusable, match="No space left"):
            database.check_writing()
    database.check_writing()
    with database.reading() as connection:
        assert shape_of(connection) == NEWEST


def test_a_database_of_a_newer_signpost_is_left_alone(database: Database, file: Path) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsUnusable, match="a newer one made it"):
        Database(f"sqlite:///{file}").check_writing()


def test_a_database_that_was_taken_away_is_made_again(database: Database, file: Path) -> None:
    database.check_writing()
    for one in file.parent.iterdir():
        one.unlink()
    database.check_writing()
    assert file.exists()
