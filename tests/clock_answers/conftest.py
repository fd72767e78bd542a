"""What the tests of answers from the clocks share: the library's documents, with no vectors, and a day."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.clocks.answer import answer_from_clocks
from bot.draft import Draft
from retrieval.search import Search
from tests.starter import library_search

TODAY = date(2026, 11, 24)
Ask = Callable[[str], Draft | None]


@pytest.fixture(scope="session")
def search() -> Search:
    return library_search()


@pytest.fixture
def ask(search: Search) -> Ask:
    return lambda question: answer_from_clocks(question, search, TODAY)
