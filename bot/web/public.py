"""The assistant as the public meets it: the one place where the web surface says who is asking."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, cast

from anyio import CapacityLimiter
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from bot.answer import Answer, Part
from bot.in_parts import in_parts
from bot.question import Question, Surface
from bot.safeguarding.kinds import Urgent
from bot.web.interface import Assistant, SourcePage
from knowledge.documents import Audience, Document

ASKER = Audience.PUBLIC
# Python runs one thread at a time: more at work only take turns in the middle of answers, and all wait longer.
# See docs/decisions/processes.md.
ANSWERS_AT_ONCE = 2


class LeakError(Exception):
    """The assistant gave the public something of another ring; it is stopped here."""


class PublicAssistant:
    """Asks for the public, off the event loop, and lets nothing through that the public may not see."""

    def __init__(self, assistant: Assistant, *, has_model: bool = False, processes: int = 1) -> None:
        """Without a model, answering is work for this machine's processors alone, and is done a few at a time."""
        self._assistant = assistant
        self._at_once = None if has_model else CapacityLimiter(max(processes, ANSWERS_AT_ONCE))

    async def ask(self, question: Question) -> Answer:
        """Answer a question, for the public whatever it says. Raises LeakError."""
        parts = [part async for part in self.parts(question)]
        return cast(Answer, parts[-1])

    async def parts(self, question: Question) -> AsyncGenerator[Part, None]:
        """Answer a question: each statement as soon as it is proved, then the whole answer. Raises LeakError."""
        asked = question.model_copy(update={"audience": ASKER, "surface": Surface.WEB})
        async with aclosing(in_parts(self._assistant, asked, self._at_once)) as parts:
            async for part in parts:
                _let_through(part)
                yield part

    async def source(self, document_id: str) -> SourcePage | None:
        """Open a document; None when the public has none such. Raises what ``Assistant.source`` raises."""
        page = await run_in_threadpool(self._assistant.source, document_id, ASKER)
        if page is None:
            return None
        rings = {page.document.audience, *(passage.audience for passage in page.passages)}
        return page if all(ASKER.sees(ring) for ring in rings) else None

    async def replaced_by(self, document_id: str) -> Document | None:
        """The document that took the place of one, if the public may see it. Raises as ``source`` does."""
        for other in await run_in_threadpool(self._assistant.documents, ASKER):
            page = await self.source(other)
            if page and page.document.supersedes == document_id:
                return page.document
        return None

    async def check_ready(self) -> None:
        """Raise what ``Assistant.check_ready`` raises when no answer can be given."""
        await run_in_threadpool(self._assistant.check_ready)


def _let_through(part: Part) -> None:
    if isinstance(part, Urgent):
        return  # fixed words, the same for everyone
    rings = {citation.document.audience for citation in part.citations}
    if isinstance(part, Answer):
        rings.add(part.audience)
    if not all(ASKER.sees(ring) for ring in rings):
        raise LeakError("an answer held something that the public may not see")


def _public_assistant(request: Request) -> PublicAssistant:
    return cast(PublicAssistant, request.app.state.assistant)


Asked = Annotated[PublicAssistant, Depends(_public_assistant)]
