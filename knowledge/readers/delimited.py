"""Reads CSV and other delimited text as one table."""

import csv
from io import StringIO

from knowledge.errors import UnreadableDocument
from knowledge.readers.blocks import Block, BlockKind, Cell, Reading, Table
from knowledge.readers.limits import Limits, check_cells
from knowledge.readers.text_files import decode, hidden_characters
from knowledge.readers.tidy import tidy_lines

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50
_CELL_CHARACTERS = 100_000


def read_delimited(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a delimited file. Its rows count as a spreadsheet would count them."""
    text = decode(data, name, limits).replace("\x00", "").lstrip("\ufeff")
    csv.field_size_limit(_CELL_CHARACTERS)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True):
            cells += len(row)
            check_cells(name, cells, limits)
            rows.append(row)
    except csv.Error as error:
        raise UnreadableDocument(
            name,
            f"breaks off near row {len(rows) + 1}: a quotation mark is not closed. Correct that row.",
        ) from error
    width = max((len(row) for row in rows), default=0)
    check_cells(name, width * len(rows), limits)
    grid = tuple(
        tuple(Cell(text=tidy_lines(row[place]).strip() if place < len(row) else "") for place in range(width))
        for row in rows
    )
    table = Block(kind=BlockKind.TABLE, table=Table(name="", rows=grid))
    return Reading(blocks=(table,), hidden=hidden_characters(text))


def _delimiter(text: str) -> str:
    """The mark that parts the first rows most evenly; the comma when none does."""
    best, best_score = ",", 0
    for mark in _DELIMITERS:
        try:
            lines = csv.reader(StringIO(text[:_CELL_CHARACTERS], newline=""), delimiter=mark)
            widths = [len(row) for _count, row in zip(range(_LOOKED_AT), lines, strict=False) if row]
        except csv.Error:
            continue
        widest = max(widths, default=0)
        score = sum(width == widest for width in widths) * (widest - 1)
        if score > best_score:
            best, best_score = mark, score
    return best
