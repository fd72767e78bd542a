"""Search: both halves count, the order is fixed, and LangChain's retriever gives the same."""

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.langchain import SignpostRetriever
from retrieval.search import Query, Search
from tests.index.sample_library import Built


@pytest.fixture
def search(built: Built, embedder: LocalEmbedder) -> Search:
    return Index(built.data, lambda: embedder).search(Audience.PUBLIC)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Who oversees the strategy?", "strategy:send-strategy"),
        ("How big is the deficit?", "strategy:money"),
        ("How many days of short breaks can we book?", "strategy:short-breaks"),
        ("Do pupils get a free bus to lessons?", "transport:school-transport"),
        ("31 March", "transport:school-transport-2"),
    ],
)
def test_the_passage_that_answers_comes_first(search: Search, question: str, passage: str) -> None:
    assert search.find(Query.of(question))[0].passage.id == passage


def test_no_more_are_given_than_asked_for_and_each_once(search: Search) -> None:
    found = search.find(Query.of("families"), limit=2)
    assert len(found) == 2
    everything = [one.passage.id for one in search.find(Query.of("families"), limit=100)]
    assert len(everything) == len(set(everything)) == len(search.ring.passages)


@pytest.mark.parametrize("question", ["", "???", "the of and", "\x00", "x" * 20_000, "żółw 家 😀"])
def test_a_question_without_any_word_of_the_library_is_no_error(search: Search, question: str) -> None:
    assert [one.words for one in search.find(Query.of(question))] == [0.0] * len(search.ring.passages)


def test_each_sentence_found_stands_in_its_passage_and_is_measured(search: Search) -> None:
    for found in search.find(Query.of("strategy")):
        assert len(found.sentences) == len(found.sentence_likeness) > 0
        assert all(sentence in found.passage.text for sentence in found.sentences)
        assert found.document.id == found.passage.document_id


@pytest.mark.parametrize("question", ["Who oversees the strategy?", "short breaks", "nothing to do with it"])
def test_the_langchain_retriever_gives_the_same_passages_in_the_same_order(search: Search, question: str) -> None:
    documents = SignpostRetriever(search=search, limit=4).invoke(question)
    found = search.find(Query.of(question), 4)
    assert [(document.id, document.page_content) for document in documents] == [
        (one.passage.id, one.passage.text) for one in found
    ]
    assert [document.metadata for document in documents] == [
        {
            "document": one.document.id,
            "title": one.document.title,
            "locator": one.passage.locator.label,
            "audience": "public",
        }
        for one in found
    ]
