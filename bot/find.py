"""Find: the passages that may answer, and how well each of their sentences speaks of the question."""

import re
from weakref import WeakKeyDictionary

from bot.extractive.match import Candidate, Matcher
from bot.understand import Understanding
from knowledge.documents import Document, DocumentStatus
from retrieval.rings import Ring
from retrieval.search import Search

_YEAR = re.compile(r"\b(20\d\d)\b")
_BACK = re.compile(r"(?:\d+\.?\s*)?(?:sources|references|bibliography|further reading)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previous|old|older|earlier|former|last|superseded|replaced|archived)\b", re.IGNORECASE)

_WORKED_OUT: WeakKeyDictionary[Ring, frozenset[int]] = WeakKeyDictionary()


def find(asked: Understanding, search: Search) -> list[Candidate]:
    """Every sentence of the best passages, measured. Raises EmbeddingError, IndexBroken."""
    left_out = _rows_that_do_not_answer(search.ring) | _rows_of_others(asked.spelled, search.ring)
    return Matcher(asked, search.vocabulary).candidates(search.find(asked.query, leave_out=left_out))


def _rows_that_do_not_answer(ring: Ring) -> frozenset[int]:
    """Worked out once a ring, and forgotten with it: what is remembered must not keep a swapped ring's files open."""
    if ring not in _WORKED_OUT:
        _WORKED_OUT[ring] = _silent_rows(ring)
    return _WORKED_OUT[ring]


def _silent_rows(ring: Ring) -> frozenset[int]:
    """Rows of delivery plans, which the action register answers from, all or none; and lists of sources."""
    actions = {ring.row_of[action.passage_id] for action in ring.register.actions}
    back = {row for row, passage in enumerate(ring.passages) if passage.headings and _BACK.match(passage.headings[-1])}
    return frozenset(actions | back)


def _rows_of_others(question: str, ring: Ring) -> frozenset[int]:
    """The passages of documents that are not current, unless the question asks for them by their years."""
    silent = {
        document.id
        for document in ring.documents.values()
        if document.status is not DocumentStatus.CURRENT and not _is_asked_for(document, question)
    }
    if not silent:
        return frozenset()
    return frozenset(row for row, passage in enumerate(ring.passages) if passage.document_id in silent)


def _is_asked_for(document: Document, question: str) -> bool:
    years = {int(year) for year in _YEAR.findall(question)}
    own = [day.year for day in (document.effective_from, document.effective_to, document.published) if day]
    named = {int(year) for year in _YEAR.findall(document.title)}
    covered = bool(own) and any(min(own) <= year <= max(own) for year in years)
    return covered or bool(named & years) or (bool(_EARLIER.search(question)) and not years)
