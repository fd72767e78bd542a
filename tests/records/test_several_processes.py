"""Several processes keep, purge and open one database at once."""

import multiprocessing
import sqlite3
from pathlib import Path
from typing import Any

from bot.records.database import Database
from bot.records.records import Records
from knowledge.documents import Audience
from tests.records import programs

PROCESSES = multiprocessing.get_context("spawn")


def run_all(*work: tuple[Any, ...]) -> list[int | None]:
    """Run functions with their arguments, each in a process, all at once; how they ended."""
    running = [PROCESSES.Process(target=one, args=args) for one, *args in work]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    return [process.exitcode for process in running]


def test_nothing_is_lost_when_several_keep_while_others_purge(file: Path) -> None:
    url, pairs = f"sqlite:///{file}", 80
    keeping = [(programs.keep_old_and_new, url, pairs)] * 3
    assert run_all(*keeping, (programs.purge_often, url, 15)) == [0, 0, 0, 0]
    records = Records(Database(url))
    records.purge(programs.OLD.replace(day=2))
    assert [kept.question for kept in records.export(Audience.PUBLIC)] == ["new"] * 3 * pairs
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_processes_that_open_it_at_the_same_moment_make_it_once(file: Path, tmp_path: Path) -> None:
    go = tmp_path / "go"
    running = [PROCESSES.Process(target=programs.open_first, args=(f"sqlite:///{file}", str(go))) for _ in range(4)]
    for process in running:
        process.start()
    go.touch()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * 4
    database = sqlite3.connect(file)
    assert database.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    assert database.execute("SELECT count(*), sum(until IS NULL) FROM pauses").fetchone() == (4, 1)
