"""The assistant: one way from a question to a proved answer, the same for every surface and every eval."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import perf_counter
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, ShownStatement, Status, Versions
from bot.by_code import answer_by_code
from bot.cards import answer_by_card, answer_when_silent
from bot.check import check
from bot.extractive.compose import compose
from bot.find import find
from bot.follow_ups import TURNS, stand_alone
from bot.present import Asking, has_answer, present, stopped
from bot.question import Question
from bot.question_kinds import kind_of
from bot.screen import screen, tidy
from bot.understand import understand
from knowledge.documents import Audience, Document, Passage
from prompts.notices import notices
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing
from retrieval.index import Index
from retrieval.search import Search


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
    ) -> None:
        """Answer from ``index``; citations open under ``source_base``. ``clock`` counts seconds."""
        self._index = index
        self._source_base = source_base
        self._max_question = max_question
        self._today = today
        self._clock = clock

    def ask(self, question: str, audience: Audience = Audience.PUBLIC, history: Sequence[str] = ()) -> Answer:
        """Answer a question in one piece. As ``parts``, for who does not wait for statements one by one."""
        *_, answer = self.parts(Question(text=question, audience=audience, history=tuple(history)))
        if not isinstance(answer, Answer):
            raise TypeError("parts() must end with the answer")
        return answer

    def parts(self, question: Question) -> Iterator[ShownStatement | Answer]:
        """Answer a question: each statement as soon as it is proved, then the whole answer, which is what counts.

        There is always an answer: what is down or cannot be asked is said in it. Closing the iterator
        stops the work.
        """
        answer = self._answer(question.text, question.audience, question.history)
        cited = {citation.number: citation for citation in answer.citations}
        for statement in answer.statements:
            yield ShownStatement(text=statement.text, citations=tuple(cited[number] for number in statement.citations))
        yield answer

    def _answer(self, question: str, audience: Audience, history: Sequence[str]) -> Answer:
        started = self._clock()

        def took() -> float:
            return (self._clock() - started) * 1000

        screened = screen(question, self._max_question)
        asking = self._asking(screened.question, audience)
        if screened.notice:
            return stopped(Status.CLARIFY, screened.notice, asking, took())
        try:
            search = self._index.search(audience)
            asking = self._asking(screened.question, audience, search)
            before = [tidy(earlier[: self._max_question]) for earlier in history[-TURNS:]]
            alone = stand_alone(screened.question, before)
            typed = (*before, screened.question) if alone.is_follow_up else ()
            read = kind_of(alone.question, audience, search.vocabulary, typed)
            asked = understand(alone.question, search.vocabulary)
            draft = answer_by_card(read, alone.question, audience)
            draft = draft or answer_by_code(alone.question, search, self._today())
            if draft is None:
                draft = compose(asked, find(asked, search))
                draft = draft if has_answer(draft) else answer_when_silent(read, alone.question, audience, draft)
        except (IndexMissing, IndexBroken, EmbeddingError):
            return stopped(Status.UNAVAILABLE, notices().say("unavailable"), asking, took())
        proved = check(draft)
        return present(proved, asked, asking, took(), read.kind, alone.question if alone.is_follow_up else None)

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

    def _asking(self, question: str, audience: Audience, search: Search | None = None) -> Asking:
        versions = Versions(
            library=search.library[:12] if search else None,
            index=search.generation if search else None,
            prompts=notices().version,
            model=None,
        )
        return Asking(
            id=uuid4().hex, question=question, audience=audience, versions=versions, source_base=self._source_base
        )
