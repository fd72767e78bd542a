"""``signpost records``, ``pause`` and ``resume``, as somebody at a terminal uses them."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records.database import Database
from bot.records.kept import Feedback, KeptAnswer, Reason, Verdict
from bot.records.records import Records
from knowledge.documents import Audience
from tests.records.made import ASKED, answer

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.now(UTC)

pytestmark = pytest.mark.slow

Signpost = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Records of today, in the data folder of the command."""
    return Records(Database(f"sqlite:///{tmp_path / 'records.sqlite'}"))


@pytest.fixture
def signpost(tmp_path: Path) -> Signpost:
    """Runs the command on the data folder."""

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
        environment = {**ours, "SIGNPOST_DATA": str(tmp_path), "COLUMNS": "200", "NO_COLOR": "1", **settings}
        command = [sys.executable, "-m", "bot.cli", *words]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False, timeout=60
        )

    return run


def test_an_export_is_for_the_public_unless_partners_are_named(
    records: Records, signpost: Signpost, tmp_path: Path
) -> None:
    for ring in Audience:
        records.keep(answer(audience=ring), ASKED)
    assert records.flush()
    [line] = signpost("records", "export").stdout.splitlines()
    assert KeptAnswer.model_validate_json(line).audience is Audience.PUBLIC
    target = tmp_path / "export.jsonl"
    done = signpost("records", "export", "--audience", "partner", "--since", f"{NOW:%Y-%m-%d}", "--out", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    assert target.stat().st_mode & 0o777 == 0o600
    later = f"{NOW + timedelta(days=2):%Y-%m-%d}"
    assert signpost("records", "export", "--since", later).stdout == ""


def test_a_purge_takes_one_conversation_or_all_that_is_old(records: Records, signpost: Signpost) -> None:
    for conversation in ("to go", "to stay"):
        records.keep(answer(conversation=conversation), ASKED)
    assert records.flush()
    done = signpost("records", "purge", "--conversation", "to go")
    assert (done.returncode, done.stdout) == (0, "Deleted 1 answers, with their feedback.\n")
    assert [kept.conversation for kept in records.export(Audience.PARTNER)] == ["to stay"]
    assert "Deleted 0" in signpost("records", "purge", "--older-than", "1").stdout
    assert "Deleted 1" in signpost("records", "purge", "--older-than", "0").stdout


def test_feedback_is_listed_until_it_is_done(records: Records, signpost: Signpost) -> None:
    given = answer("Who [name]?")
    records.keep(given, ASKED)
    records.keep_feedback(
        Audience.PUBLIC, given.id, Feedback(verdict=Verdict.DOWN, reason=Reason.WRONG, comment="[bold]")
    )
    listed = signpost("records", "feedback").stdout
    assert all(part in listed for part in ("down, wrong", "asked: Who [name]?", "said: The council", "comment: [bold]"))
    number = listed.split(".")[0]
    assert signpost("records", "feedback", "--mark", number).returncode == 0
    assert signpost("records", "feedback").stdout == ""
    missing = signpost("records", "feedback", "--mark", "77")
    assert (missing.returncode, missing.stderr) == (1, "There is no feedback 77.\n")


def test_a_pause_is_seen_by_the_next_question_and_needs_no_index(signpost: Signpost) -> None:
    refused = signpost("pause")
    assert refused.returncode == 2
    assert "--reason" in refused.stderr
    done = signpost("pause", "--reason", "a wrong number", "--message", "We will be back at noon.", "--by", "Ann")
    assert "We will be back at noon." in done.stdout
    asked = signpost("ask", "Who?", "--json")
    assert asked.returncode == 1
    assert '"status":"unavailable"' in asked.stdout
    assert "We will be back at noon." in asked.stdout
    assert asked.stderr == ""
    status = signpost("pause", "--status").stdout
    assert status.startswith("Signpost is paused.")
    assert "by Ann, until now: a wrong number" in status
    assert signpost("resume").stdout == "Signpost answers again.\n"
    assert signpost("resume").stdout == "Signpost was not paused.\n"
    assert signpost("pause", "--status").stdout.startswith("Signpost is not paused.")


def test_an_address_of_no_database_is_said_in_a_line(signpost: Signpost) -> None:
    done = signpost("ask", "Who?", SIGNPOST_DATABASE_URL="nonsense")
    assert (done.returncode, done.stderr) == (1, "SIGNPOST_DATABASE_URL is not the address of a database.\n")
