"""Reads a Word table as a full grid, with merged cells in each place that they cover, and fill colours."""

import re

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from knowledge.readers.blocks import Cell, Table
from knowledge.readers.limits import Limits, check_cells
from knowledge.readers.tidy import tidy_lines
from knowledge.readers.word_text import text_of

_HEX = re.compile(r"^[0-9A-Fa-f]{6}$")


def read_table(element: Element, name: str, file: str, limits: Limits) -> Table:
    """Read a table element."""
    rows: list[list[Cell]] = []
    header_rows, cells, above = 0, 0, True
    for row in _found(element, "w:tr"):
        line = _row(row, rows[-1] if rows else [], limits)
        cells += len(line)
        check_cells(file, cells, limits)
        above = above and row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        header_rows += above
        rows.append(line)
    width = max((len(row) for row in rows), default=0)
    check_cells(file, width * len(rows), limits)
    full = tuple((*row, *(Cell() for _ in range(width - len(row)))) for row in rows)
    return Table(name=name, rows=full, header_rows=header_rows if header_rows < len(rows) else 0)


def _found(parent: Element, tag: str) -> list[Element]:
    """The children of one kind, also when a content control is wrapped around them."""
    wanted, control, insertion = qn(tag), qn("w:sdt"), qn("w:ins")
    found: list[Element] = []
    for child in parent:
        inner = child.find(qn("w:sdtContent")) if child.tag == control else child
        if child.tag == wanted:
            found.append(child)
        elif child.tag in (control, insertion) and inner is not None:
            found.extend(inner.iterfind(wanted))
    return found


def _row(row: Element, above: list[Cell], limits: Limits) -> list[Cell]:
    line: list[Cell] = [Cell() for _ in range(min(_whole(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0), 50))]
    for element in _found(row, "w:tc"):
        properties = element.find(qn("w:tcPr"))
        merge = properties.find(qn("w:vMerge")) if properties is not None else None
        goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
        wide = _whole(properties.find(qn("w:gridSpan")) if properties is not None else None, 1)
        if goes_on and len(line) < len(above):
            cell = above[len(line)].model_copy(update={"merged": True})
        else:
            cell = Cell(text=_cell_text(element), fill=_fill(properties))
        line.append(cell)
        for _ in range(min(wide, limits.columns) - 1):
            line.append(cell.model_copy(update={"merged": True}))
        if len(line) >= limits.columns:
            break
    return line[: limits.columns]


def _cell_text(element: Element) -> str:
    paragraphs = (tidy_lines(text_of(paragraph)).strip() for paragraph in element.iter(qn("w:p")))
    return "\n".join(text for text in paragraphs if text)


def _fill(properties: Element | None) -> str | None:
    shading = properties.find(qn("w:shd")) if properties is not None else None
    fill = str(shading.get(qn("w:fill")) or "") if shading is not None else ""
    return fill.upper() if _HEX.match(fill) and fill.upper() != "FFFFFF" else None


def _whole(element: Element | None, otherwise: int) -> int:
    text = str(element.get(qn("w:val")) or "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
