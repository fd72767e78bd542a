"""The assistant: one way from a question to a proved answer, the same for every surface and every eval."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, ShownStatement, Status, Versions
from bot.by_code import answer_by_code
from bot.check import check
from bot.draft import Draft
from bot.easy_read import asks_for_simpler, simplify
from bot.extractive.compose import compose
from bot.find import find
from bot.model.background import Stop
from bot.pause import PauseSwitch
from bot.present import Asking, Numbering, present, stopped
from bot.question import Question
from bot.reading import read_question
from bot.records.records import Records
from bot.screen import Screened, screen
from bot.understand import understand
from knowledge.documents import Audience, Document, Passage
from prompts.notices import notices
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing
from retrieval.index import Index
from retrieval.search import Search

if TYPE_CHECKING:  # what a model needs takes a second to import
    from bot.generative.writer import Writer


class SourcePage(BaseModel):
    """A document with all its passages, in reading order."""

    model_config = ConfigDict(frozen=True)

    document: Document
    passages: tuple[Passage, ...]


class Assistant:
    """Answers questions from the index. Safe for several threads."""

    def __init__(
        self,
        index: Index,
        *,
        source_base: str,
        max_question: int,
        today: Callable[[], date],
        clock: Callable[[], float] = perf_counter,
        writer: Writer | None = None,
        records: Records | None = None,
        pause: PauseSwitch | None = None,
    ) -> None:
        """Answer from ``index``; citations open under ``source_base``. ``clock`` counts seconds.

        Without a ``writer`` answers are the documents' own sentences; without ``records`` nothing is kept; without
        ``pause`` answering cannot be paused.
        """
        self._index = index
        self._source_base = source_base
        self._max_question = max_question
        self._today = today
        self._clock = clock
        self._writer = writer
        self._records = records
        self.pause = pause

    def ask(self, question: str, audience: Audience = Audience.PUBLIC, history: Sequence[str] = ()) -> Answer:
        """Answer a question in one piece. As ``parts``, for who does not wait for statements one by one."""
        *_, answer = self.parts(Question(text=question, audience=audience, history=tuple(history)))
        if not isinstance(answer, Answer):
            raise TypeError("parts() must end with the answer")
        return answer

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[ShownStatement | Answer]:
        """Answer a question: each statement as soon as it is proved, then the whole answer, which is what counts.

        There is always an answer: what is down or cannot be asked is said in it. ``stop``, or closing the
        iterator, ends the work.
        """
        started = self._clock()
        question = _simpler(question)
        screened = screen(question.text, self._max_question)
        asking = self._asking(screened.question, question)
        if self.pause and (pause := self.pause.state()):
            answer = stopped(Status.UNAVAILABLE, pause.notice, asking)
        elif screened.notice:
            answer = stopped(Status.CLARIFY, screened.notice, asking)
        else:
            try:
                search = self._index.search(question.audience)
                asking = self._asking(screened.question, question, search)
                answer = yield from self._answer(screened, question, search, asking, stop)
            except (IndexMissing, IndexBroken, EmbeddingError):
                answer = stopped(Status.UNAVAILABLE, notices().say("unavailable"), asking)
        answer = answer.model_copy(update={"took_ms": round((self._clock() - started) * 1000, 1)})
        if self._records:
            self._records.keep(answer, question)
        yield answer

    def _answer(
        self, screened: Screened, question: Question, search: Search, asking: Asking, stop: Stop | None
    ) -> Generator[ShownStatement, None, Answer]:
        """The answer of a question that may be asked. Raises IndexMissing, IndexBroken, EmbeddingError."""
        read = read_question(screened, question, self._writer, stop)
        if not read.is_readable:
            return stopped(Status.CLARIFY, notices().say("not_english"), asking)
        numbering, shown = Numbering(self._source_base), set[str]()
        asked = understand(read.text, search.vocabulary)
        draft = answer_by_code(read.text, search, self._today(), read.actions)
        if draft is None:
            evidence = find(asked, search)
            draft = compose(asked, evidence)
            if self._writer and not read.no_writer:
                for item in self._writer.write(read, evidence, draft, question.audience, stop):
                    if isinstance(item, Draft):
                        draft = item
                    else:
                        shown.add(item.text)
                        yield numbering.show(item)
            draft = draft.model_copy(update={"fell_back": draft.fell_back or read.no_writer})
        proved = check(draft)
        yield from (numbering.show(statement) for statement in proved.statements if statement.text not in shown)
        easy = simplify(proved, self._writer) if question.simpler else ()
        return present(proved, asked, asking, numbering, easy)

    def source(self, document_id: str, audience: Audience = Audience.PUBLIC) -> SourcePage | None:
        """A document that this audience may see; none when there is no such one for it.

        Raises IndexMissing, IndexBroken, EmbeddingError.
        """
        ring = self._index.search(audience).ring
        document = ring.documents.get(document_id)
        return SourcePage(document=document, passages=tuple(ring.passages_of(document_id))) if document else None

    def documents(self, audience: Audience = Audience.PUBLIC) -> tuple[str, ...]:
        """The ids of the documents that this audience may see. Raises as ``source`` does."""
        return tuple(self._index.search(audience).ring.documents)

    def check_ready(self) -> None:
        """See that the public ring can be searched, and load what the first question would wait for.

        Raises IndexMissing, IndexBroken, EmbeddingError.
        """
        search = self._index.search(Audience.PUBLIC)
        find(understand("Ready?", search.vocabulary), search)
        if self._writer:
            self._writer.warm_up()

    def _asking(self, text: str, question: Question, search: Search | None = None) -> Asking:
        versions = Versions(
            library=search.library[:12] if search else None,
            index=search.generation if search else None,
            prompts=f"notices {notices().version}" + (f", {self._writer.prompts}" if self._writer else ""),
            model=self._writer.model.name if self._writer else None,
        )
        return Asking(
            id=uuid4().hex,
            question=text,
            audience=question.audience,
            conversation=question.conversation,
            versions=versions,
            source_base=self._source_base,
        )


def _simpler(question: Question) -> Question:
    """ "Simpler, please" asks the question before it again."""
    if not question.history or not asks_for_simpler(question.text):
        return question
    *before, last = question.history
    return question.model_copy(update={"text": last, "history": tuple(before), "simpler": True})
