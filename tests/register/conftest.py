"""What the tests of the register's room share."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.draft import Draft
from bot.register import answer_from_register
from knowledge.corpus import Corpus
from retrieval.search import Search
from tests.register.made_plans import search_of, two_plans

TODAY = date(2026, 1, 15)
Ask = Callable[[str], Draft | None]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return two_plans(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def search(corpus: Corpus) -> Search:
    return search_of(corpus)


@pytest.fixture(scope="session")
def ask(search: Search) -> Ask:
    return lambda question: answer_from_register(question, search, TODAY)
