"""Delivery plans in Word, laid out as partnerships lay them out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from docx import Document as new_document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from tests.actions.wanted import COLOURS, ROWS, Wanted

Layout = Callable[[Path], list[Wanted]]


def _fill(table: Table, names: list[str]) -> None:
    cells = table.add_row().cells
    for cell, name in zip(cells, names, strict=True):
        cell.text = name


def _shade(cell: _Cell, rag: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), COLOURS[rag])
    cell._tc.get_or_add_tcPr().append(shading)


def _table(document: object, *names: str) -> Table:
    table: Table = document.add_table(rows=0, cols=len(names))  # type: ignore[attr-defined]
    _fill(table, list(names))
    return table


def heading_and_table_for_each_priority(path: Path) -> list[Wanted]:
    """A heading for each priority and a table below it; colour is the only status."""
    document = new_document()
    document.add_heading("Delivery plan", 0)
    for number, (priority, rows) in enumerate(groupby(ROWS, key=lambda row: row.priority), start=1):
        document.add_heading(f"Priority {number}: {priority}", 1)
        document.add_paragraph("What we will do, and who will see that it is done.")
        table = _table(
            document,
            "Ref",
            "What are we going to do?",
            "Who is responsible?",
            "By when?",
            "RAG",
            "Success criteria",
        )
        for row in rows:
            _fill(table, [row.ref, row.action, row.owner, row.due_written, "", row.measure])
            _shade(table.rows[-1].cells[4], row.rag)
    document.save(str(path))
    return list(ROWS)


def heading_rows_in_one_table(path: Path) -> list[Wanted]:
    """One table with a header over two rows and a merged row for each priority."""
    document = new_document()
    table = document.add_table(rows=2, cols=6)
    top, below = table.rows[0].cells, table.rows[1].cells
    for column, name in enumerate(("Ref", "Task")):
        top[column].text = name
        top[column].merge(below[column])
    top[2].text = "Accountability and timing"
    top[2].merge(top[3])
    below[2].text, below[3].text = "Lead officer", "Timeframe"
    top[4].text = "Monitoring"
    top[4].merge(top[5])
    below[4].text, below[5].text = "RAG status", "Commentary"
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        cells = table.add_row().cells
        cells[0].merge(cells[5]).text = priority
        for row in rows:
            _fill(
                table,
                [row.ref, row.action, row.owner, row.due_written, row.rag, "Discussed in May; see notes"],
            )
    document.save(str(path))
    return list(ROWS)


def merged_priorities_and_prose_progress(path: Path) -> list[Wanted]:
    """Priorities merged down the first column, and progress in sentences, which give no status."""
    document = new_document()
    document.add_paragraph("Our plan for the year. Everyone has had a say in it.")
    table = _table(
        document,
        "Area of focus",
        "Action required",
        "Person responsible",
        "Target completion date",
        "Progress",
    )
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        first = len(table.rows)
        for place, row in enumerate(rows):
            progress = "The first meeting has taken place and members agreed what to do next."
            _fill(
                table,
                [
                    priority if place == 0 else "",
                    f"{row.ref}: {row.action}",
                    row.owner,
                    row.due_written,
                    progress,
                ],
            )
        table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
    document.save(str(path))
    unknown = type(ROWS[0].status).UNKNOWN
    return [replace(row, status=unknown) for row in ROWS]


def bullets_with_labels(path: Path) -> list[Wanted]:
    """A heading for each priority, and a bullet for each action that says who leads and by when."""
    document = new_document()
    document.add_heading("SEND improvement: what we will do", 0)
    for number, (priority, rows) in enumerate(groupby(ROWS, key=lambda row: row.priority), start=1):
        document.add_heading(f"Priority {number} – {priority}", 1)
        document.add_paragraph("We know from families that this matters.")
        for row in rows:
            by = f" By: {row.due_written}." if row.due_written else ""
            text = f"{row.ref} {row.action}. Lead: {row.owner}.{by} RAG: {row.rag}."
            document.add_paragraph(text, style="List Bullet")
    document.save(str(path))
    return list(ROWS)


def bulleted_cells(path: Path) -> list[Wanted]:
    """Two columns, as small partnerships do it: bullets in the cells, a row for each priority."""
    document = new_document()
    table = _table(document, "Priority", "Actions we will take", "Lead", "Timescale")
    for priority, group in groupby(ROWS, key=lambda row: row.priority):
        rows = list(group)
        cells = table.add_row().cells
        cells[0].text = priority
        cells[1].text = "We will:"
        for row in rows:
            cells[1].add_paragraph(f"• {row.ref} {row.action}")
        cells[2].text = "Head of SEND / ICB"
        cells[3].text = "Sept 2025 – March 2026"
    document.save(str(path))
    unknown = type(ROWS[0].status).UNKNOWN
    owners = frozenset({("Head of SEND", "Dorset Council"), (None, "NHS Dorset Integrated Care Board")})
    end = ROWS[1].due
    return [replace(row, owners=owners, due=end, status=unknown) for row in ROWS]


WORD: tuple[Layout, ...] = (
    heading_and_table_for_each_priority,
    heading_rows_in_one_table,
    merged_priorities_and_prose_progress,
    bullets_with_labels,
    bulleted_cells,
)
