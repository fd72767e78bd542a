"""Delivery plans in Excel, laid out as partnerships lay them out."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.actions.wanted import COLOURS, ROWS, Wanted

Layout = Callable[[Path], list[Wanted]]


def _sheet(title: str = "Plan") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def _fill(sheet: Worksheet, row: int, column: int, rag: str) -> None:
    sheet.cell(row, column).fill = PatternFill("solid", fgColor=COLOURS[rag])


def plain(path: Path) -> list[Wanted]:
    """One header row, one row an action, every column there."""
    book, sheet = _sheet()
    sheet.append(["Ref", "Priority", "Action", "Lead", "By when", "RAG", "Success measure"])
    for row in ROWS:
        sheet.append([row.ref, row.priority, row.action, row.owner, row.due_written, row.rag, row.measure])
    book.save(path)
    return list(ROWS)


def merged_and_two_row_header(path: Path) -> list[Wanted]:
    """A title, a header over two rows, and each priority in one merged cell."""
    book, sheet = _sheet("Delivery plan")
    sheet.append(["SEND Delivery Plan 2025"])
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(["Priority area", "Ref", "What we will do", "Delivery", None, "Monitoring", None])
    sheet.append([None, None, None, "Responsible", "Target date", "Progress", "How will we know?"])
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("F3:G3")
    for column in "ABC":
        sheet.merge_cells(f"{column}3:{column}4")
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        first = sheet.max_row + 1
        for row in rows:
            sheet.append([priority, row.ref, row.action, row.owner, row.due_written, row.rag, row.measure])
        sheet.merge_cells(f"A{first}:A{sheet.max_row}")
    book.save(path)
    return list(ROWS)


def heading_rows_and_colours(path: Path) -> list[Wanted]:
    """A heading row across the sheet for each priority; the RAG is only a colour."""
    book, sheet = _sheet()
    sheet.append(["No.", "Activity", "Owner", "Timescale", "RAG"])
    for number, (priority, rows) in enumerate(groupby(ROWS, key=lambda row: row.priority), start=1):
        sheet.append([f"Priority {number}: {priority}"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5)
        for row in rows:
            sheet.append([row.ref, row.action, row.owner, row.due_written])
            _fill(sheet, sheet.max_row, 5, row.rag)
    book.save(path)
    return list(ROWS)


def headings_in_first_column(path: Path) -> list[Wanted]:
    """Priorities alone in the first cell of a row, not merged; a total and a key below."""
    book, sheet = _sheet("Action log")
    sheet.append(["Version", "3"])
    sheet.append([])
    sheet.append(["Action", "Who", "When", "Status", "Comments"])
    words = {"Green": "On track", "Amber": "At risk", "Red": "Overdue", "Blue": "Completed"}
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        sheet.append([priority])
        for row in rows:
            sheet.append([f"{row.ref} {row.action}", row.owner, row.due_written, words[row.rag], "See the minutes"])
    sheet.append([])
    sheet.append(["Total actions", len(ROWS)])
    sheet.append(["RAG key"])
    sheet.append(["Red", "Will miss its date"])
    sheet.append(["Green", "On track"])
    book.save(path)
    return list(ROWS)


def several_actions_in_a_cell(path: Path) -> list[Wanted]:
    """One row for each priority: its actions, leads and dates one below the other in the cells."""
    book, sheet = _sheet()
    sheet.append(["Theme", "Actions", "Leads", "Deadline", "RAG rating"])
    for place, (priority, group) in enumerate(groupby(ROWS, key=lambda row: row.priority)):
        rows = [row for row in group if row.owner and row.due_written]
        mark = ("{n}. ", "• ", "- ", "")[place]
        actions = "\n".join(f"{mark.format(n=n)}{row.ref} {row.action}" for n, row in enumerate(rows, start=1))
        sheet.append(
            [
                priority,
                actions,
                "\n".join(row.owner for row in rows),
                "\n".join(row.due_written for row in rows),
                "\n".join(row.rag for row in rows),
            ]
        )
    book.save(path)
    return [row for row in ROWS if row.due_written]


def owners_as_ticks(path: Path) -> list[Wanted]:
    """A column for each partner, ticked where it leads."""
    book, sheet = _sheet()
    sheet.append(["Ref", "Priority", "Action", "Lead", None, None, "Due date", "BRAG"])
    sheet.append([None, None, None, "DC", "NHS Dorset", "DPCC", None, None])
    sheet.merge_cells("D1:F1")
    partners = ("Dorset Council", "NHS Dorset Integrated Care Board", "Dorset Parent Carer Council")
    wanted: list[Wanted] = []
    for place, row in enumerate(ROWS):
        ticked = [partner for bit, partner in enumerate(partners) if (place % 8) >> bit & 1]
        ticks = ["✓" if partner in ticked else None for partner in partners]
        sheet.append([row.ref, row.priority, row.action, *ticks, row.due_written, row.rag[0]])
        owners = frozenset((None, partner) for partner in ticked)
        wanted.append(Wanted(**{**row.__dict__, "owners": owners, "measure": ""}))
    book.save(path)
    return wanted


def sheet_for_each_priority(path: Path) -> list[Wanted]:
    """A sheet for each priority, with the priority in its name or title only."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        sheet = book.create_sheet(priority[:31])
        sheet.append([f"Priority: {priority}"])
        sheet.append(["Ref", "Key actions", "Accountable", "Completion date", "Delivery status"])
        for row in rows:
            sheet.append([row.ref, row.action, row.owner, row.due_written, row.rag])
    book.save(path)
    return list(ROWS)


