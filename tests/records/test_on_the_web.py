"""On the web people say what they thought of an answer, or delete their conversation; they can read no record."""

import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bot.records.kept import LONGEST_COMMENT
from bot.records.records import Records
from bot.settings import Settings
from bot.web.app import create_app
from knowledge.documents import Audience
from tests.records.made import ASKED, answer, break_database
from tests.web.set_assistant import SetAssistant


@pytest.fixture
def client(records: Records) -> Iterator[TestClient]:
    """A client of a web surface that masks the name Zebedee."""
    app = create_app(SetAssistant(), Settings(), records=records, mask=lambda text: text.replace("Zebedee", "[name]"))
    with TestClient(app, raise_server_exceptions=False) as testing:
        yield testing


def test_feedback_is_kept_with_its_comment_masked(client: TestClient, records: Records) -> None:
    given = answer()
    records.keep(given, ASKED)
    body = {"answer": given.id, "verdict": "down", "reason": "wrong", "comment": "Zebedee\x07 moved\nschool"}
    response = client.post("/api/feedback", json=body)
    assert (response.status_code, response.content) == (204, b"")
    kept = records.of(Audience.PUBLIC, given.id)
    assert kept is not None
    [feedback] = kept.feedback
    assert (feedback.verdict, feedback.reason, feedback.comment) == ("down", "wrong", "[name] moved school")


def test_a_comment_that_masking_makes_longer_still_fits(client: TestClient, records: Records) -> None:
    given = answer()
    records.keep(given, ASKED)
    app = create_app(SetAssistant(), Settings(), records=records, mask=lambda text: text * 2)
    with TestClient(app) as testing:
        body = {"answer": given.id, "verdict": "up", "comment": "x" * LONGEST_COMMENT}
        assert testing.post("/api/feedback", json=body).status_code == 204


@pytest.mark.parametrize("ring", [None, Audience.PARTNER])
def test_feedback_on_no_answer_of_theirs_is_not_found(
    client: TestClient, records: Records, ring: Audience | None
) -> None:
    given = answer(audience=ring or Audience.PUBLIC)
    if ring:
        records.keep(given, ASKED)
    response = client.post("/api/feedback", json={"answer": given.id, "verdict": "up"})
    assert response.status_code == 404
    assert set(response.json()) == {"error", "id"}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"answer": "x"}, 'The body has no "verdict".'),
        ({"answer": "x", "verdict": "maybe"}, "\"verdict\" must be 'up' or 'down'."),
        ({"answer": "x", "verdict": "up", "reason": 1}, '"reason" must be'),
        ({"answer": "x", "verdict": "up", "comment": "x" * 1001}, '"comment" must have at most 1000 characters.'),
        ({"answer": "x", "verdict": "up", "comment": 5}, '"comment" must be a text.'),
        ([], "The body must be a JSON object, sent as application/json."),
    ],
)
def test_feedback_that_is_none_is_refused_in_a_sentence(client: TestClient, body: object, error: str) -> None:
    response = client.post("/api/feedback", json=body)
    assert response.status_code == 422
    assert response.json()["error"].startswith(error)


def test_half_a_character_is_refused(client: TestClient) -> None:
    body = b'{"answer": "x", "verdict": "up", "comment": "\\ud800"}'
    response = client.post("/api/feedback", content=body, headers={"content-type": "application/json"})
    assert response.status_code in {400, 422}


def test_a_conversation_is_deleted_and_nobody_learns_whether_there_was_one(
    client: TestClient, records: Records
) -> None:
    records.keep(answer(conversation="mine"), ASKED)
    records.keep(answer(conversation="officers", audience=Audience.PARTNER), ASKED)
    for conversation in ("mine", "mine", "officers", "never-was", "%00", "a" * 3000):
        response = client.delete(f"/api/conversations/{conversation}")
        assert (response.status_code, response.content) == (204, b"")
    assert [kept.conversation for kept in records.export(Audience.PARTNER)] == ["officers"]


def test_without_records_there_is_no_answer_to_judge_and_nothing_to_delete() -> None:
    with TestClient(create_app(SetAssistant(), Settings())) as client:
        assert client.post("/api/feedback", json={"answer": "x", "verdict": "up"}).status_code == 404
        assert client.delete("/api/conversations/x").status_code == 204


def test_what_cannot_be_kept_or_deleted_now_is_said_and_never_taken_for_done(
    client: TestClient, records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    records.keep(answer(conversation="mine"), ASKED)
    records.flush()
    records._database.close()
    assert records._database.file
    break_database(records._database.file)
    with caplog.at_level(logging.WARNING):
        given = client.post("/api/feedback", json={"answer": "x", "verdict": "up", "comment": "plantedword"})
        deleted = client.delete("/api/conversations/mine")
    assert (given.status_code, deleted.status_code) == (503, 503)
    assert "could not be kept just now" in given.json()["error"]
    assert "could not be deleted just now" in deleted.json()["error"]
    assert "plantedword" not in caplog.text


@pytest.mark.parametrize("address", ["/api/feedback", "/api/conversations/mine", "/api/records", "/api/conversations"])
def test_no_address_gives_records_out(client: TestClient, records: Records, address: str) -> None:
    records.keep(answer("plantedword", conversation="mine"), ASKED)
    response = client.get(address)
    assert response.status_code in {404, 405}
    assert "plantedword" not in response.text
