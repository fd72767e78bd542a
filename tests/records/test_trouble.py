"""A database that is killed, locked, full or closed to us: answers go out, and the log says so without their words."""

import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.answer import Status
from bot.build import build_assistant
from bot.examine import examine
from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.records import Records
from bot.settings import Settings
from knowledge.documents import Audience
from tests.records.made import ASKED, answer, break_database

ROOT = Path(__file__).resolve().parents[2]


def program(name: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.records.programs", name, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def test_a_process_killed_while_it_writes_leaves_a_whole_database(tmp_path: Path) -> None:
    running = program("keep_until_killed", tmp_path)
    assert running.stdout
    written = [int(running.stdout.readline()) for _ in range(25)][-1]
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=20)
    file = tmp_path / "records.sqlite"
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    records = Records(Database(f"sqlite:///{file}"))
    assert len(list(records.export(Audience.PUBLIC))) >= written
    records.keep(answer(), ASKED)
    assert records.flush()


def test_on_a_full_disk_answers_go_out_and_are_recorded_when_there_is_room_again(tmp_path: Path) -> None:
    running = program("ask_with_little_room", tmp_path)
    said, logged = running.communicate(timeout=60)
    answers, while_full, after = said.splitlines()
    assert answers == " ".join(["unavailable"] * 5)
    assert (while_full, after) == ("not written", "written")
    assert "plantedword" not in logged
    assert logged.count("Answers go out, but are not recorded for now.") == 1
    assert logged.count("Answers are recorded again; 0 of them were lost.") == 1
    kept = Records(Database(f"sqlite:///{tmp_path / 'records.sqlite'}")).export(Audience.PUBLIC)
    assert [one.question for one in kept] == ["Who?", *(f"plantedword {number}" for number in range(5))]


def test_without_permission_answers_go_out() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        running = program("ask_without_permission", Path(folder))
        said, logged = running.communicate(timeout=60)
    assert said.splitlines() == ["unavailable unavailable unavailable", "not written"]
    assert "plantedword" not in logged
    assert logged.count("not recorded for now") == 1


def test_a_locked_database_holds_up_no_answer_and_loses_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(data=tmp_path)
    database = Database(settings.records_url, patience=0.01)
    records = Records(database)
    assistant = build_assistant(settings, records=records)
    database.check_writing()
    other = sqlite3.connect(tmp_path / "records.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for _ in range(20):
        assert assistant.ask("plantedword").status is Status.UNAVAILABLE
    assert not records._writer.flush(within=0.1)
    other.execute("ROLLBACK")
    assert records.flush()
    assert len(list(records.export(Audience.PUBLIC))) == 20
    assert [line.split(".")[0] for line in caplog.messages] == [
        "Answers go out, but are not recorded for now",
        "Answers are recorded again; 0 of them were lost",
    ]
    assert "plantedword" not in caplog.text


def test_an_answer_that_cannot_be_stored_takes_no_other_with_it(
    records: Records, database: Database, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.check_writing()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    twin = answer("plantedword")
    for one in (answer("before"), twin, twin, answer("after")):
        records.keep(one, ASKED)
    other.execute("ROLLBACK")
    assert records.flush()
    assert [kept.question for kept in records.export(Audience.PUBLIC)] == ["before", "plantedword", "after"]
    assert "An answer could not be recorded: IntegrityError." in caplog.messages
    assert "plantedword" not in caplog.text


def doctor_says(settings: Settings) -> list[tuple[str, bool | None]]:
    ours = ("Records", "recorded", "paused")
    return [(one.text, one.good) for one in examine(settings) if any(word in one.text for word in ours)]


def test_doctor_says_what_is_recorded_and_what_is_wrong(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    file = tmp_path / "records.sqlite"
    assert doctor_says(settings) == [("Records: answers are recorded; there are none yet", True)]
    assert not file.exists()
    with closing(Database(settings.records_url)) as database:
        database.check_writing()
    assert doctor_says(settings) == [(f"Records: answers are recorded, in {file}, for 90 days", True)]
    off = settings.model_copy(update={"records": False, "retention_days": 7})
    assert doctor_says(off) == [(f"Records: SIGNPOST_RECORDS is off, so none are added, in {file}, for 7 days", True)]
    break_database(file)
    (broken, good), (pause, _) = doctor_says(settings)
    assert not good
    assert broken.endswith("file is not a database. Answers go out, but are not recorded.")
    assert pause == "Whether Signpost is paused cannot be read. It answers; to stop it, stop it."


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite://", "sqlite:///:memory:", "postgresql+nodriver://user:secret@h/d"]
)
def test_an_address_that_is_none_is_said_without_what_it_holds(url: str) -> None:
    with pytest.raises(RecordsUnusable) as refused:
        Database(url).check_writing()
    assert "secret" not in str(refused.value)
