"""Whoever keeps Signpost running can see whether it lives and whether it can answer."""

import pytest
from fastapi.testclient import TestClient

from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing
from tests.web.set_assistant import SetAssistant


def test_ready_when_the_index_is_there(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize("error", [IndexMissing, IndexBroken, EmbeddingError])
def test_not_ready_with_the_reason_yet_still_alive(
    client: TestClient, assistant: SetAssistant, error: type[Exception]
) -> None:
    assistant.broken = error("There is no index yet: run `signpost ingest`.")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["error"] == "There is no index yet: run `signpost ingest`."
    assert response.json()["id"]
    assert client.get("/healthz").json() == {"status": "alive"}


def test_something_unexpected_is_not_ready_either(client: TestClient, assistant: SetAssistant) -> None:
    assistant.broken = RuntimeError("secret")
    response = client.get("/readyz")
    assert response.status_code == 500
    assert "secret" not in response.text


def test_a_monitor_may_ask_for_the_head_only(client: TestClient) -> None:
    for address in ("/", "/healthz", "/readyz", "/sources/ehc-guide"):
        assert client.head(address).status_code == 200
