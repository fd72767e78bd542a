"""A few small papers of invented councils, ready to be asked, without an index on the disk."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.answer import Answer, Status, Versions
from bot.check import check
from bot.extractive.compose import compose
from bot.find import find
from bot.present import Asking, Numbering, present
from bot.understand import Understanding, understand
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.rings import Ring, RingTexts
from retrieval.search import Search
from retrieval.vectors import ExactIndex
from retrieval.words import WordIndex


class Papers:
    """A library that answers in this process."""

    def __init__(self, folder: Path, embedder: LocalEmbedder) -> None:
        """Read the folder as an ingest would."""
        texts = RingTexts.of(read_corpus(folder, source_files(folder)), Audience.PUBLIC)
        vectors = embedder.embed(texts.embedded())
        nearest = ExactIndex([passage.id for passage in texts.passages], vectors[: len(texts.passages)])
        ring = Ring(texts, np.asarray(vectors), WordIndex.build(texts.indexed()), nearest)
        self.search = Search(ring, embedder, "0001", "library")

    def understood(self, question: str) -> Understanding:
        """How a question is understood beside these papers."""
        return understand(question, self.search.vocabulary)

    def answer(self, question: str) -> Answer:
        """The answer that the papers' own sentences give, as every surface shows it."""
        asked = self.understood(question)
        versions = Versions(library=None, index=None, prompts="test", model=None)
        asking = Asking(id="1", question=question, audience=Audience.PUBLIC, versions=versions, source_base="")
        return present(check(compose(asked, find(asked, self.search))), asked, asking, Numbering(""))

    def said(self, question: str) -> str:
        """The statements of the answer, one a line; empty when the papers do not say."""
        answer = self.answer(question)
        assert (answer.status is Status.NOT_FOUND) == (not answer.statements)
        return "\n".join(statement.text for statement in answer.statements)


MakePapers = Callable[..., Papers]
