"""Haystack: a pipeline over its document store in memory, alone and joined with its BM25 retriever."""

import os
from collections.abc import Sequence
from typing import Any

from evals.peers.peer import DEPTH, SHOWN, Bench, Found, Score, Text
from retrieval.embedding import Embedder

_NO_WORD_TO_OTHERS = {"HAYSTACK_TELEMETRY_ENABLED": "False"}


def _embedding(embedder: Embedder) -> Any:
    """Signpost's embedding as a component of a Haystack pipeline."""
    from haystack import component

    @component
    class OurTextEmbedder:
        @component.output_types(embedding=list[float])  # type: ignore[untyped-decorator]
        def run(self, text: str) -> dict[str, list[float]]:
            return {"embedding": embedder.embed([text])[0].tolist()}

    return OurTextEmbedder()


class PlainHaystack:
    """Question, embedding, InMemoryEmbeddingRetriever by cosine similarity.

    Haystack ships no component that cuts off by a score; one that does would filter by the score that is told here.
    """

    def __init__(self, bench: Bench) -> None:
        """Nothing is in it yet."""
        os.environ.update(_NO_WORD_TO_OTHERS)
        import haystack

        self._haystack = haystack
        self._embedder = bench.embedder
        self._pipeline: Any = None

    def index(self, texts: Sequence[Text]) -> None:
        """Into a document store in memory."""
        self._pipeline = self._near(texts, SHOWN)

    def _near(self, texts: Sequence[Text], depth: int) -> Any:
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        vectors = self._embedder.embed([one.text for one in texts]).tolist()
        made = self._haystack.Document
        self._store.write_documents(
            [made(id=one.id, content=one.text, embedding=vector) for one, vector in zip(texts, vectors, strict=True)]
        )
        pipeline = self._haystack.Pipeline()
        pipeline.add_component("embedder", _embedding(self._embedder))
        pipeline.add_component("near", InMemoryEmbeddingRetriever(self._store, top_k=depth))
        pipeline.connect("embedder.embedding", "near.query_embedding")
        return pipeline

    def search(self, question: str) -> Found:
        """The nearest."""
        found = self._pipeline.run({"embedder": {"text": question}})["near"]["documents"]
        return Found(ranked=_ids(found), best={Score.SIMILARITY: _best(found)})


class HybridHaystack(PlainHaystack):
    """InMemoryBM25Retriever and the embedding retriever, joined by DocumentJoiner (reciprocal rank)."""

    def index(self, texts: Sequence[Text]) -> None:
        """Into one store, which both read."""
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever

        pipeline = self._near(texts, DEPTH)
        pipeline.add_component("words", InMemoryBM25Retriever(self._store, top_k=DEPTH))
        pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=SHOWN))
        pipeline.connect("words", "joined")
        pipeline.connect("near", "joined")
        self._pipeline = pipeline

    def search(self, question: str) -> Found:
        """The joined list."""
        asked = {"embedder": {"text": question}, "words": {"query": question}}
        found = self._pipeline.run(asked, include_outputs_from={"near", "words"})
        joined = found["joined"]["documents"]
        best = {
            Score.FUSED: _best(joined),
            Score.WORDS: _best(found["words"]["documents"]),
            Score.SIMILARITY: _best(found["near"]["documents"]),
        }
        return Found(ranked=_ids(joined), best=best)


def _ids(found: list[Any]) -> tuple[str, ...]:
    return tuple(str(one.id) for one in found)


def _best(found: list[Any]) -> float:
    return max((float(one.score or 0.0) for one in found), default=0.0)
