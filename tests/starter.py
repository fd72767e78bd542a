"""The starter library as answering by code sees it: its public documents, with no vectors."""

from bot.settings import Settings
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience
from retrieval.embedding import Vectors
from retrieval.rings import Ring, RingTexts, empty_ring
from retrieval.search import Search
from retrieval.words import WordIndex


class NoEmbedder:
    """Stands in for an embedder: answers by code search nothing."""

    name = "none"

    def embed(self, texts: list[str]) -> Vectors:
        """Nothing may ask for this."""
        raise NotImplementedError


def library_search() -> Search:
    """A search over the library's public documents, with no vectors in it."""
    library = Settings().library
    texts = RingTexts.of(read_corpus(library, source_files(library)), Audience.PUBLIC)
    empty = empty_ring()
    return Search(Ring(texts, empty.vectors, WordIndex.build(texts.indexed()), empty.nearest), NoEmbedder(), "-", "-")
