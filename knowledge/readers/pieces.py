"""Pieces: blocks taken apart line by line, so that every format looks alike before it is cut."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.readers.blocks import Block, BlockKind, Table
from knowledge.readers.labels import is_label
from knowledge.readers.list_marks import BULLET, is_number, split_mark
from knowledge.readers.numbering import looks_numbered
from knowledge.readers.tidy import tidy, tidy_lines


class PieceKind(StrEnum):
    """What a piece is to the one who cuts passages."""

    HEADING = "heading"
    NUMBERED = "numbered"
    TEXT = "text"
    LABELS = "labels"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True)
class Piece:
    """One heading, paragraph, list item, block of label lines or table, on its way to a passage."""

    kind: PieceKind
    text: str = ""
    number: str = ""
    level: int = 0
    marker: str = ""
    page: int | None = None
    table: Table | None = None

    @property
    def line(self) -> str:
        """The piece as one line of a passage, with the list mark it has."""
        return f"{self.marker} {self.text}" if self.marker else self.text


# A line of a contents page: its title, a run of dots (or a tab) and a page number.
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\t) ?\d{1,3}$")


def pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """Take blocks apart into pieces. Contents pages and blocks without text are left out."""
    return [piece for block in blocks for piece in _pieces(block)]


def _pieces(block: Block) -> Iterator[Piece]:
    if block.kind is BlockKind.TABLE:
        if block.table is not None:
            yield Piece(PieceKind.TABLE, page=block.page, table=block.table)
    elif block.kind is BlockKind.HEADING:
        # A heading without text ends a subsection; it is kept for its level.
        yield Piece(PieceKind.HEADING, tidy(block.text), level=max(block.level, 1), page=block.page)
    elif _CONTENTS.search(block.text.strip()):
        return
    elif block.kind is BlockKind.LIST_ITEM:
        text = tidy(block.text)
        if text:
            yield Piece(PieceKind.ITEM, *_item(block.marker, text), page=block.page)
    else:
        yield from _lines(block)


def _item(marker: str, text: str) -> tuple[str, str, int, str]:
    own, rest = split_mark(text)
    # "• a) Early Identification": the bullet is stray. "1. - text": the number is the real mark.
    if own and own != BULLET and marker in ("", BULLET):
        return rest, "", 0, own
    if own == BULLET:
        text = rest
    return text, "", 0, marker or BULLET


def _lines(block: Block) -> Iterator[Piece]:
    """Part a paragraph at each line that begins something: a number, a list mark, a label after a label."""
    held: list[str] = []
    for line in tidy_lines(block.text).split("\n"):
        if not line:
            continue
        marker, rest = split_mark(line)
        if marker and not (is_number(marker) and held and not held[-1].endswith((".", ":", ";"))):
            yield from _held(held, block.page)
            held = []
            yield Piece(PieceKind.ITEM, rest, marker=marker, page=block.page)
        elif looks_numbered(line):
            yield from _held(held, block.page)
            held = [line]
        else:
            held.append(line)
    yield from _held(held, block.page)


def _held(lines: list[str], page: int | None) -> Iterator[Piece]:
    """One piece of the lines of a paragraph: label lines stay lines, running text becomes one line."""
    joined: list[str] = []
    for line in lines:
        if joined and not (is_label(line) and is_label(joined[0])):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    if not joined:
        return
    kind = PieceKind.LABELS if is_label(joined[0]) else PieceKind.TEXT
    yield Piece(kind, "\n".join(joined), page=page)
