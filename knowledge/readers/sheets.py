"""Reads Excel workbooks: every visible sheet as a table, with its own row numbers, merged cells and fills."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.errors import UnreadableDocument
from knowledge.readers.blocks import Block, BlockKind, Cell, Reading, Table
from knowledge.readers.hidden import Hidden, HiddenKind
from knowledge.readers.limits import Limits, check_cells, check_entities, open_archive
from knowledge.readers.office import check_office
from knowledge.readers.rows import title_above
from knowledge.readers.sheet_hidden import HiddenCells, hidden_columns, is_hidden_row
from knowledge.readers.sheet_values import Fills, shown
from knowledge.readers.tidy import tidy, tidy_lines

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=\"([A-Z0-9:$]{1,40})\"")
_NO_VALUE = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_Places = dict[tuple[int, int], SheetCell | MergedCell]


def read_workbook(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a workbook. Formulas give the values that Excel saved with them."""
    check_office(data, name, "xlsx")
    with open_archive(name, data, limits) as archive:
        check_entities(name, archive)
        without_value = _check_sheets(name, archive, limits)
    book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    blocks: list[Block] = []
    notes: list[str] = []
    if without_value:
        notes.append(f"{without_value} formulas have no saved value: open it in Excel and save it again.")
    fills = Fills(book)
    hidden: list[Hidden] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(Hidden(kind=HiddenKind.SHEET, place=f'sheet "{tidy(sheet.title)}"'))
            continue
        table, unseen = _table(sheet, fills, name, limits)
        hidden += unseen
        if table.rows:
            blocks.append(Block(kind=BlockKind.TABLE, table=table))
    return Reading(
        blocks=tuple(blocks),
        title=_title(book, blocks),
        warnings=tuple(notes),
        edges=tuple(edge for sheet in book.worksheets for edge in _edges(sheet)),
        hidden=tuple(hidden),
    )


def _edges(sheet: Worksheet) -> Iterator[str]:
    """The texts that are printed at the head and foot of its pages."""
    for edge in (sheet.oddHeader, sheet.oddFooter, sheet.firstHeader, sheet.firstFooter):
        for part in (edge.left, edge.center, edge.right) if edge is not None else ():
            if part is not None and part.text:
                yield tidy(str(part.text))


def _check_sheets(name: str, archive: zipfile.ZipFile, limits: Limits) -> int:
    """Count the cells there really are, whatever size a sheet declares; give the formulas without a value."""
    cells = merged = without_value = 0
    for member in archive.namelist():
        if not member.startswith("xl/worksheets/") or not member.endswith(".xml"):
            continue
        part = archive.read(member)
        cells += sum(1 for _ in _CELL.finditer(part))
        for found in _MERGED.finditer(part):
            merged += _area(found.group(1).decode())
        without_value += sum(1 for _ in _NO_VALUE.finditer(part))
    if cells > limits.sheet_cells or merged > limits.merged_cells:
        raise UnreadableDocument(
            name,
            f"has more than {limits.sheet_cells:,} cells. Keep only the part that people ask about.",
        )
    return without_value


def _area(reference: str) -> int:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        return 0
    return (right - left + 1) * (bottom - top + 1)


def _table(sheet: Worksheet, fills: Fills, name: str, limits: Limits) -> tuple[Table, list[Hidden]]:
    """The part of a sheet that holds something, and what of it cannot be seen and was left out."""
    # The cells that exist, not the range the sheet declares: that may be a million empty rows.
    places: _Places = {place: cell for place, cell in _cells(sheet).items() if cell.value is not None}
    title = f'sheet "{tidy(sheet.title)}"'
    if not places:
        return Table(name=title, rows=()), []
    hidden = hidden_columns(sheet)
    columns = sorted({column for _row, column in places} - hidden)
    first, last = min(row for row, _column in places), max(row for row, _column in places)
    if columns:
        columns = [column for column in range(columns[0], columns[-1] + 1) if column not in hidden][: limits.columns]
    check_cells(name, (last - first + 1) * len(columns), limits)
    covered = _merged(sheet, places)
    skipped = {row for row in range(first, last + 1) if is_hidden_row(sheet, row)}
    cells = HiddenCells(sheet, fills, title)
    rows = tuple(
        tuple(Cell() if row in skipped else _cell(row, column, sheet, covered, fills, cells) for column in columns)
        for row in range(first, last + 1)
    )
    out = _skipped(title, skipped & {row for row, _column in places}, hidden & {column for _row, column in places})
    return Table(name=title, rows=rows if columns else (), first_row=first), [*out, *cells.found]


def _skipped(title: str, rows: set[int], columns: set[int]) -> list[Hidden]:
    """The hidden rows and columns that hold something."""
    named = [f"column {get_column_letter(column)}" for column in sorted(columns)]
    named += [f"row {row}" for row in sorted(rows)]
    return [Hidden(kind=HiddenKind.CELLS, place=f"{title}, {place}") for place in named]


def _cells(sheet: Worksheet) -> _Places:
    cells: _Places = sheet._cells
    return cells


def _merged(sheet: Worksheet, places: _Places) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place inside a merged range, the place whose text it shows."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        if first in places:
            covered.update({place: first for place in _inside(merged.bounds) if place != first})
    return covered


def _inside(bounds: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = bounds
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _cell(
    row: int,
    column: int,
    sheet: Worksheet,
    covered: dict[tuple[int, int], tuple[int, int]],
    fills: Fills,
    cells: HiddenCells,
) -> Cell:
    source = covered.get((row, column), (row, column))
    cell = _cells(sheet).get(source)
    if cell is None:
        return Cell()
    text = tidy_lines(shown(cell.value, cell.number_format)).strip()
    seen = text if cells.shows(cell, text) else ""
    return Cell(text=seen, fill=fills.of(cell), merged=(row, column) in covered)


def _title(book: Workbook, blocks: list[Block]) -> str | None:
    named = tidy(book.properties.title or "")
    first = blocks[0].table if blocks else None
    return named or (title_above(first) if first else None)
