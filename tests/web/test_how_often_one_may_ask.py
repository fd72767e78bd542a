"""How often one may ask: limits by asker, by address and by site, each with a plain sentence and a time to wait."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.sites import Site, Sites
from tests.web.set_assistant import SetAssistant

COUNCIL = "https://www.council.example"
SITES = Sites(version=1, sites=(Site(origin=COUNCIL, name="Council", asks_a_day=4),))
MakeClient = Callable[..., TestClient]


@pytest.fixture
def make_client(assistant: SetAssistant) -> MakeClient:
    def make(address: str = "192.0.2.1", **settings: object) -> TestClient:
        app = create_app(assistant, Settings.model_validate(settings), sites=SITES)
        return TestClient(app, client=(address, 50000))

    return make


def ask(client: TestClient, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/api/ask", json={"question": "Who?"}, headers=named).status_code


def session(client: TestClient, **headers: str) -> str:
    return f"Bearer {client.post('/api/session', headers=headers).json()['token']}"


def test_the_sixteenth_question_in_a_minute_is_asked_to_wait(make_client: MakeClient, assistant: SetAssistant) -> None:
    client = make_client()
    assert [ask(client) for _ in range(15)] == [200] * 15
    response = client.post("/api/ask/stream", json={"question": "Who?"})
    assert response.status_code == 429
    wait = int(response.headers["retry-after"])
    assert 0 < wait <= 60
    sentence = f"That is a lot of questions in a short time. Please wait {wait} seconds, then ask again."
    assert response.json()["error"] == sentence
    assert len(assistant.asked) == 15


def test_the_page_without_javascript_has_the_same_limit_and_says_so(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1)
    assert client.get("/", params={"q": "Who?"}).status_code == 200
    refused = client.get("/", params={"q": "Who?"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "Please wait" in BeautifulSoup(refused.text, "lxml").main.get_text()
    assert client.get("/").status_code == 200


def test_people_behind_one_address_are_told_apart_by_their_sessions(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1)
    first, second = session(client), session(client)
    assert ask(client, authorization=first) == 200
    assert ask(client, authorization=second) == 200
    assert ask(client, authorization=first) == 429


def test_new_sessions_do_not_lift_the_limit_of_an_address(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1, asks_a_minute_of_an_address=3)
    codes = [ask(client, authorization=session(client)) for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]


def test_sessions_are_not_given_without_end(make_client: MakeClient) -> None:
    client = make_client()
    codes = [client.post("/api/session").status_code for _ in range(121)]
    assert codes == [200] * 120 + [429]


def test_a_site_has_its_share_for_a_day_whoever_asks(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1)
    codes = [ask(client, Origin=COUNCIL, authorization=session(client, Origin=COUNCIL)) for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    assert ask(client, authorization=session(client)) == 200  # our own page has a share of its own


def test_a_forwarded_address_counts_only_behind_a_proxy(make_client: MakeClient) -> None:
    exposed = make_client(asks_a_minute=1)
    assert ask(exposed, x_forwarded_for="198.51.100.1") == 200
    assert ask(exposed, x_forwarded_for="198.51.100.2") == 429
    behind = make_client(asks_a_minute=1, behind_proxy=True)
    assert ask(behind, x_forwarded_for="198.51.100.1") == 200
    assert ask(behind, x_forwarded_for="198.51.100.2") == 200


def test_what_an_asker_writes_before_the_proxys_address_does_not_count(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1, behind_proxy=True)
    assert ask(client, x_forwarded_for="10.0.0.1, 198.51.100.1") == 200
    assert ask(client, x_forwarded_for="10.0.0.2, 198.51.100.1") == 429


def test_a_household_with_many_addresses_is_one_asker(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=1, behind_proxy=True)
    assert ask(client, x_forwarded_for="2001:db8:1:2::1") == 200
    assert ask(client, x_forwarded_for="2001:db8:1:2:ffff::9") == 429
    assert ask(client, x_forwarded_for="2001:db8:1:3::1") == 200


def test_feedback_has_a_limit_of_its_own(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=2)
    codes = [client.post("/api/feedback", json={"answer": "x", "verdict": "up"}).status_code for _ in range(5)]
    assert codes == [404] * 4 + [429]
    assert ask(client) == 200


def test_a_limit_of_nothing_is_no_limit(make_client: MakeClient) -> None:
    client = make_client(asks_a_minute=0, asks_a_minute_of_an_address=0, asks_a_day=0)
    assert {ask(client) for _ in range(40)} == {200}
