"""Text for Slack: escaped, so that nothing in a document is read as a command, and cut only between sentences."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bot.answer import Citation
from bot.slack.work import Block
from knowledge.documents import Audience

SECTION = 3000  # characters of a section's text, Slack's limit
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKDOWN = re.compile(r"([\\`*_\[\]~|#])")


def escape(text: str) -> str:
    """Text that Slack shows as it is: no link, no mention of a person, a channel or everyone."""
    return "".join(_ENTITIES.get(character, character) for character in text)


def escape_markdown(text: str) -> str:
    """The same for where Slack reads standard markdown."""
    return _MARKDOWN.sub(r"\\\1", escape(" ".join(text.split())))


def pieces(text: str, most: int = SECTION) -> Iterator[str]:
    """Escaped text in pieces of at most ``most`` characters: between sentences, or else between words."""
    held = ""
    for part in _parts(text, most):
        joined = f"{held} {part}" if held else part
        if len(joined) > most:
            yield held
            joined = part
        held = joined
    if held:
        yield held


def _parts(text: str, most: int) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        if len(escape(sentence)) <= most:
            yield escape(sentence)
            continue
        for word in sentence.split():
            yield from _short(word, most)


def _short(word: str, most: int) -> Iterator[str]:
    """A word, or the parts of one that no section could hold."""
    held = ""
    for character in map(escape, word):
        if len(held) + len(character) > most:
            yield held
            held = ""
        held += character
    yield held


def web_address(citation: Citation) -> str | None:
    """Where a citation opens; none for a partner document, which has no page on the web."""
    if citation.document.audience is not Audience.PUBLIC:
        return None
    return _safe(citation.url)


def link(url: str | None, label: str) -> str:
    """A link, or the label alone when there is nothing to open."""
    safe = _safe(url) if url else None
    return f"<{escape(safe)}|{escape(label)}>" if safe else escape(label)


def _safe(url: str) -> str | None:
    parts = urlsplit(url)
    odd = any(character in "<>|" or character.isspace() or not character.isprintable() for character in url)
    return url if parts.scheme in {"http", "https"} and parts.netloc and not odd else None


def mark(citation: Citation) -> str:
    """A citation's number, as a link that opens the source page at the passage."""
    return link(web_address(citation), f"[{citation.number}]")


def section(text: str) -> Block:
    """A section. ``verbatim``: Slack makes no links or mentions of its own from it."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}, "expand": True}


def context(text: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def paragraphs(texts: Iterable[str]) -> list[Block]:
    """Sections that hold these texts, each whole, as few as will do. Every text fits a section."""
    blocks: list[Block] = []
    held = ""
    for text in texts:
        joined = f"{held}\n\n{text}" if held else text
        if len(joined) > SECTION:
            blocks.append(section(held))
            joined = text
        held = joined
    return [*blocks, section(held)] if held else blocks


def plain_text(text: str, most: int) -> Block:
    """A label of a button or a form. Labels are ours; one from a document is shortened with a mark."""
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1]}…", "emoji": False}
