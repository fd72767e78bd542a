"""The citations of an answer: where each stands, what document it is, and the quote that proves the statement."""

from collections.abc import Iterable

from bot.answer import Answer, Citation, CitedDocument, LookedAt, NextStep
from bot.plain_words import PlainWord
from bot.slack.blocks.text import SECTION, escape, link, mark, paragraphs, pieces, section, web_address
from bot.slack.work import Block
from knowledge.documents import Audience, DocumentStatus
from prompts.slack import say

_QUOTE = "&gt; "


def citation_blocks(citations: Iterable[Citation]) -> list[Block]:
    """Each citation whole: number, document, place, date, status and quote."""
    blocks = paragraphs(text for citation in citations for text in _citation(citation))
    return [section(say("sources")), *blocks] if blocks else []


def _citation(citation: Citation) -> list[str]:
    document = citation.document
    place = link(web_address(citation), f"{document.title}, {citation.locator}")
    head = f"{mark(citation)} {place}\n{standing(document)}"
    if len(head) > SECTION - 200:  # a title of thousands of characters
        return [*pieces(f"[{citation.number}] {document.title}, {citation.locator}"), *_quoted(citation.quote)]
    first, *rest = _quoted(citation.quote)
    joined = f"{head}\n{first}"
    return [joined, *rest] if len(joined) <= SECTION else [head, first, *rest]


def _quoted(quote: str) -> list[str]:
    lines = [line for line in quote.split("\n") if line.strip()] or [""]
    shown: list[str] = []
    held = ""
    for line in lines:
        for piece in pieces(line, SECTION - len(_QUOTE)) if line else [""]:
            joined = f"{held}\n{_QUOTE}{piece}" if held else f"{_QUOTE}{piece}"
            if len(joined) > SECTION:
                shown.append(held)
                joined = f"{_QUOTE}{piece}"
            held = joined
    return [*shown, held]


def standing(document: CitedDocument) -> str:
    """What a reader should know of a document before trusting it: its date, and marks that cannot be overlooked."""
    dated = f"{document.published.day} {document.published:%B %Y}" if document.published else say("undated")
    plain = document.status is DocumentStatus.CURRENT
    said = [dated, say(document.status.value) if plain else f":warning: *{say(document.status.value)}*"]
    if document.illustrative:
        said.append(f":warning: *{say('illustrative')}*")
    if document.audience is not Audience.PUBLIC:
        said.append(f":lock: {say('partner_document')}")
    return " · ".join(said)


def looked_at_blocks(looked_at: Iterable[LookedAt]) -> list[Block]:
    """Where it was looked when nothing was found."""
    blocks = paragraphs(f"• {link(one.url, f'{one.title}, {one.locator}')}" for one in looked_at)
    return [section(say("looked_at")), *blocks] if blocks else []


def next_step_blocks(steps: Iterable[NextStep]) -> list[Block]:
    """What the asker can do now."""
    texts = [text for step in steps for text in _step(step)]
    return [section(say("next_steps")), *paragraphs(texts)] if texts else []


def _step(step: NextStep) -> list[str]:
    contact = f"\n*{escape(step.contact)}*" if step.contact else ""
    *before, last = pieces(step.text, SECTION - 500)
    joined = f"{last}{contact}"
    return [*before, joined] if len(joined) <= SECTION else [*before, last, *pieces(step.contact or "")]


def glossary_blocks(words: Iterable[PlainWord]) -> list[Block]:
    """What the short forms of the statements stand for."""
    blocks = paragraphs(f"{escape(word.short)}: {escape(word.long)}. {escape(word.plain)}" for word in words)
    return [section(say("glossary")), *blocks] if blocks else []


def partner_citations(answer: Answer) -> tuple[Citation, ...]:
    """The citations that have no page on the web."""
    return tuple(one for one in answer.citations if one.document.audience is not Audience.PUBLIC)
