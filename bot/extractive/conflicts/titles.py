"""Titles: what something is called."""

import re

from bot.extractive.conflicts.values import Stated, ValueKind
from knowledge.actions.organisations import fold

_CALLED = re.compile(
    r"\b(?:called|named|renamed|known as|titled|entitled|name (?:is|will be|of)|under the name(?: of)?|Name:|Title:)\s+"
    r"(?:the\s+)?(?P<title>[“\"'‘][^”\"'’]{2,60}[”\"'’]|[A-Z][\w'’+&-]*(?:\s+(?:(?:of|and|for|the|in|to|&)\s+)*[A-Z0-9][\w'’+&-]*)*)"
)


class Title(Stated):
    """The name of a programme, a place or a paper."""

    def agrees(self, other: Stated) -> bool | None:
        """As any value: the same but for marks and small words."""
        return fold(self.text) == fold(other.text) if isinstance(other, Title) else None


def titles_in(text: str) -> tuple[Title, ...]:
    """What a text says that something is called."""
    return tuple(
        Title(
            kind=ValueKind.TITLE,
            text=match["title"].strip("“”\"'‘’"),
            start=match.start("title"),
            end=match.end("title"),
        )
        for match in _CALLED.finditer(text)
    )
