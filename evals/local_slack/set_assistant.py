"""An assistant that says what it is told to, in the shapes of the real one."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.answer import (
    ActionShown,
    Answer,
    Citation,
    CitedDocument,
    Mode,
    OwnerShown,
    Part,
    ShownStatement,
    Statement,
    Status,
    Versions,
)
from bot.assistant import SourcePage
from bot.model.background import Stop
from bot.question import Question
from knowledge.documents import Audience, Document, DocumentStatus

BASE = "https://signpost.example"
_VERSIONS = Versions(library=None, index=None, prompts="set", model=None)


def cite(
    number: int,
    quote: str,
    audience: Audience = Audience.PUBLIC,
    *,
    title: str = "SEND strategy",
    status: DocumentStatus = DocumentStatus.CURRENT,
    illustrative: bool = False,
) -> Citation:
    """A citation."""
    document = CitedDocument(
        id=title.lower().replace(" ", "-"),
        title=title,
        status=status,
        published=date(2024, 12, 17),
        audience=audience,
        illustrative=illustrative,
    )
    url = f"{BASE}/sources/{document.id}?passage=p{number}#p{number}"
    return Citation(number=number, document=document, locator=f"paragraph {number}", quote=quote, url=url)


def answer(
    question: Question,
    texts: Sequence[str] = (),
    citations: Sequence[Citation] | None = None,
    status: Status = Status.ANSWERED,
    **more: object,
) -> Answer:
    """An answer whose statements have a citation each."""
    cited = [cite(at, text) for at, text in enumerate(texts, start=1)] if citations is None else citations
    statements = tuple(
        Statement(text=text, citations=(cited[min(at, len(cited) - 1)].number,) if cited else ())
        for at, text in enumerate(texts)
    )
    given = Answer(
        id=f"{abs(hash((question.text, question.audience))):032x}",
        question=question.text,
        audience=question.audience,
        mode=Mode.EXTRACTIVE,
        took_ms=1.0,
        status=status,
        statements=statements,
        citations=tuple(cited),
        versions=_VERSIONS,
        conversation=question.conversation,
    )
    return given.model_copy(update=dict(more))


def action(
    number: int, citation: int, organisation: str = "NHS Dorset", text: str = "Do what was promised"
) -> ActionShown:
    """A row of a plan."""
    owner = OwnerShown(role="Lead", organisation=organisation)
    return ActionShown(
        ref=f"EI-{number:02}",
        action=f"{text} {number}",
        owners=(owner,),
        due="March 2026",
        status="on track",
        citation=citation,
    )


def says_the_question(question: Question) -> Answer:
    """An answer that can be told from every other."""
    return answer(question, [f"This is what the documents say on {question.text}"])


class SetAssistant:
    """Answers with ``reply``; ``pause`` seconds lie between its statements."""

    def __init__(self, reply: Callable[[Question], Answer] = says_the_question, pause: float = 0.0) -> None:
        self.reply = reply
        self.pause = pause
        self.asked: list[Question] = []
        self.stopped = 0
        self.pages: dict[str, SourcePage] = {}

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        """The urgent part, each statement, then the answer."""
        self.asked.append(question)
        given = self.reply(question)
        if given.urgent:
            yield given.urgent
        cited = {citation.number: citation for citation in given.citations}
        for statement in given.statements:
            if self._is_stopped(stop):
                return
            yield ShownStatement(text=statement.text, citations=tuple(cited[one] for one in statement.citations))
        if not self._is_stopped(stop):
            yield given

    def _is_stopped(self, stop: Stop | None) -> bool:
        ends = time.monotonic() + self.pause
        while self.pause and time.monotonic() < ends:
            if stop and stop.is_asked:
                break
            time.sleep(min(0.01, self.pause))
        if stop and stop.is_asked:
            self.stopped += 1
            return True
        return False

    def source(self, document_id: str, audience: Audience) -> SourcePage | None:
        """A page that was set, for who may see it."""
        page = self.pages.get(document_id)
        return page if page and audience.sees(page.document.audience) else None


def page_of(document: Document, texts: Sequence[str]) -> SourcePage:
    """A document with these passages."""
    from knowledge.documents import Locator, LocatorKind, Passage

    passages = tuple(
        Passage(
            id=f"{document.id}:p{at}",
            document_id=document.id,
            audience=document.audience,
            text=text,
            locator=Locator(kind=LocatorKind.PARAGRAPH, label=f"paragraph {at}"),
        )
        for at, text in enumerate(texts, start=1)
    )
    return SourcePage(document=document, passages=passages)
