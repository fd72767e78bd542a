"""OpenAPI describes every answer that the app can give."""

from typing import Any

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    """The description that programs read."""
    schema: dict[str, Any] = client.get("/openapi.json").json()
    return schema


@pytest.mark.parametrize(
    ("method", "address", "codes"),
    [
        ("post", "/api/ask", {"200", "400", "401", "403", "413", "422", "429", "500"}),
        ("post", "/api/ask/stream", {"200", "400", "401", "403", "413", "422", "429", "500"}),
        ("post", "/api/feedback", {"204", "400", "401", "403", "404", "413", "422", "429", "500", "503"}),
        ("delete", "/api/conversations/{conversation}", {"204", "401", "403", "413", "422", "429", "500", "503"}),
        ("get", "/", {"200", "413", "422", "429", "500"}),
        ("get", "/sources/{document}", {"200", "404", "413", "422", "500", "503"}),
        ("post", "/api/session", {"200", "403", "413", "429", "500"}),
        ("get", "/api/welcome", {"200", "413", "500"}),
        ("get", "/widget/{name}", {"200", "404", "413", "422", "500"}),
        ("get", "/widget/languages/{language}.json", {"200", "404", "413", "422", "500"}),
        ("get", "/healthz", {"200", "413", "500"}),
        ("get", "/readyz", {"200", "413", "500", "503"}),
    ],
)
def test_each_status_code_is_described(described: dict[str, Any], method: str, address: str, codes: set[str]) -> None:
    assert set(described["paths"][address][method]["responses"]) == codes


def test_problems_are_described_as_they_are_sent(described: dict[str, Any]) -> None:
    assert set(described["components"]["schemas"]["Problem"]["properties"]) == {"error", "id"}
    for address in ("/api/ask", "/api/ask/stream"):
        refused = described["paths"][address]["post"]["responses"]["422"]["content"]
        assert refused == {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_the_answer_and_the_stream_are_described(described: dict[str, Any]) -> None:
    answered = described["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]
    assert answered["application/json"]["schema"]["$ref"].endswith("/Answer")
    streamed = described["paths"]["/api/ask/stream"]["post"]["responses"]["200"]
    assert list(streamed["content"]) == ["text/event-stream"]
    assert "`statement`" in streamed["description"]


def test_pages_are_described_as_html(described: dict[str, Any]) -> None:
    for address in ("/", "/sources/{document}"):
        for code, response in described["paths"][address]["get"]["responses"].items():
            expected = "application/json" if code == "413" else "text/html"
            assert list(response["content"]) == [expected]


def test_no_parameter_for_an_audience_is_offered(described: dict[str, Any]) -> None:
    inputs = [
        parameter["name"]
        for path in described["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", [])
    ]
    assert set(inputs) == {"q", "history", "document", "passage", "conversation", "name", "language"}
    assert set(described["components"]["schemas"]["Asking"]["properties"]) == {
        "question",
        "history",
        "simpler",
        "conversation",
    }
