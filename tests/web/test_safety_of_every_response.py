"""Every response carries the headers that keep a browser safe, and every body has a limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

import bot.web
from bot.web.security import BODY_LIMIT
from tests.web.set_assistant import SetAssistant

WEB = Path(bot.web.__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = (
    "/",
    "/?q=x",
    "/sources/ehc-guide",
    "/sources/none",
    "/healthz",
    "/readyz",
    "/nothing",
    "/openapi.json",
    "/static/signpost.css",
    "/widget/signpost-widget.js",
    "/widget/languages/cy.json",
    "/api/welcome",
    "/embed",
    "/demo",
    "/static/none.js",
    "/api/ask",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_are_on_every_response(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_headers_are_on_a_stream_and_on_a_failure_too(client: TestClient, assistant: SetAssistant) -> None:
    stream = client.post("/api/ask/stream", json={"question": "Who?"})
    assistant.answer = RuntimeError("broken")
    failure = client.get("/?q=x")
    assert failure.status_code == 500
    for response in (stream, failure):
        assert response.headers["content-security-policy"] == POLICY


def test_answers_are_kept_nowhere_and_files_are_asked_about_again(client: TestClient) -> None:
    assert client.get("/?q=x").headers["cache-control"] == "no-store"
    style = client.get("/static/signpost.css")
    assert style.headers["cache-control"] == "no-cache"
    again = client.get("/static/signpost.css", headers={"If-None-Match": style.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["/", "/?q=x", "/sources/ehc-guide", "/sources/none", "/embed", "/demo"])
def test_a_page_loads_nothing_from_elsewhere_and_has_no_inline_script_or_style(
    client: TestClient, address: str
) -> None:
    shown = BeautifulSoup(client.get(address).text, "lxml")
    loaded = [tag.get("src") or tag.get("href") for tag in shown.find_all(["script", "link", "img"])]
    assert loaded
    assert all(str(source).startswith(("/static/", "/widget/")) for source in loaded)
    for source in loaded:
        assert client.get(str(source)).status_code == 200
    assert all(script["integrity"] for script in shown.find_all("script"))
    assert not shown.find_all("style")
    assert not shown.find_all(style=True)
    assert all(not script.get_text(strip=True) for script in shown.find_all("script"))


def test_the_scripts_put_text_on_the_page_only_as_text() -> None:
    for script in WEB.glob("widget/*.js"):
        text = script.read_text(encoding="utf-8")
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "setHTML",
        ):
            assert way not in text, f"{script.name} uses {way}"


def test_a_body_over_the_limit_is_refused_in_a_sentence(client: TestClient, assistant: SetAssistant) -> None:
    for address in ("/api/ask", "/api/ask/stream"):
        response = client.post(address, json={"question": "x" * BODY_LIMIT})
        assert response.status_code == 413
        assert response.json()["error"] == "The request is too large. The most that is taken is 256 kB."
        assert response.json()["id"]
    assert not assistant.asked


def test_a_body_that_hides_its_length_is_refused_as_well(client: TestClient, assistant: SetAssistant) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(BODY_LIMIT // 1024 + 1):
            yield b"x" * 1024

    response = client.post("/api/ask", content=endless(), headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert set(response.json()) == {"error", "id"}
    assert not assistant.asked


def test_an_unknown_address_answers_a_program_in_json_and_a_person_with_a_page(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["error"] == "There is nothing at this address."
    page = client.get("/nothing", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>Not found</h1>" in page.text


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    response = client.get("/api/ask")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert set(response.json()) == {"error", "id"}
