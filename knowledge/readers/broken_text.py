"""Joins paragraphs that a page end or a stray empty line broke in two."""

import re
from dataclasses import replace

from knowledge.readers.pieces import Piece, PieceKind

_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*$")
# Words that no sentence ends with: what follows them goes on, capital letter or not.
_LEFT_OPEN = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|but|by|for|from|has|have|if|in|into|is|its|nor|of|on|or|our|than|that|the|their|this"
    r"|to|was|were|which|who|with|will|would|should))$"
)
_OPEN_LENGTH = 30
_BROKEN = (PieceKind.NUMBERED, PieceKind.TEXT, PieceKind.ITEM, PieceKind.LABELS)


def join_broken(pieces: list[Piece]) -> list[Piece]:
    """Join each paragraph that stops in mid-sentence with the unnumbered text that takes it up."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.kind in _BROKEN and piece.kind is PieceKind.TEXT and _goes_on(last.text, piece.text):
            joined[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _goes_on(before: str, after: str) -> bool:
    if not before or _ENDED.search(before[-8:]):
        return False
    if after[0].islower():
        return True
    return len(before) >= _OPEN_LENGTH and bool(_LEFT_OPEN.search(before[-12:]))
