"""A pause stops answering in every process from the next question on, also without an index."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.answer import Status
from bot.assistant import Assistant
from bot.build import build_assistant, build_pause
from bot.examine import examine
from bot.pause import PauseSwitch
from bot.records.database import Database
from bot.records.records import Records
from bot.settings import Settings
from bot.web.app import create_app
from knowledge.documents import Audience
from prompts.notices import notices
from tests.records.conftest import SetClock
from tests.records.made import break_database
from tests.web.set_assistant import SetAssistant


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a data folder without an index."""
    return Settings(data=tmp_path / "data")


@pytest.fixture
def assistant(settings: Settings) -> Assistant:
    """An assistant that knows of no pause but from the database."""
    return build_assistant(settings)


def test_it_holds_from_the_next_question_on_until_it_is_resumed(settings: Settings, assistant: Assistant) -> None:
    assert assistant.ask("Who?").notice == notices().say("unavailable")
    build_pause(settings).pause("a wrong phone number", "Ann")
    for audience in Audience:
        answer = assistant.ask("Who?", audience)
        assert (answer.status, answer.notice) == (Status.UNAVAILABLE, notices().say("paused"))
        assert answer.next_steps
        assert "999" in (answer.notice or "")
        assert "wrong phone" not in answer.model_dump_json()
    assert build_pause(settings).resume("Bob")
    assert assistant.ask("Who?").notice == notices().say("unavailable")


def test_people_are_shown_the_message_and_where_help_is(settings: Settings, assistant: Assistant) -> None:
    build_pause(settings).pause("reason", "Ann", "We are correcting {a} phone number.")
    notice = assistant.ask("Who?").notice
    assert notice == "We are correcting {a} phone number. If someone is in danger now, ring 999."


def test_a_question_asked_in_a_pause_is_not_recorded(settings: Settings, assistant: Assistant) -> None:
    build_pause(settings).pause("reason", "Ann")
    assistant.ask("plantedword")
    records = Records(Database(settings.records_url))
    assert not list(records.export(Audience.PARTNER))


def test_the_log_of_pauses_says_who_when_and_why(database: Database, clock: SetClock) -> None:
    switch = PauseSwitch(database, clock)
    begun = clock()
    switch.pause("first", "Ann")
    clock.go_on(hours=1)
    switch.pause("second", "Bob")
    clock.go_on(hours=1)
    assert switch.resume("Cas")
    assert not switch.resume("Cas")
    second, first = switch.history()
    assert (first.reason, first.paused_by, first.resumed_by) == ("first", "Ann", "Bob")
    assert (first.since, first.until) == (begun, second.since)
    assert (second.reason, second.resumed_by, second.until) == ("second", "Cas", clock())


def test_reading_the_switch_takes_less_than_a_millisecond(database: Database, benchmark) -> None:  # type: ignore[no-untyped-def]
    switch = PauseSwitch(database)
    switch.pause("reason", "Ann")
    benchmark.pedantic(switch.state, rounds=200)
    assert benchmark.stats["median"] < 0.001


def test_where_nothing_was_ever_paused_no_database_is_made(settings: Settings) -> None:
    switch = build_pause(settings)
    assert (switch.state(), switch.history(), switch.resume("Ann")) == (None, (), False)
    assert not settings.data.exists()


@pytest.mark.parametrize("paused", [False, True])
def test_when_the_switch_cannot_be_read_the_last_state_holds(
    database: Database, file: Path, caplog: pytest.LogCaptureFixture, paused: bool
) -> None:
    switch = PauseSwitch(database)
    switch.pause("reason", "Ann")
    if not paused:
        switch.resume("Ann")
    before = switch.state()
    database.close()
    break_database(file)
    for _ in range(3):
        assert switch.state() == before
    [line] = caplog.messages
    assert ("answering stays paused" if paused else "answering goes on") in line


def test_doctor_says_that_it_is_paused_and_why(settings: Settings) -> None:
    build_pause(settings).pause("a wrong phone number", "Ann")
    [found] = [finding for finding in examine(settings) if "paused" in finding.text]
    assert "by Ann: a wrong phone number. `signpost resume` ends it." in found.text
    assert found.good is None


def test_a_monitor_sees_that_it_is_paused_and_a_proxy_keeps_it_in_service(settings: Settings) -> None:
    switch = build_pause(settings)
    with TestClient(create_app(SetAssistant(), settings, pause=switch)) as client:
        assert client.get("/readyz").json() == {"status": "ready"}
        switch.pause("reason", "Ann")
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (200, {"status": "paused"})
