"""Who may show the widget and ask through it: listed sites with a session, and nobody who only looks like one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as some

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.sessions import LIFE, SessionRefused, Sessions
from bot.web.sites import Site, Sites, SitesUnreadable, load_sites
from tests.web.set_assistant import SetAssistant

COUNCIL = "https://www.council.example"
OTHER = "https://charity.example:8443"
SITES = Sites(
    version=1,
    sites=(
        Site(origin=COUNCIL, name="Council", asks_a_day=3, languages=("en", "cy")),
        Site(origin=OTHER, name="Charity"),
    ),
)
LOOK_ALIKES = (
    "null",
    "http://www.council.example",
    "https://council.example",
    "https://www.council.example.evil.example",
    "https://evilwww.council.example",
    "https://www.council.example:444",
    "https://www.council.example/",
    "https://WWW.council.example",
    "file://",
    "",
)


@pytest.fixture
def client(assistant: SetAssistant) -> Iterator[TestClient]:
    app = create_app(assistant, Settings(), sites=SITES)
    with TestClient(app, raise_server_exceptions=False) as testing:
        yield testing


def session_for(client: TestClient, origin: str) -> dict[str, str]:
    given = client.post("/api/session", headers={"Origin": origin}).json()
    return {"Origin": origin, "Authorization": f"Bearer {given['token']}"}


def test_a_listed_site_gets_a_session_and_asks_with_it(client: TestClient) -> None:
    headers = session_for(client, COUNCIL)
    response = client.post("/api/ask", json={"question": "Who?"}, headers=headers)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == COUNCIL
    assert "access-control-allow-credentials" not in response.headers
    assert "set-cookie" not in response.headers


def test_a_browser_on_a_listed_site_may_send_what_the_widget_sends(client: TestClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        response = client.options(
            "/api/ask/stream",
            headers={
                "Origin": COUNCIL,
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": "authorization,content-type",
            },
        )
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == COUNCIL


@pytest.mark.parametrize("origin", LOOK_ALIKES)
def test_no_look_alike_gets_anything(client: TestClient, assistant: SetAssistant, origin: str) -> None:
    token = session_for(client, COUNCIL)["Authorization"]
    for address in ("/api/session", "/api/ask", "/api/ask/stream", "/api/feedback"):
        body = {"question": "Who?", "answer": "a1", "verdict": "up"}
        response = client.post(address, json=body, headers={"Origin": origin, "Authorization": token})
        assert response.status_code == 403
        assert response.json()["error"].startswith("This page may not show Signpost")
        assert "access-control-allow-origin" not in response.headers
    assert client.delete("/api/conversations/x", headers={"Origin": origin}).status_code == 403
    assert not assistant.asked


def test_a_listed_site_without_a_session_is_told_to_ask_again(client: TestClient, assistant: SetAssistant) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
        response = client.post("/api/ask", json={"question": "Who?"}, headers={"Origin": COUNCIL} | headers)
        assert response.status_code == 401
    assert not assistant.asked


def test_a_session_holds_only_on_its_own_site(client: TestClient) -> None:
    token = session_for(client, COUNCIL)["Authorization"]
    response = client.post("/api/ask", json={"question": "x"}, headers={"Origin": OTHER, "Authorization": token})
    assert response.status_code == 401
    own = {"Origin": "http://testserver", "Authorization": token}
    assert client.post("/api/ask", json={"question": "x"}, headers=own).status_code == 401


def test_signposts_own_pages_need_no_list_and_no_session(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Who?"}, headers={"Origin": "http://testserver"})
    assert response.status_code == 200
    assert client.post("/api/session", headers={"Origin": "http://testserver"}).status_code == 200


def test_only_listed_sites_may_frame_our_pages(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self' {COUNCIL} {OTHER}")


def test_a_site_sees_its_own_choice_of_languages(client: TestClient) -> None:
    def languages(origin: str) -> list[str]:
        offered = client.get("/api/welcome", headers={"Origin": origin}).json()["languages"]
        return [one["language"] for one in offered]

    assert languages(COUNCIL) == ["en", "cy"]
    assert len(languages(OTHER)) > 2


def test_any_page_may_load_the_widget_itself_and_check_its_sum(client: TestClient) -> None:
    for address in ("/widget/signpost-widget.js", "/widget/languages/cy.json"):
        headers = client.get(address, headers={"Origin": "https://anyone.example"}).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_versioned_file_is_kept_for_ever_and_another_version_is_not_there(client: TestClient) -> None:
    from bot.web.widget_file import widget_file

    named = client.get(f"/widget/{widget_file().name}")
    assert "immutable" in named.headers["cache-control"]
    assert named.content == client.get("/widget/signpost-widget.js").content
    assert "immutable" not in client.get("/widget/signpost-widget.js").headers["cache-control"]
    assert client.get("/widget/signpost-widget-0123456789ab.js").status_code == 404
    assert client.get("/widget/languages/xx.json").status_code == 404


def test_the_page_for_web_editors_shows_a_tag_that_works(client: TestClient) -> None:
    from bot.web.widget_file import widget_file

    page = client.get("/embed").text
    assert widget_file().integrity in page
    assert widget_file().name in page


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_session_ends_after_its_time() -> None:
    clock = Clock()
    sessions = Sessions("secret", clock)
    token = sessions.give(COUNCIL)
    clock.seconds += LIFE - 1
    assert sessions.read(token).origin == COUNCIL
    clock.seconds += 2
    with pytest.raises(SessionRefused, match="too old"):
        sessions.read(token)


def test_processes_with_the_same_secret_share_sessions_and_others_do_not() -> None:
    token = Sessions("secret", Clock()).give(None)
    assert Sessions("secret", Clock()).read(token).origin is None
    for other in (Sessions("another", Clock()), Sessions(None, Clock())):
        with pytest.raises(SessionRefused):
            other.read(token)


@given(place=some.integers(min_value=0), letter=some.characters(min_codepoint=33, max_codepoint=126))
def test_no_changed_token_is_taken(place: int, letter: str) -> None:
    sessions = Sessions("secret", Clock())
    token = sessions.give(COUNCIL)
    place %= len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(SessionRefused):
            sessions.read(changed)


@given(some.text())
def test_no_text_is_taken_for_a_token(text: str) -> None:
    with pytest.raises(SessionRefused):
        Sessions("secret", Clock()).read(text)


def write(folder: Path, text: str) -> Path:
    file = folder / "sites.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "entry",
    [
        "{origin: 'https://*.council.example', name: A}",
        "{origin: 'http://council.example', name: A}",
        "{origin: 'https://council.example/page', name: A}",
        "{origin: 'https://council.example/', name: A}",
        "{origin: 'https://user@council.example', name: A}",
        "{origin: council.example, name: A}",
        "{origin: '*', name: A}",
        "{origin: 'https://a.example', name: A, languages: [xx]}",
        "{origin: 'https://a.example', name: A, budget: 3}",
        "{origin: 'https://a.example', name: A, asks_a_day: 0}",
    ],
)
def test_a_list_of_sites_that_is_not_right_is_refused_with_its_place(tmp_path: Path, entry: str) -> None:
    with pytest.raises(SitesUnreadable, match=r"sites\.0"):
        load_sites(write(tmp_path, f"version: 1\nsites: [{entry}]"))


def test_a_list_of_sites_that_is_not_there_stops_the_app(tmp_path: Path) -> None:
    with pytest.raises(SitesUnreadable, match="cannot be read"):
        create_app(SetAssistant(), Settings(sites=tmp_path / "none.yaml"))


def test_the_list_that_comes_with_signpost_is_right() -> None:
    assert load_sites(None).version == 1
