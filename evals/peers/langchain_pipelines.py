"""LangChain: the Chroma vector store, alone and in an EnsembleRetriever with its BM25 retriever."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

import chromadb
from chromadb.config import Settings
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from evals.peers.peer import DEPTH, SHOWN, Bench, Found, Score, Text
from retrieval.embedding import Embedder

_WORD = re.compile(r"\w+")
_EQUAL = [0.5, 0.5]


class _OurEmbedding(Embeddings):
    """Signpost's embedding behind LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class PlainLangChain:
    """Chroma by cosine similarity. ``similarity_score_threshold`` cuts off by the score that is told here."""

    def __init__(self, bench: Bench) -> None:
        """Nothing is in it yet."""
        from langchain_chroma import Chroma

        self._store = Chroma(
            collection_name=f"peer-{uuid4().hex}",
            embedding_function=_OurEmbedding(bench.embedder),
            collection_metadata={"hnsw:space": "cosine"},
            client=chromadb.EphemeralClient(Settings(anonymized_telemetry=False)),
        )

    def index(self, texts: Sequence[Text]) -> None:
        """Into a collection in memory."""
        self._store.add_texts([one.text for one in texts], [{"id": one.id} for one in texts], [one.id for one in texts])

    def search(self, question: str) -> Found:
        """The nearest."""
        found = self._nearest(question, SHOWN)
        return Found(ranked=_ids(document for document, _ in found), best=_best(found))

    def _nearest(self, question: str, limit: int) -> list[tuple[Document, float]]:
        # The relevance that it would give is one less the distance, with a warning for each one below 0.
        found = self._store.similarity_search_with_score(question, k=limit)
        return [(document, 1 - float(distance)) for document, distance in found]


class HybridLangChain(PlainLangChain):
    """BM25Retriever and Chroma, fused by EnsembleRetriever (reciprocal rank) with equal weights.

    Left alone, BM25Retriever parts texts at spaces and minds capitals; it is given a splitter into words in small
    letters, so that it shows what it can. Neither it nor the ensemble tells scores: a cut-off can only be set on the
    vector half.
    """

    def __init__(self, bench: Bench) -> None:
        """Nothing is in it yet."""
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        super().__init__(bench)
        self._bm25 = BM25Retriever
        self._ensemble = EnsembleRetriever
        self._words: Any = None
        self._fuse: Any = None

    def index(self, texts: Sequence[Text]) -> None:
        """Into both halves."""
        super().index(texts)
        self._words = self._bm25.from_texts(
            [one.text for one in texts], [{"id": one.id} for one in texts], preprocess_func=_split_words, k=DEPTH
        )
        both = [self._words, self._store.as_retriever()]
        self._fuse = self._ensemble(retrievers=both, weights=_EQUAL, id_key="id").weighted_reciprocal_rank

    def search(self, question: str) -> Found:
        """The fused list. The ensemble's own two steps are taken one by one, to see the scores of the first."""
        near = self._nearest(question, DEPTH)
        fused = self._fuse([self._words.invoke(question), [document for document, _ in near]])
        return Found(ranked=_ids(fused[:SHOWN]), best=_best(near))


def _ids(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(str(document.metadata["id"]) for document in documents)


def _best(found: list[tuple[Document, float]]) -> dict[Score, float]:
    return {Score.SIMILARITY: max((score for _, score in found), default=0.0)}


def _split_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
