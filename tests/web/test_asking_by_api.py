"""Asking by the API: the whole answer, or a stream of it, always for the public."""

import asyncio
import json
import threading
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from bot.answer import Answer, Part, Statement, Status
from bot.model.background import Stop
from bot.question import Question
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.public import ANSWERS_AT_ONCE
from knowledge.documents import Audience
from tests.web.samples import CONFLICT, answer_with, citation
from tests.web.set_assistant import SetAssistant


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """The events of a stream, as a browser would read them."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_question_gets_the_answer_of_the_contract(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "How long?"})
    assert response.status_code == 200
    answer = Answer.model_validate(response.json())
    assert answer == answer_with(question="How long?")


def test_earlier_questions_are_passed_on(client: TestClient, assistant: SetAssistant) -> None:
    client.post("/api/ask", json={"question": "And then?", "history": ["What is first?"]})
    assert assistant.asked == [("And then?", Audience.PUBLIC, ("What is first?",))]


@pytest.mark.parametrize("address", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize("extra", [{"audience": "partner"}, {"Audience": "PARTNER"}, {"ring": "partner"}])
def test_no_field_raises_the_audience(
    client: TestClient, assistant: SetAssistant, address: str, extra: dict[str, str]
) -> None:
    response = client.post(
        f"{address}?audience=partner",
        json={"question": "Who?"} | extra,
        headers={"X-Audience": "partner", "Cookie": "audience=partner"},
    )
    assert response.status_code == 200
    assert [audience for _, audience, _ in assistant.asked] == [Audience.PUBLIC]


def test_partner_words_never_leave_even_if_the_assistant_errs(client: TestClient, assistant: SetAssistant) -> None:
    secret = citation(quote="For partners only.", audience=Audience.PARTNER)
    assistant.answer = answer_with(citations=(secret,))
    for address in ("/api/ask", "/api/ask/stream"):
        assert "For partners only" not in client.post(address, json={"question": "Who?"}).text
    assert "For partners only" not in client.get("/", params={"q": "Who?"}).text


@pytest.mark.parametrize("question", ["", "   ", "x" * 100_000, "a\x00b\x07\x1b[2J", "\u202eevil", "😀" * 500])
def test_any_text_is_the_assistants_to_judge(client: TestClient, assistant: SetAssistant, question: str) -> None:
    response = client.post("/api/ask", content=json.dumps({"question": question}, ensure_ascii=False).encode())
    assert response.status_code == 422  # not sent as JSON
    response = client.post("/api/ask", json={"question": question})
    assert response.status_code == 200
    assert assistant.asked[-1][0] == question
    assert response.json()["question"] == question


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"question": 1}',
        b'{"question": null}',
        b'{"question": "x", "history": "y"}',
        b'{"question": "x", "history": [1]}',
        b'{"question": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 50_000,
    ],
)
def test_a_malformed_body_is_refused_in_a_sentence(client: TestClient, body: bytes) -> None:
    for address in ("/api/ask", "/api/ask/stream"):
        response = client.post(address, content=body, headers={"content-type": "application/json"})
        assert response.status_code in {400, 422}
        problem = response.json()
        assert set(problem) == {"error", "id"}
        assert problem["error"].endswith(".")


def test_a_failure_shows_a_sentence_and_an_id_and_nothing_else(client: TestClient, assistant: SetAssistant) -> None:
    assistant.answer = RuntimeError("password=hunter2")
    response = client.post("/api/ask", json={"question": "Who?"})
    assert response.status_code == 500
    assert set(response.json()) == {"error", "id"}
    assert "hunter2" not in response.text
    assert "Traceback" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_stream_gives_each_statement_with_its_citations_then_the_answer(
    client: TestClient, assistant: SetAssistant
) -> None:
    assistant.answer = answer_with(
        statements=(
            Statement(text="First.", citations=(1,)),
            Statement(text="Second,\nin two lines.", citations=(2, 1)),
        ),
        citations=(citation(1), citation(2, quote="Another quote.")),
    )
    response = client.post("/api/ask/stream", json={"question": "How long?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    names, data = zip(*events(response.text), strict=True)
    assert names == ("statement", "statement", "answer")
    assert [event["text"] for event in data[:2]] == ["First.", "Second,\nin two lines."]
    assert [cited["number"] for cited in data[1]["citations"]] == [2, 1]
    assert data[2] == client.post("/api/ask", json={"question": "How long?"}).json()


def test_a_stream_without_statements_still_gives_the_answer(client: TestClient, assistant: SetAssistant) -> None:
    assistant.answer = CONFLICT
    response = client.post("/api/ask/stream", json={"question": "What does it cost?"})
    assert [name for name, _ in events(response.text)] == ["answer"]


def test_a_stream_that_fails_says_so_in_a_sentence(client: TestClient, assistant: SetAssistant) -> None:
    assistant.answer = RuntimeError("password=hunter2")
    response = client.post("/api/ask/stream", json={"question": "Who?"})
    [(name, problem)] = events(response.text)
    assert name == "problem"
    assert set(problem) == {"error", "id"}
    assert "hunter2" not in response.text


def test_an_outage_is_an_answer_with_status_unavailable(client: TestClient, assistant: SetAssistant) -> None:
    assistant.answer = answer_with(status=Status.UNAVAILABLE, notice="Signpost cannot search just now.")
    response = client.post("/api/ask", json={"question": "Who?"})
    assert response.status_code == 200
    assert response.json()["status"] == "unavailable"


def test_the_assistant_works_off_the_event_loop(client: TestClient, assistant: SetAssistant) -> None:
    loop_threads: set[int] = set()

    @client.app.get("/which-thread")  # type: ignore[attr-defined]
    async def which_thread() -> None:
        loop_threads.add(threading.get_ident())

    client.get("/which-thread")
    client.post("/api/ask", json={"question": "Who?"})
    client.post("/api/ask/stream", json={"question": "Who?"})
    client.get("/", params={"q": "Who?"})
    assert loop_threads
    assert not loop_threads & assistant.threads


class Crowded(SetAssistant):
    """Works only when as many as are let in at once have come, and remembers how many were in at the most."""

    together = threading.Barrier(ANSWERS_AT_ONCE, timeout=10)
    inside = most = 0
    counting = threading.Lock()

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        with self.counting:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.together.wait()
        with self.counting:
            self.inside -= 1
        yield answer_with(question=question.text)


def test_without_a_model_answers_are_worked_out_a_few_at_a_time() -> None:
    assistant = Crowded()
    app = create_app(assistant, Settings(asks_a_minute=0, asks_a_minute_of_an_address=0, model="none"))

    async def crowd() -> list[int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            asked = [client.post("/api/ask", json={"question": "Who?"}) for _ in range(3 * ANSWERS_AT_ONCE)]
            return [response.status_code for response in await asyncio.gather(*asked)]

    assert set(asyncio.run(crowd())) == {200}
    assert assistant.most == ANSWERS_AT_ONCE
