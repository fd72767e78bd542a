"""What the web surface needs of an assistant, and no more."""

from collections.abc import Iterator
from typing import Protocol

from bot.answer import Part
from bot.model.background import Stop
from bot.question import Question
from knowledge.documents import Audience, Document, Passage


class SourcePage(Protocol):
    """A document and its passages, in reading order."""

    @property
    def document(self) -> Document:
        """The document that is read."""
        ...

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All of its passages that the asker may see."""
        ...


class Assistant(Protocol):
    """Answers questions, and opens the documents that it answers from."""

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        """Answer a question in parts, the whole answer last. There is one also when something is down."""
        ...

    def source(self, document_id: str, audience: Audience = Audience.PUBLIC) -> SourcePage | None:
        """Open a document; None when there is no such document for this audience.

        Raises IndexMissing, IndexBroken, EmbeddingError.
        """
        ...

    def documents(self, audience: Audience = Audience.PUBLIC) -> tuple[str, ...]:
        """The ids of the documents that this audience may see. Raises as ``source`` does."""
        ...

    def check_ready(self) -> None:
        """Say nothing when questions can be answered.

        Raises IndexMissing, IndexBroken or EmbeddingError, with a plain sentence, when they cannot.
        """
        ...
