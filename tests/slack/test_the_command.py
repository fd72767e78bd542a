"""``signpost slack`` as an operator runs it: the real assistant, over HTTP and by web socket, until it is told to stop."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.build import embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from evals.local_slack.payloads import as_json, callback, direct, envelope, mention, signed
from evals.local_slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, LocalSlack
from retrieval.ingest import ingest
from tests.answering.papers import write_papers
from tests.slack.conftest import PUBLIC_CHANNEL
from tests.slack.seen import said

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of an installation with a small library, indexed."""
    folder = tmp_path_factory.mktemp("home")
    given = os.environ.get("SIGNPOST_MODELS") or os.environ.get("SIGNPOST_TEST_MODELS")
    models = Path(given or ROOT / ".cache" / "models")
    settings = Settings(library=write_papers(folder / "library"), data=folder / "data", models=models)
    ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
    return {
        "SIGNPOST_LIBRARY": str(settings.library),
        "SIGNPOST_DATA": str(settings.data),
        "SIGNPOST_MODELS": str(models),
        "SIGNPOST_PUBLIC_URL": "https://signpost.example",
    }


def _environment(home: dict[str, str], **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIGNPOST_", "OPENAI_"))}
    return {**kept, "PYTHONPATH": str(ROOT), **home, **more}


@contextmanager
def _running(environment: dict[str, str], *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "bot.cli", "slack", *options]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def _in_slack(local: LocalSlack) -> dict[str, str]:
    return {
        "SIGNPOST_SLACK_BOT_TOKEN": BOT_TOKEN,
        "SIGNPOST_SLACK_APP_TOKEN": APP_TOKEN,
        "SIGNPOST_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SIGNPOST_SLACK_API_URL": local.api_url,
        "SIGNPOST_SLACK_PARTNER_USERS": "UPARTNER",
    }


@pytest.mark.slow
def test_it_answers_from_the_documents_over_http_and_stops_when_told(home: dict[str, str], local: LocalSlack) -> None:
    with _running(_environment(home, **_in_slack(local)), "--port", "0") as (process, line):
        found = re.search(r"http://\S+", line)
        assert found, process.stderr and process.stderr.read()
        body, kind = as_json(callback(mention("UMEMBER", PUBLIC_CHANNEL, "Who chairs the SEND board?", "1.000001")))
        for _ in range(100):
            try:
                reply = httpx.post(found.group(), content=body, headers={"Content-Type": kind, **signed(body)})
                break
            except httpx.ConnectError:
                continue
        assert reply.status_code == 200
        local.wait_for(lambda: "· answer " in said((local.slack.conversations.of_bot(PUBLIC_CHANNEL) or [{}])[0]), 30)
        assert len(local.slack.conversations.of_bot(PUBLIC_CHANNEL)) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) in {0, -signal.SIGTERM}  # the server passes the signal on when it has stopped
        _, errors = process.communicate()
        assert "Traceback" not in errors


@pytest.mark.slow
def test_it_answers_in_socket_mode_and_stops_when_told(home: dict[str, str], local: LocalSlack) -> None:
    environment = _environment(home, **_in_slack(local))
    with _running(environment, "--socket") as (process, _):
        local.wait_for(lambda: local.is_connected, 30)
        sent = envelope("events_api", callback(direct("UMEMBER", "Who chairs the SEND board?", "1.000001")))
        local.send(sent)
        local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER"), 30)
        assert sent["envelope_id"] in local.envelopes
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        _, errors = process.communicate()
        assert "Traceback" not in errors


def _run(environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", "slack", *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("options", "missing"), [((), "SIGNING_SECRET"), (("--socket",), "APP_TOKEN")])
def test_what_is_not_set_is_named(options: tuple[str, ...], missing: str) -> None:
    done = _run(_environment({}), *options)
    assert done.returncode == 2
    assert f"SIGNPOST_SLACK_{missing}" in done.stderr
    assert "docs/slack.md" in done.stderr


@pytest.mark.slow
def test_an_app_token_that_slack_refuses_is_told_plainly(home: dict[str, str], local: LocalSlack) -> None:
    done = _run(_environment(home, **(_in_slack(local) | {"SIGNPOST_SLACK_APP_TOKEN": "xapp-mulberry"})), "--socket")
    assert done.returncode == 1
    assert "invalid_auth" in done.stderr
    assert "mulberry" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_token_that_slack_refuses_is_told_plainly(home: dict[str, str], local: LocalSlack) -> None:
    wrong = _in_slack(local) | {"SIGNPOST_SLACK_BOT_TOKEN": "xoxb-mulberry"}
    done = _run(_environment(home, **wrong), "--socket")
    assert done.returncode == 1
    assert "invalid_auth" in done.stderr
    assert "mulberry" not in done.stderr
    assert "Traceback" not in done.stderr
