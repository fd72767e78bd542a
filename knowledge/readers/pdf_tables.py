"""Finds the tables of a PDF page, and goes on with a table that runs over several pages."""

from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from knowledge.readers.blocks import Cell, Table
from knowledge.readers.pdf_fills import Box, Fills
from knowledge.readers.rows import header_span
from knowledge.readers.tidy import tidy_lines


@dataclass(frozen=True)
class FoundTable:
    """A table on a page: where it stands, and its cells."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]


def find_tables(page: Page) -> list[FoundTable]:
    """The ruled tables of a page that have at least two rows and two columns, and some text."""
    found: list[FoundTable] = []
    fills = Fills(page)
    for table in page.find_tables():
        rows = _rows(table, fills)
        filled = sum(bool(cell.text) for row in rows for cell in row)
        if len(rows) >= 2 and len(rows[0]) >= 2 and filled >= 3:
            found.append(FoundTable(tuple(float(side) for side in table.bbox), rows))  # type: ignore[arg-type]
    return sorted(found, key=lambda each: each.box[1])


def _rows(table: Any, fills: Fills) -> tuple[tuple[Cell, ...], ...]:
    texts = table.extract()
    boxes = [list(row.cells) for row in table.rows]
    rows: list[tuple[Cell, ...]] = []
    for line, places in zip(texts, boxes, strict=True):
        cells: list[Cell] = []
        for column, text in enumerate(line):
            if places[column] is None:
                # The grid has a place here but no cell: the one beside it, or above it, covers it.
                cells.append(_covering(cells, rows, column, places, boxes))
            else:
                cells.append(Cell(text=_text(text), fill=fills.of(places[column])))
        rows.append(tuple(cells))
    return tuple(rows)


def _covering(
    cells: list[Cell], rows: list[tuple[Cell, ...]], column: int, places: list[Any], boxes: list[list[Any]]
) -> Cell:
    top = next((box[1] for box in places if box is not None), None)
    for up in range(len(rows) - 1, -1, -1):
        box = boxes[up][column]
        if box is not None:
            if top is not None and box[3] > top + 1:
                return rows[up][column].model_copy(update={"merged": True})
            break
    return cells[-1].model_copy(update={"merged": True}) if cells else Cell()


def _text(text: str | None) -> str:
    """A cell's lines are wrapped, not ended: they join, but for those that begin an item."""
    lines = [line for line in tidy_lines(text or "").split("\n") if line]
    joined = ""
    for line in lines:
        gap = "" if not joined else "\n" if line.startswith(("•", "- ")) else " "
        joined = f"{joined}{gap}{line}"
    return joined


class Tables:
    """Numbers a document's tables, and gives each page's part of a long table the header it needs."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Table | None = None
        self._next_row = 1

    def table(self, found: FoundTable, may_go_on: bool) -> Table:
        """Name a table; one that may go on from the page before does, when its columns are as many."""
        last = self._last
        if last is not None and may_go_on and len(last.rows[0]) == len(found.rows[0]):
            return self._continued(last, found)
        self._count += 1
        self._last = Table(name=f"table {self._count}", rows=found.rows)
        self._next_row = len(found.rows) + 1
        return self._last

    def _continued(self, last: Table, found: FoundTable) -> Table:
        first, end = header_span(last)
        header = last.rows[first:end]
        rows = found.rows
        if header and [c.text for c in rows[0]] == [c.text for c in header[0]]:
            rows = rows[len(header) :]
        table = Table(
            name=last.name,
            rows=(*header, *rows),
            first_row=self._next_row - len(header),
            header_rows=len(header),
        )
        self._next_row += len(rows)
        return table
