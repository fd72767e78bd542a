"""Finds the numbered paragraphs and the numbered section headings among the pieces of a document."""

import re
from dataclasses import dataclass, replace

from knowledge.readers.list_marks import is_number
from knowledge.readers.numbering import (
    Candidate,
    Number,
    candidate,
    comes_after,
    dotless,
    follows,
    has_neighbour,
    label_of,
)
from knowledge.readers.pieces import Piece, PieceKind

_SECTION = re.compile(r"^(\d{1,2})(?:\.0)?[.)]?\s+(\S.*)$")
_TITLE_LENGTH = 120
_HEADING_LENGTH = 150
_SENTENCE_END = (".", ":", ";", ",", "!")


def find_numbers(pieces: list[Piece]) -> list[Piece]:
    """Mark numbered paragraphs as such, and turn numbered section titles into headings."""
    sequence = _Sequence.of(_own_line_numbers(pieces))
    marked: list[Piece] = []
    before: Number | None = None
    section = 0
    for index, piece in enumerate(sequence.pieces):
        found = sequence.candidates[index]
        title = _section_title(sequence, index, section)
        if title is not None:
            section, before = title[0][0], title[0]
            level = piece.level if piece.kind is PieceKind.HEADING else len(before) + 1
            marked.append(Piece(PieceKind.HEADING, title[1], level=level, page=piece.page))
        elif found and _is_paragraph(found, before, sequence.known):
            section, before = found.number[0], found.number
            marked.append(_numbered(piece, found.label, found.text))
        else:
            text = _lost_dot(sequence, index, before)
            if text is not None and before is not None:
                before = (before[0], before[1] + 1)
                piece = _numbered(piece, label_of(before), text)
            marked.append(piece)
    return marked


@dataclass(frozen=True)
class _Sequence:
    """The pieces with what can be known of their numbers before any is decided."""

    pieces: list[Piece]
    candidates: list[Candidate | None]
    known: set[Number]
    next_paragraph: list[Number | None]
    next_any: list[Number | None]

    @classmethod
    def of(cls, pieces: list[Piece]) -> "_Sequence":
        candidates = [_candidate(piece) for piece in pieces]
        paragraphs = [found.number if found else None for found in candidates]
        anything = [
            found.number if found else _section_number(piece) for found, piece in zip(candidates, pieces, strict=True)
        ]
        known = {number for number in paragraphs if number}
        return cls(pieces, candidates, known, _upcoming(paragraphs), _upcoming(anything))


def _upcoming(numbers: list[Number | None]) -> list[Number | None]:
    """For each place, the first number that stands after it."""
    upcoming: list[Number | None] = []
    nearest: Number | None = None
    for number in reversed(numbers):
        upcoming.append(nearest)
        nearest = number or nearest
    return upcoming[::-1]


def _section_number(piece: Piece) -> Number | None:
    if piece.kind not in (PieceKind.HEADING, PieceKind.TEXT, PieceKind.ITEM):
        return None
    match = _SECTION.match(_full_line(piece))
    return (int(match.group(1)),) if match else None


def _numbered(piece: Piece, number: str, text: str) -> Piece:
    return Piece(PieceKind.NUMBERED, text, number=number, page=piece.page)


def _full_line(piece: Piece) -> str:
    return piece.line if is_number(piece.marker) else piece.text


def _candidate(piece: Piece) -> Candidate | None:
    if piece.kind is PieceKind.TABLE or (piece.kind is PieceKind.HEADING and _true_heading(piece)):
        return None
    bulleted = piece.kind is PieceKind.ITEM and not is_number(piece.marker)
    return candidate(_full_line(piece), bulleted)


def _true_heading(piece: Piece) -> bool:
    """Whole paragraphs are sometimes given a heading style for its numbering: those are not headings."""
    return len(piece.text) <= _HEADING_LENGTH and not piece.text.endswith(".")


def _is_paragraph(found: Candidate, before: Number | None, known: set[Number]) -> bool:
    if not found.text:
        return False
    next_one = follows(found.number, before)
    if found.spaced or not (found.opens or found.marked):
        return next_one and (found.marked or found.opens or before is not None)
    if next_one or comes_after(found.number, before) or has_neighbour(found.number, known - {found.number}):
        return True
    return found.marked or found.number[-1] == 1


def _own_line_numbers(pieces: list[Piece]) -> list[Piece]:
    """Join a number that stands on a line of its own with the text after it."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        found = _candidate(last) if last and last.kind in (PieceKind.TEXT, PieceKind.ITEM) else None
        if last and found and not found.text and piece.kind in (PieceKind.TEXT, PieceKind.LABELS):
            joined[-1] = replace(last, text=f"{_full_line(last)} {piece.text}", marker="", kind=PieceKind.TEXT)
        else:
            joined.append(piece)
    return joined


def _lost_dot(sequence: _Sequence, index: int, before: Number | None) -> str | None:
    piece, after = sequence.pieces[index], sequence.next_paragraph[index]
    if before is None or after is None or piece.kind not in (PieceKind.TEXT, PieceKind.ITEM):
        return None
    return dotless(_full_line(piece), before, after)


def _section_title(sequence: _Sequence, index: int, section: int) -> tuple[Number, str] | None:
    """The number and text of a numbered section heading: "4. Financial Implications"."""
    piece, found, upcoming = sequence.pieces[index], sequence.candidates[index], sequence.next_any[index]
    if piece.kind not in (PieceKind.HEADING, PieceKind.TEXT, PieceKind.ITEM) or not _title_shape(piece):
        return None
    if found and found.number[-1] != 0:
        parent = upcoming == (*found.number, 1)
        return (found.number, f"{found.label} {found.text}") if parent else None
    match = _SECTION.match(_full_line(piece))
    if not match:
        return None
    number = int(match.group(1))
    if upcoming in {(number, 1), (number, 1, 1)}:
        return (number,), _full_line(piece)
    marked = _full_line(piece)[match.end(1) :].startswith((".", ")"))
    if piece.kind is PieceKind.HEADING:
        return ((number,), piece.text) if marked else None
    # Without paragraphs below it, only its place tells a title from a list item: next in turn, in no list.
    in_turn = is_number(piece.marker) and number == section + 1
    return ((number,), _full_line(piece)) if in_turn and _stands_alone(sequence.pieces, index) else None


def _title_shape(piece: Piece) -> bool:
    text = piece.text
    return len(text) <= _TITLE_LENGTH and not text.endswith(_SENTENCE_END) and not text[:1].islower()


def _stands_alone(pieces: list[Piece], index: int) -> bool:
    """Whether an item has something below it, is no part of a list, and no sentence leads in to it."""
    if index + 1 == len(pieces):
        return False
    near = [*pieces[max(index - 1, 0) : index], pieces[index + 1]]
    led_in = index > 0 and pieces[index - 1].text.endswith(":")
    return not led_in and not any(piece.kind is PieceKind.ITEM and is_number(piece.marker) for piece in near)
