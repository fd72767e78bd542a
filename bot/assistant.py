"""The assistant: one way from a question to a proved answer, the same for every surface and every eval."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, Part, ShownStatement, Status, Versions
from bot.by_code import answer_by_code
from bot.cards import answer_by_card, answer_when_silent
from bot.check import check
from bot.draft import Draft
from bot.easy_read import asks_for_simpler, simplify
from bot.extractive.compose import compose
from bot.find import find
from bot.follow_ups import stand_alone
from bot.model.background import Stop
from bot.pause import PauseSwitch
from bot.personal_data.public import public_texts
from bot.present import Asking, Numbering, present, stopped, with_screened
from bot.question import Question
from bot.question_kinds import kind_of
from bot.reading import ReadQuestion, read_question
from bot.records.records import Records
from bot.register.disagreeing import show_disagreements
from bot.safeguarding.kinds import Urgent
from bot.safeguarding.recognise import Risk
from bot.safeguarding.urgent import urgent_for
from bot.screen import Screen, Screened
from bot.understand import understand
from knowledge.documents import Audience, Document, Passage
from prompts.cards import cards
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
        screen: Screen,
        source_base: str,
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
        self._screen = screen
        self._source_base = source_base
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

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        """Answer a question: help at once for who is at risk, each statement as soon as it is proved, then the whole.

        The answer at the end is what counts, and there always is one: what is down or cannot be asked is said in
        it. ``stop``, or closing the iterator, ends the work.
        """
        started = self._clock()
        screened = self._screen(_simpler(question), self._names(question.audience))
        if screened.urgent:
            yield screened.urgent
        asking = self._asking(screened)
        if self.pause and (pause := self.pause.state()):
            answer = stopped(Status.UNAVAILABLE, pause.notice, asking)
        elif screened.status:
            answer = stopped(screened.status, screened.notice, asking)
        else:
            try:
                answer = yield from self._answer(screened, stop)
            except (IndexMissing, IndexBroken, EmbeddingError):
                answer = stopped(Status.UNAVAILABLE, notices().say("unavailable"), asking)
        took = round((self._clock() - started) * 1000, 1)
        answer = with_screened(answer, screened).model_copy(update={"took_ms": took})
        if self._records:
            self._records.keep(answer, screened.question)
        yield answer

    def _answer(self, screened: Screened, stop: Stop | None) -> Generator[Urgent | ShownStatement, None, Answer]:
        """The answer of a question that may be asked. Raises IndexMissing, IndexBroken, EmbeddingError."""
        question, numbering, shown = screened.question, Numbering(self._source_base), set[str]()
        search = self._index.search(question.audience)
        read = read_question(screened, search.vocabulary, self._writer, stop)
        asking = self._asking(screened, read, search)
        if not read.is_readable:
            return stopped(Status.CLARIFY, notices().say("not_english"), asking)
        flagged = urgent_for(Risk(kind=read.at_risk), question.audience) if read.at_risk else None
        if flagged and not screened.urgent:
            yield flagged
        asked = understand(read.text, search.vocabulary)
        draft = answer_by_card(read.kind, read.text, question.audience)
        draft = draft or answer_by_code(read.text, search, self._today(), read.actions)
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
            if not draft.statements:
                draft = answer_when_silent(read.kind, read.text, question.audience, draft)
        proved = check(show_disagreements(draft, asked, search))
        yield from (numbering.show(statement) for statement in proved.statements if statement.text not in shown)
        easy = simplify(proved, self._writer) if question.simpler else ()
        return present(proved, asked, asking, numbering, easy).model_copy(update={"urgent": flagged})

    def _names(self, audience: Audience) -> Callable[[str], bool]:
        """Which names and contacts stand in the asker's documents; with no index, none."""

        def is_public(text: str) -> bool:
            try:
                return public_texts(self._index.search(audience).ring)(text)
            except (IndexMissing, IndexBroken, EmbeddingError):
                return False

        return is_public

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
        kind_of(stand_alone("And in Poole?", ["Who helps in Weymouth?"]).question, Audience.PUBLIC, search.vocabulary)
        self._screen(Question(text="Who helps Sam?"), lambda _: False)
        if self._writer:
            self._writer.warm_up()

    def _texts(self) -> Iterator[str]:
        """The versions of the texts that an answer may be made of."""
        yield f"notices {notices().version}"
        yield f"cards {cards().version}"
        if self._writer:
            yield self._writer.prompts

    def _asking(self, screened: Screened, read: ReadQuestion | None = None, search: Search | None = None) -> Asking:
        versions = Versions(
            library=search.library[:12] if search else None,
            index=search.version if search else None,
            prompts=", ".join(self._texts()),
            model=self._writer.model.name if self._writer else None,
        )
        return Asking(
            id=uuid4().hex,
            question=screened.message,
            audience=screened.question.audience,
            conversation=screened.question.conversation,
            kind=read.kind.kind if read else None,
            read_as=read.text if read and read.is_follow_up else None,
            versions=versions,
            source_base=self._source_base,
        )


def _simpler(question: Question) -> Question:
    """ "Simpler, please" asks the question before it again."""
    if not question.history or not asks_for_simpler(question.text):
        return question
    *before, last = question.history
    return question.model_copy(update={"text": last, "history": tuple(before), "simpler": True})
