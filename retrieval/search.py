"""Hybrid search: nearest vectors and BM25 words, fused by reciprocal rank.

Either alone finds the right paragraph of the real report first for 63 % (vectors) and 75 % (words)
of questions; together 88 %. See docs/decisions/finding.md.
"""

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.documents import Document, Passage
from retrieval.embedding import Embedder, Vectors
from retrieval.rings import Ring, indexed_text
from retrieval.vocabulary import Vocabulary
from retrieval.words import content_stems

DEPTH = 40
# Reciprocal rank fusion as Cormack, Clarke and Büttcher define it (SIGIR 2009), with their constant.
RRF_CONSTANT = 60


class Query(BaseModel):
    """What is searched for: the question's words, and words that mean the same."""

    model_config = ConfigDict(frozen=True)

    text: str
    stems: tuple[str, ...]
    also: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Query":
        """A query of a text's own words alone."""
        return cls(text=text, stems=tuple(content_stems(text)))


class Found(BaseModel):
    """A passage that search brought, with what speaks for it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    row: int
    passage: Passage
    document: Document
    fused: float
    likeness: float
    words: float
    sentences: tuple[str, ...]
    sentence_likeness: tuple[float, ...]


class Search:
    """Finds passages in one ring of one generation."""

    def __init__(
        self, ring: Ring, embedder: Embedder, generation: str, library: str, version: str | None = None
    ) -> None:
        """Search ``ring`` with the embedder that made its vectors.

        ``library`` is the sum of what the ring was made of, ``version`` counts its changes: an asker may be shown
        both, for they say nothing of other rings. ``generation`` counts every build, so it is not for askers.
        """
        self.ring = ring
        self.generation = generation
        self.library = library
        self.version = version or generation
        titles = [document.title for document in ring.documents.values()]
        self.vocabulary = Vocabulary([indexed_text(passage) for passage in ring.passages] + titles)
        self._embedder = embedder
        self._planted = frozenset(row for row, passage in enumerate(ring.passages) if passage.for_machines)

    def find(self, query: Query, limit: int = 20, leave_out: frozenset[int] = frozenset()) -> list[Found]:
        """The passages that fit best, best first, without the rows left out. Raises EmbeddingError, IndexBroken.

        A passage that speaks to machines is never found: it would be quoted, or given to a model.
        """
        if not self.ring.passages:
            return []
        leave_out |= self._planted
        vector = self._embedder.embed([query.text])[0]
        words = self.ring.words.scores(list(query.stems))
        if query.also:
            words = words + 0.5 * self.ring.words.scores(list(query.also))
        depth = min(DEPTH + len(leave_out), len(self.ring.passages))
        near_rows = [self.ring.row_of[id_] for id_, _ in self.ring.nearest.nearest(vector, depth)]
        word_rows = [int(row) for row in np.argsort(-words, kind="stable")[:depth] if words[row] > 0]
        fused: dict[int, float] = {}
        for ranked in (near_rows, word_rows):
            for rank, row in enumerate((row for row in ranked if row not in leave_out), start=1):
                fused[row] = fused.get(row, 0.0) + 1 / (RRF_CONSTANT + rank)
        best = sorted(fused, key=lambda row: (-fused[row], row))[:limit]
        return [self._found(row, fused[row], float(words[row]), vector) for row in best]

    def _found(self, row: int, fused: float, words: float, vector: Vectors) -> Found:
        passage = self.ring.passages[row]
        return Found.model_construct(
            row=row,
            passage=passage,
            document=self.ring.documents[passage.document_id],
            fused=fused,
            likeness=float(self.ring.vectors[row] @ vector),
            words=words,
            sentences=self.ring.sentences[row],
            sentence_likeness=tuple((self.ring.sentence_vectors(row) @ vector).tolist()),
        )
