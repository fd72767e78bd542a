"""LlamaIndex: its vector index in memory, alone and in a QueryFusionRetriever with its BM25 retriever."""

from collections.abc import Sequence
from typing import Any

from evals.peers.peer import DEPTH, SHOWN, Bench, Found, Score, Text
from retrieval.embedding import Embedder


def _embedding(embedder: Embedder) -> Any:
    """Signpost's embedding behind LlamaIndex's interface, whose base class is there only where LlamaIndex is."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class OurEmbedding(BaseEmbedding):  # type: ignore[misc]
        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.embed(texts).tolist()
            return vectors

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return OurEmbedding(model_name=embedder.name)


class PlainLlamaIndex:
    """VectorStoreIndex by cosine similarity. ``SimilarityPostprocessor`` cuts off by the score that is told here."""

    def __init__(self, bench: Bench) -> None:
        """Nothing is in it yet."""
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode

        self._index, self._node = VectorStoreIndex, TextNode
        self._embedding = _embedding(bench.embedder)
        self._near: Any = None

    def index(self, texts: Sequence[Text]) -> None:
        """Into an index in memory."""
        self._take_in(texts, SHOWN)

    def _take_in(self, texts: Sequence[Text], depth: int) -> list[Any]:
        nodes = [self._node(id_=one.id, text=one.text) for one in texts]
        made = self._index(nodes, embed_model=self._embedding)
        self._near = made.as_retriever(similarity_top_k=min(depth, len(nodes)))
        return nodes

    def search(self, question: str) -> Found:
        """The nearest."""
        found = self._near.retrieve(question)
        return Found(ranked=_ids(found), best={Score.SIMILARITY: _best(found)})


class HybridLlamaIndex(PlainLlamaIndex):
    """BM25Retriever (stems, no stopwords) and the vector index, fused by QueryFusionRetriever (reciprocal rank).

    The fusing retriever asks no model for more queries.
    """

    def __init__(self, bench: Bench) -> None:
        """Nothing is in it yet."""
        from llama_index.retrievers.bm25 import BM25Retriever

        super().__init__(bench)
        self._bm25 = BM25Retriever
        self._words: Any = None
        self._fused: Any = None

    def index(self, texts: Sequence[Text]) -> None:
        """Into both halves."""
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever

        nodes = self._take_in(texts, DEPTH)
        self._words = _Remembering(self._bm25.from_defaults(nodes=nodes, similarity_top_k=min(DEPTH, len(nodes))))
        self._near = _Remembering(self._near)
        self._fused = QueryFusionRetriever(
            [self._words, self._near],
            llm=MockLLM(),  # it wants one even for a single query; without, it looks for a service and a key
            mode="reciprocal_rerank",
            num_queries=1,
            similarity_top_k=SHOWN,
            use_async=False,
        )

    def search(self, question: str) -> Found:
        """The fused list."""
        fused = self._fused.retrieve(question)
        best = {
            Score.FUSED: _best(fused),
            Score.WORDS: _best(self._words.last),
            Score.SIMILARITY: _best(self._near.last),
        }
        return Found(ranked=_ids(fused), best=best)


class _Remembering:
    """A retriever of which the last list can be looked at: fusing puts its own score in place of theirs."""

    def __init__(self, retriever: Any) -> None:
        self._retriever = retriever
        self.last: list[Any] = []

    def retrieve(self, question: Any) -> list[Any]:
        found = self._retriever.retrieve(question)
        self.last = [one.model_copy() for one in found]
        return list(found)


def _ids(found: list[Any]) -> tuple[str, ...]:
    return tuple(str(one.node.node_id) for one in found)


def _best(found: list[Any]) -> float:
    return max((float(one.score or 0.0) for one in found), default=0.0)
