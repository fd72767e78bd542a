"""What the other processes of these tests do. Each function is run by a process of its own."""

import os
import resource
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.assistant import Assistant
from bot.build import build_assistant
from bot.pause import PauseSwitch
from bot.records.database import Database
from bot.records.records import Records
from bot.settings import Settings
from tests.records.made import ASKED, answer

# Long before any purge of these tests, and not.
OLD, NEW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)


def keep_old_and_new(url: str, pairs: int) -> None:
    """Keep so many pairs of an old and a new answer."""
    database = Database(url)
    old, new = Records(database, now=lambda: OLD), Records(database, now=lambda: NEW)
    for _ in range(pairs):
        old.keep(answer("old"), ASKED)
        new.keep(answer("new"), ASKED)
    written = [each._writer.flush(within=60) for each in (old, new)]
    sys.exit(0 if all(written) else 1)


def purge_often(url: str, times: int) -> None:
    """Purge the old answers again and again."""
    records = Records(Database(url))
    for _ in range(times):
        records.purge(OLD + timedelta(days=1))


def open_first(url: str, go: str) -> None:
    """Wait for a file to appear, then use the database, which nobody has made yet."""
    while not Path(go).exists():
        time.sleep(0.001)
    database = Database(url)
    database.check_writing()
    PauseSwitch(database).pause("because", "me")


def keep_until_killed(folder: str) -> None:
    """Keep answers for ever, and say how many are surely written."""
    records = Records(Database(f"sqlite:///{folder}/records.sqlite"))
    number = 0
    while True:
        for _ in range(7):
            records.keep(answer(f"number {number}" * 50), ASKED)
            number += 1
        if records.flush():
            print(number, flush=True)


def ask_with_little_room(folder: str) -> None:
    """Ask while the files cannot grow, then while they can again; print what came of it."""
    data = Path(folder)
    assistant, records = _assistant(data)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((data / "records.sqlite").stat().st_size // 2, most))
    print(*(assistant.ask(f"plantedword {number}").status.value for number in range(5)))
    print("written" if records._writer.flush(within=0.5) else "not written")
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    print("written" if records.flush() else "not written")


def ask_without_permission(folder: str) -> None:
    """Ask as a user who may not touch the database."""
    data = Path(folder)
    _assistant(data)
    if os.getuid() == 0:
        os.setuid(65534)
    else:
        (data / "records.sqlite").chmod(0o400)
    settings = Settings(data=data)
    records = Records(Database(settings.records_url))
    assistant = build_assistant(settings, records=records)
    print(*(assistant.ask("plantedword").status.value for _ in range(3)))
    print("written" if records._writer.flush(within=0.2) else "not written")


def _assistant(data: Path) -> tuple[Assistant, Records]:
    """An assistant without an index: it says so, which is an answer, and is recorded."""
    settings = Settings(data=data)
    records = Records(Database(settings.records_url))
    assistant = build_assistant(settings, records=records)
    assistant.ask("Who?")
    records.flush()
    return assistant, records


if __name__ == "__main__":
    {one.__name__: one for one in (keep_until_killed, ask_with_little_room, ask_without_permission)}[sys.argv[1]](
        sys.argv[2]
    )
