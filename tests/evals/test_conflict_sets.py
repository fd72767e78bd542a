"""The golden conflicts are large enough, and true to the documents that they speak of."""

import pytest
from rapidfuzz import fuzz

from evals.conflicts import ConflictCase, ConflictSuite, load_conflicts
from evals.golden import Split
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import DocumentStatus

SUITES = {split: load_conflicts(split) for split in Split}
EVERY = [suite for suites in SUITES.values() for suite in suites]
TOO_ALIKE = 92
each_library = pytest.mark.parametrize("suite", EVERY, ids=lambda suite: suite.library)


def cases(split: Split, *, conflict: bool) -> list[ConflictCase]:
    return [case for suite in SUITES[split] for case in suite.cases if case.conflict is conflict]


@pytest.mark.parametrize(("split", "least"), [(Split.DEV, 24), (Split.HELD_OUT, 12)])
def test_there_are_enough_conflicts_and_about_as_many_near_misses(split: Split, least: int) -> None:
    shown, none = cases(split, conflict=True), cases(split, conflict=False)
    assert len(shown) >= least
    assert len(none) >= 0.8 * len(shown)


def test_no_id_is_used_twice() -> None:
    ids = [case.id for suite in EVERY for case in suite.cases]
    assert len(ids) == len(set(ids))


@each_library
def test_each_value_stands_in_a_current_document_and_the_newest_is_the_newest(suite: ConflictSuite) -> None:
    corpus = read_corpus(suite.folder, source_files(suite.folder))
    current = {document.id: document for document in corpus.documents if document.status is DocumentStatus.CURRENT}
    texts = {
        id_: " ".join(passage.text for passage in corpus.passages if passage.document_id == id_).casefold()
        for id_ in current
    }
    for case in suite.cases:
        assert bool(case.values) == case.conflict == (case.why is None), case.id
        saying = set()
        for wordings in case.values:
            found = {id_ for id_, text in texts.items() if any(word.casefold() in text for word in wordings)}
            assert found, (case.id, wordings)
            saying |= found
        if case.newest:
            newest = current[case.newest].published
            assert case.newest in saying, case.id
            assert newest is not None, case.id


@each_library
def test_a_suite_has_its_split_and_its_folder(suite: ConflictSuite) -> None:
    assert suite.folder.is_dir()
    assert suite in SUITES[suite.split]


def test_held_out_questions_are_not_dev_questions_reworded() -> None:
    dev, held_out = (
        [case.question for suite in SUITES[split] for case in suite.cases if case.kind != "register"]
        for split in (Split.DEV, Split.HELD_OUT)
    )
    alike = [(one, other) for one in held_out for other in dev if fuzz.token_sort_ratio(one, other) > TOO_ALIKE]
    assert not alike
