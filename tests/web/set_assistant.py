"""An assistant that gives the answers it was set to give."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.answer import Answer, ShownStatement, Status
from bot.model.background import Stop
from bot.question import Question
from knowledge.documents import Audience, Document, Passage
from tests.web.samples import DOCUMENT, PASSAGES, answer_with


@dataclass(frozen=True)
class Opened:
    """A document, opened."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass
class SetAssistant:
    """Gives the answer it was set to give, and remembers what it was asked."""

    answer: Answer | Exception = field(default_factory=answer_with)
    document: Document = DOCUMENT
    passages: tuple[Passage, ...] = PASSAGES
    others: tuple[Document, ...] = ()
    broken: Exception | None = None
    asked: list[tuple[str, Audience, tuple[str, ...]]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[ShownStatement | Answer]:
        """Give the set answer, with the question that was asked."""
        self.asked.append((question.text, question.audience, question.history))
        self.threads.add(threading.get_ident())
        if isinstance(self.answer, Exception):
            raise self.answer
        if not question.text.strip():
            yield answer_with(question=question.text, status=Status.CLARIFY, notice="Please type a question.")
            return
        cited = {citation.number: citation for citation in self.answer.citations}
        for statement in self.answer.statements:
            citations = tuple(cited[number] for number in statement.citations if number in cited)
            yield ShownStatement(text=statement.text, citations=citations)
        yield self.answer.model_copy(update={"question": question.text})

    def source(self, document_id: str, audience: Audience = Audience.PUBLIC) -> Opened | None:
        """Open the one document there is."""
        if self.broken:
            raise self.broken
        found = next((one for one in (self.document, *self.others) if one.id == document_id), None)
        return Opened(found, self.passages) if found else None

    def documents(self, audience: Audience = Audience.PUBLIC) -> tuple[str, ...]:
        """The id of the one document there is."""
        if self.broken:
            raise self.broken
        return (self.document.id, *(other.id for other in self.others))

    def check_ready(self) -> None:
        """Raise what it was set to raise."""
        if self.broken:
            raise self.broken
