"""Opens a partner document at a cited passage, inside Slack: partner documents have no page on the web."""

from typing import Protocol
from urllib.parse import urlsplit

from anyio import to_thread

from bot.answer import Citation
from bot.assistant import SourcePage
from bot.slack.blocks.sources import standing
from bot.slack.blocks.text import escape, paragraphs, pieces, section
from bot.slack.forms import MOST_BLOCKS, modal
from bot.slack.store import Store
from bot.slack.who import Who
from bot.slack.work import Block
from knowledge.documents import Audience, Passage
from prompts.slack import say

SOURCE_VIEW = "source"
_AROUND = 1  # passages before and after the cited one


class OpensSources(Protocol):
    """An assistant, as far as this needs one."""

    def source(self, document_id: str, audience: Audience) -> SourcePage | None:
        """A document that this audience may see."""
        ...


class Opened:
    """Shows passages to those who may see them."""

    def __init__(self, sources: OpensSources, store: Store, who: Who) -> None:
        self._sources = sources
        self._store = store
        self._who = who

    def waiting_form(self) -> Block:
        """What is shown while the passage is looked up."""
        return modal(SOURCE_VIEW, say("source_title"), [section(say("working"))])

    async def form(self, value: str, user: str, team: str | None) -> Block:
        """The cited passage with its neighbours. ``value``: job and number of the citation, as ``12:3``.

        Raises IndexMissing, IndexBroken, EmbeddingError, RecordsUnusable.
        """
        job_id, number = map(int, value.split(":"))
        job = await self._store.job(job_id)
        citations = job.answer.citations if job and job.answer else ()
        citation = next((one for one in citations if one.number == number), None)
        # Asked anew: somebody may have left the allow-list since the answer.
        audience = await self._who.audience(user, team)
        if citation is None or audience is None or not audience.sees(citation.document.audience):
            return modal(SOURCE_VIEW, say("source_title"), [section(say("source_gone"))])
        page = await to_thread.run_sync(self._sources.source, citation.document.id, audience)
        blocks = _passages(page, citation) if page else [section(say("source_gone"))]
        return modal(SOURCE_VIEW, say("source_title"), blocks[:MOST_BLOCKS])


def _passages(page: SourcePage, citation: Citation) -> list[Block]:
    anchor = urlsplit(citation.url).fragment
    place = next((at for at, one in enumerate(page.passages) if one.anchor == anchor), None)
    if place is None:
        return [section(say("source_gone"))]
    head = f"*{escape(page.document.title[:500])}*\n{standing(citation.document)}"
    shown = page.passages[max(place - _AROUND, 0) : place + _AROUND + 1]
    return [section(head), *paragraphs(text for one in shown for text in _passage(one, cited=one.anchor == anchor))]


def _passage(passage: Passage, *, cited: bool) -> list[str]:
    headings = " › ".join(passage.headings)
    label = f"*{escape(passage.locator.label)}*" + (f" · {escape(headings[:500])}" if headings else "")
    return [f"{':point_right: ' if cited else ''}{label}", *pieces(passage.text)]
