"""Cuts a message into the pieces that the second look judges, each by itself."""

import re

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
_MOST_SENTENCES = 24
_SHORTEST = 12
_LONGEST = 600


def pieces_of(text: str) -> list[tuple[int, int]]:
    """The message, up to a length, and then its sentences; none of a word or two."""
    pieces = [(0, min(len(text), _LONGEST))] if len(text.strip()) >= _SHORTEST else []
    start = 0
    for gap in [*_SENTENCE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end - start >= _SHORTEST and (start, end) != (0, len(text)):
            pieces.append((start, min(end, start + _LONGEST)))
        start = gap.end() if gap else end
    return pieces[:_MOST_SENTENCES]
