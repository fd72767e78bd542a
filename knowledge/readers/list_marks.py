"""Recognises what a list item begins with: a bullet, a letter, a number."""

import re

BULLET = "•"
_BULLET = re.compile(r"^\s*[-*•·▪◦●○■□►➢✓–—‣]\s+(?=\S)")
_ORDERED = re.compile(r"^\s*(\(?(?:[a-z]|[ivx]{2,5}|\d{1,2})\)|\(?[A-Z]\)|[a-z]\.|[ivx]{2,5}\.|\d{1,3}\.)\s+(?=\S)")
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]$")


def split_mark(line: str) -> tuple[str, str]:
    """Part a line into its list mark and the rest; the mark is empty when it has none.

    A stray bullet before a letter or number ("- a) …") says nothing, so it is dropped.
    """
    bullet = _BULLET.match(line)
    rest = line[bullet.end() :] if bullet else line
    ordered = _ORDERED.match(rest)
    if ordered:
        return ordered.group(1), rest[ordered.end() :].strip()
    return (BULLET, rest.strip()) if bullet else ("", line.strip())


def is_number(mark: str) -> bool:
    """Say whether a list mark is a plain number: "1.", "2)"."""
    return bool(_NUMBER.match(mark))
