"""Cuts a passage into the sentences that an answer may quote."""

import re
from functools import lru_cache

from sentencex import segment

from knowledge.documents import LocatorKind, Passage

# Council papers are full of these; the library's English list does not know them.
_GOES_ON = re.compile(r"(?:\b(?:Cllrs?|paras?|regs?|ss?|refs?|app|approx|Rt|Hon|Revd?|Tel|Ext)\.|\b[A-Z]\.)\s*$")


@lru_cache(maxsize=20_000)
def split_sentences(line: str) -> tuple[str, ...]:
    """Cut one line of running text into sentences; joined by a space they give the line again."""
    sentences: list[str] = []
    for piece in segment("en", line):
        if sentences and _GOES_ON.search(sentences[-1]):
            sentences[-1] += piece
        else:
            sentences.append(piece)
    return tuple(sentence.strip() for sentence in sentences if sentence.strip())


def sentences_of(passage: Passage) -> tuple[str, ...]:
    """The pieces of a passage that can be quoted on their own: its sentences, list items and labels.

    A table row is one piece: its cells mean nothing apart.
    """
    if passage.locator.kind is LocatorKind.ROW:
        return (passage.text,)
    lines = [line for line in passage.text.splitlines() if line.strip()]
    if len(lines) > 1:
        return tuple(line.strip() for line in lines)
    return split_sentences(lines[0])
