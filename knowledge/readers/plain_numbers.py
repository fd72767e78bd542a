"""Tells paragraphs numbered 1, 2, 3 from the items of a list: the paragraphs are whole sentences."""

from dataclasses import replace

from knowledge.readers.list_marks import is_number
from knowledge.readers.pieces import Piece, PieceKind

_PARAGRAPH_LENGTH = 80
_LEAST = 3


def find_plain_numbers(pieces: list[Piece]) -> list[Piece]:
    """Mark as numbered paragraphs the numbered items that run on through a document as its paragraphs.

    They do when nothing leads in to them, their numbers never start again, and most are as long as a sentence
    and end as one.
    """
    if any(piece.kind is PieceKind.NUMBERED for piece in pieces):
        return pieces
    items = [(index, piece) for index, piece in enumerate(pieces) if _is_numbered(piece)]
    numbers = [int(piece.marker.strip("().")) for _index, piece in items]
    if len(items) < _LEAST or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return pieces
    long = sum(len(piece.text) >= _PARAGRAPH_LENGTH and piece.text.endswith((".", ":")) for _index, piece in items)
    led_in = any(index and pieces[index - 1].text.endswith(":") for index, _piece in items[:1])
    if led_in or long < 0.6 * len(items):
        return pieces
    marked = list(pieces)
    for (index, piece), number in zip(items, numbers, strict=True):
        marked[index] = replace(piece, kind=PieceKind.NUMBERED, number=str(number), marker="")
    return marked


def _is_numbered(piece: Piece) -> bool:
    return piece.kind is PieceKind.ITEM and is_number(piece.marker)