def roles_and_organisations_apart(path: Path) -> list[Wanted]:
    """Lead role and lead organisation in columns of their own, dates revised, a RAG for each quarter."""
    book, sheet = _sheet()
    sheet.append(
        [
            "Ref",
            "Priority",
            "Objective",
            "Action",
            "Lead officer",
            "Lead organisation",
            "Original date",
            "Revised date",
            "RAG Q1",
            "RAG Q2",
            "RAG Q3",
            "Budget",
            "Weather",
        ]
    )
    for row in ROWS:
        if len(row.owners) == 1:
            ((role, organisation),) = row.owners
            lead = [role, organisation]
        else:
            lead = [row.owner, None]
        revised = row.due_written if row.ref.startswith(("EI", "SP")) else None
        original = "January 2024" if revised else row.due_written
        first = "Green" if row.rag != "Green" else "Red"
        sheet.append(
            [
                row.ref,
                row.priority,
                "Children do well",
                row.action,
                *lead,
                original,
                revised,
                first,
                row.rag,
                None,
                "£1,000",
                "fair",
            ]
        )
    book.save(path)
    wanted = []
    for row in ROWS:
        # A revised date of "TBC" is none: the first date holds.
        due = date(2024, 1, 31) if row.ref == "SP-03" else row.due
        wanted.append(Wanted(**{**row.__dict__, "due": due}))
    return wanted


def action_merged_over_its_owners(path: Path) -> list[Wanted]:
    """Each action in one merged cell, with a row for each of its owners."""
    book, sheet = _sheet()
    sheet.append(["Ref", "Priority", "Action", "Responsible officer", "Deadline", "Current status"])
    for row in ROWS:
        first = sheet.max_row + 1
        names = [" ".join(part for part in owner if part) for owner in sorted(row.owners, key=str)] or ["TBC"]
        for name in names:
            sheet.append([row.ref, row.priority, row.action, name, row.due_written, row.rag])
        for column in "ABCEF":
            if sheet.max_row > first:
                sheet.merge_cells(f"{column}{first}:{column}{sheet.max_row}")
    book.save(path)
    return list(ROWS)


EXCEL: tuple[Layout, ...] = (
    plain,
    merged_and_two_row_header,
    heading_rows_and_colours,
    headings_in_first_column,
    several_actions_in_a_cell,
    owners_as_ticks,
    sheet_for_each_priority,
    roles_and_organisations_apart,
    action_merged_over_its_owners,
)
