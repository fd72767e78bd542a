"""What the tests of the web surface share: a client, and a page as a browser without JavaScript sees it."""

from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from tests.web.set_assistant import SetAssistant

Page = Callable[..., BeautifulSoup]


@pytest.fixture
def assistant() -> SetAssistant:
    """An assistant that gives set answers."""
    return SetAssistant()


@pytest.fixture
def client(assistant: SetAssistant) -> Iterator[TestClient]:
    """A client of the web surface around the assistant."""
    app = create_app(assistant, Settings())
    with TestClient(app, raise_server_exceptions=False) as testing:
        yield testing


@pytest.fixture
def page(client: TestClient) -> Page:
    """Opens an address as a browser without JavaScript would, and parses what comes."""

    def open_page(address: str, **params: str | list[str]) -> BeautifulSoup:
        response = client.get(address, params=params or None)
        return BeautifulSoup(response.text, "lxml")

    return open_page
