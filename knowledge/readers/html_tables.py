"""Reads an HTML table as a full grid, with merged cells in each place that they cover."""

import re
from dataclasses import dataclass

from bs4 import Tag

from knowledge.readers.blocks import Cell, Table
from knowledge.readers.html_elements import text_of
from knowledge.readers.limits import Limits, check_cells
from knowledge.readers.tidy import tidy_lines

_COLOUR = re.compile(r"background(?:-color)?\s*:\s*#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_HEX = re.compile(r"^#([0-9a-f]{6})$", re.IGNORECASE)


@dataclass
class _Open:
    """A cell that reaches down into rows still to come."""

    cell: Cell
    rows_left: int


def read_table(tag: Tag, name: str, file: str, limits: Limits) -> Table:
    """Read a table element. Spans that claim more than the table has are cut to what it has."""
    found = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    rows: list[list[Cell]] = []
    header_rows, cells, above = 0, 0, True
    reaching: dict[int, _Open] = {}
    for index, row in enumerate(found):
        line = _row(row, reaching, len(found) - index, limits)
        cells += len(line)
        check_cells(file, cells, limits)
        above = above and _is_header(row)
        header_rows += above
        rows.append(line)
    width = max((len(row) for row in rows), default=0)
    check_cells(file, width * len(rows), limits)
    full = tuple((*row, *(Cell() for _ in range(width - len(row)))) for row in rows)
    return Table(name=name, rows=full, header_rows=header_rows if header_rows < len(rows) else 0)


def _row(row: Tag, reaching: dict[int, _Open], rows_left: int, limits: Limits) -> list[Cell]:
    line: list[Cell] = []
    _continue(line, reaching)
    for element in row.find_all(["td", "th"], recursive=False):
        cell = Cell(text=tidy_lines(text_of(element)).strip(), fill=_fill(element) or _fill(row))
        wide = min(_span(element, "colspan"), limits.columns)
        down = min(_span(element, "rowspan") or rows_left, rows_left)
        for place in range(max(wide, 1)):
            here = cell if place == 0 else cell.model_copy(update={"merged": True})
            if down > 1:
                reaching[len(line)] = _Open(cell.model_copy(update={"merged": True}), down - 1)
            line.append(here)
            if len(line) >= limits.columns:
                return line
        _continue(line, reaching)
    return line


def _continue(line: list[Cell], reaching: dict[int, _Open]) -> None:
    """Put in the cells that reach down from the rows above."""
    while len(line) in reaching:
        column = len(line)
        held = reaching[column]
        line.append(held.cell)
        held.rows_left -= 1
        if held.rows_left == 0:
            del reaching[column]


def _is_header(row: Tag) -> bool:
    if row.find_parent("thead") is not None:
        return True
    cells = row.find_all(["td", "th"], recursive=False)
    return len(cells) > 1 and all(cell.name == "th" for cell in cells)


def _span(element: Tag, attribute: str) -> int:
    text = str(element.get(attribute) or "1")
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _fill(element: Tag) -> str | None:
    styled = _COLOUR.search(str(element.get("style") or ""))
    if styled:
        digits = styled.group(1)
        return (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)).upper()
    plain = _HEX.match(str(element.get("bgcolor") or ""))
    return plain.group(1).upper() if plain else None
