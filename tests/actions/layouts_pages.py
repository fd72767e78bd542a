"""Delivery plans as web pages, Markdown, CSV and PDF, laid out as partnerships lay them out."""

import csv
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import groupby
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.actions.wanted import COLOURS, ROWS, Wanted

Layout = Callable[[Path], list[Wanted]]
_STYLES = getSampleStyleSheet()


def html_spans_and_colours(path: Path) -> list[Wanted]:
    """A web table: priorities over several rows, the header over two, colours as style."""
    parts = [
        "<html><head><title>Delivery plan</title></head><body><main><h1>Delivery plan</h1><table><thead>",
        "<tr><th rowspan=2>Priority</th><th rowspan=2>Ref</th><th rowspan=2>Deliverable</th>"
        "<th colspan=2>Ownership</th><th rowspan=2>BRAG rating</th></tr>",
        "<tr><th>Action owner</th><th>Due by</th></tr></thead><tbody>",
    ]
    for priority, group in groupby(ROWS, key=lambda row: row.priority):
        rows = list(group)
        for place, row in enumerate(rows):
            first = f"<td rowspan={len(rows)}>{escape(priority)}</td>" if place == 0 else ""
            cells = "".join(f"<td>{escape(text)}</td>" for text in (row.ref, row.action, row.owner, row.due_written))
            parts.append(f'<tr>{first}{cells}<td style="background-color:#{COLOURS[row.rag]}"></td></tr>')
    parts.append("</tbody></table></main></body></html>")
    path.write_text("".join(parts), encoding="utf-8")
    return list(ROWS)


def html_nested_lists(path: Path) -> list[Wanted]:
    """A web page with a heading for each priority, and under each action a list of who and when."""
    parts = ["<html><body><main><h1>Our plan</h1>"]
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        parts.append(f"<h2>{escape(priority)}</h2><ul>")
        for row in rows:
            due = f"<li>Timescale: {row.due_written}</li>" if row.due_written else ""
            parts.append(
                f"<li>{row.ref}: {escape(row.action)}<ul><li>Responsible: {escape(row.owner)}</li>{due}"
                f"<li>Status: {row.rag}</li></ul></li>"
            )
        parts.append("</ul>")
    parts.append("</main></body></html>")
    path.write_text("".join(parts), encoding="utf-8")
    return list(ROWS)


def markdown_table(path: Path) -> list[Wanted]:
    """A table in Markdown, with letters for the RAG."""
    lines = [
        "# Plan",
        "",
        "| ID | Theme | Initiative | Lead/Owner | Target | RAG (Nov) |",
        "|---|---|---|---|---|---|",
    ]
    for row in ROWS:
        lines.append(f"| {row.ref} | {row.priority} | {row.action} | {row.owner} | {row.due_written} | {row.rag[0]} |")
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(ROWS)


def csv_export(path: Path) -> list[Wanted]:
    """The plan as some system gave it out."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Action ID", "Workstream", "Action description", "Assigned to", "Due date", "State"])
        words = {"Green": "In progress", "Amber": "At risk", "Red": "Late", "Blue": "Done"}
        for row in ROWS:
            writer.writerow([row.ref, row.priority, row.action, row.owner, row.due_written, words[row.rag]])
    return list(ROWS)


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text), _STYLES["BodyText"])


def pdf_over_pages(path: Path) -> list[Wanted]:
    """A long ruled table that runs over several pages and gives its header on each."""
    rows = [
        replace(row, ref=f"{row.ref}{letter}", action=f"{row.action}, {part}")
        for letter, part in (("a", "in the north"), ("b", "in the west"), ("c", "on the coast"))
        for row in ROWS
    ]
    names = ("Ref", "Priority", "Action", "Lead", "Timescale", "Status")
    data = [[_cell(name) for name in names]]
    data += [[_cell(text) for text in (r.ref, r.priority, r.action, r.owner, r.due_written, r.rag)] for r in rows]
    table = Table(data, repeatRows=1, colWidths=[50, 110, 260, 150, 90, 60])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([Paragraph("Delivery plan", _STYLES["Title"]), table])
    return rows


def pdf_heading_rows(path: Path) -> list[Wanted]:
    """A ruled table with a row across for each priority, and coloured cells without a word."""
    data: list[list[object]] = [["No", "What will we do", "Who", "Deadline", "RAG"]]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    for priority, rows in groupby(ROWS, key=lambda row: row.priority):
        style.append(("SPAN", (0, len(data)), (-1, len(data))))
        data.append([f"Priority: {priority}", "", "", "", ""])
        for row in rows:
            style.append(("BACKGROUND", (4, len(data)), (4, len(data)), colors.HexColor(f"#{COLOURS[row.rag]}")))
            data.append([row.ref, _cell(row.action), _cell(row.owner), row.due_written, ""])
    table = Table(data, colWidths=[45, 230, 120, 95, 40])
    table.setStyle(TableStyle(style))
    SimpleDocTemplate(str(path), pagesize=A4).build([table])
    return list(ROWS)


def pdf_bullets(path: Path) -> list[Wanted]:
    """Headings and bullets on a page."""
    story: list[object] = [Paragraph("Our delivery plan", _STYLES["Title"])]
    for number, (priority, rows) in enumerate(groupby(ROWS, key=lambda row: row.priority), start=1):
        story.append(Paragraph(f"Priority {number}: {priority}", _STYLES["Heading1"]))
        items = []
        for row in rows:
            by = f" By: {row.due_written}." if row.due_written else ""
            text = escape(f"{row.ref} {row.action}. Lead: {row.owner}.{by} Status: {row.rag}.")
            items.append(ListItem(Paragraph(text, _STYLES["BodyText"])))
        story += [ListFlowable(items, bulletType="bullet", start="•"), Spacer(1, 8)]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return list(ROWS)


PAGES: tuple[tuple[Layout, str], ...] = (
    (html_spans_and_colours, ".html"),
    (html_nested_lists, ".html"),
    (markdown_table, ".md"),
    (csv_export, ".csv"),
    (pdf_over_pages, ".pdf"),
    (pdf_heading_rows, ".pdf"),
    (pdf_bullets, ".pdf"),
)
