"""The library that Signpost comes with: whole, described, readable; and its words and services in order."""

from collections import Counter
from pathlib import Path

import pytest

import knowledge
from knowledge.corpus import Corpus, read_corpus, source_files
from knowledge.documents import Audience, DocumentStatus
from knowledge.quotes import stands_in
from knowledge.register import load_register
from knowledge.sentences import sentences_of
from knowledge.services import service, services
from knowledge.vocabulary import everyday_groups, glossary
from prompts.notices import notices

LIBRARY = Path(knowledge.__file__).parent / "library"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(LIBRARY, source_files(LIBRARY))


def test_each_file_has_an_entry_and_each_entry_a_file() -> None:
    entries = {document.file for document in load_register(LIBRARY).documents}
    assert entries == {file.name for file in source_files(LIBRARY)}


def test_every_document_is_read_without_a_problem_and_nothing_is_inferred(corpus: Corpus) -> None:
    assert corpus.problems == ()
    assert corpus.notes == ()
    assert {document.id for document in corpus.documents} == {passage.document_id for passage in corpus.passages}


def test_nothing_in_it_is_for_partners_only(corpus: Corpus) -> None:
    assert {passage.audience for passage in corpus.passages} == {Audience.PUBLIC}


def test_what_replaces_a_document_names_one_that_is_there_and_superseded(corpus: Corpus) -> None:
    documents = {document.id: document for document in corpus.documents}
    replaced = {document.supersedes for document in corpus.documents if document.supersedes}
    assert all(documents[id_].status is DocumentStatus.SUPERSEDED for id_ in replaced)
    assert replaced == {id_ for id_, document in documents.items() if document.status is DocumentStatus.SUPERSEDED}


def test_invented_papers_are_marked_as_such_in_their_titles(corpus: Corpus) -> None:
    for document in corpus.documents:
        assert ("llustrative" in document.title) == document.illustrative


def test_every_passage_has_its_own_id_and_every_sentence_stands_in_its_passage(corpus: Corpus) -> None:
    assert [id_ for id_, times in Counter(passage.id for passage in corpus.passages).items() if times > 1] == []
    for passage in corpus.passages:
        assert all(stands_in(sentence, passage.text) for sentence in sentences_of(passage))


def test_services_are_whole_and_each_can_be_reached() -> None:
    assert services()
    assert [id_ for id_, times in Counter(entry.id for entry in services()).items() if times > 1] == []
    for entry in services():
        assert entry.contact, entry.id
        assert entry.checked < entry.review_due, entry.id
        assert entry.ages is None or entry.ages.start <= entry.ages.end, entry.id


def test_every_next_step_names_a_service_that_is_there() -> None:
    for steps in notices().next_steps.values():
        assert all(step.service is None or service(step.service) for step in steps)


def test_the_glossary_explains_each_term_once_in_a_sentence() -> None:
    terms = glossary()
    assert [short for short, times in Counter(term.short for term in terms).items() if times > 1] == []
    for term in terms:
        assert term.plain.endswith("."), term.short
        assert all(name.strip() == name and name for name in term.names), term.short


def test_everyday_words_come_in_groups_of_different_words() -> None:
    for group in everyday_groups():
        assert len(group) > 1, group
        assert len({word.lower() for word in group}) == len(group), group
