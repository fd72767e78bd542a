"""Each row of a table can be read alone, and is found again in the place a person would look for it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from reportlab.lib import colors
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from knowledge.documents import DocumentKind, LocatorKind, Passage
from knowledge.readers import read_file
from knowledge.readers.hidden import Hidden, HiddenKind

ReadText = Callable[..., tuple[Passage, ...]]
ReadPath = Callable[..., tuple[Passage, ...]]

ROWS = [
    ["Ref", "Action", "Owner", "Due"],
    ["1.1", "Train all SENCOs", "Head of Inclusion", "March 2027"],
    ["1.2", "Open two hubs", "NHS Dorset", "July 2027"],
]
FIRST = "Ref: 1.1 | Action: Train all SENCOs | Owner: Head of Inclusion | Due: March 2027"


def write_csv(path: Path) -> None:
    path.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")


def write_markdown(path: Path) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    path.write_text("\n".join([lines[0], "|---|---|---|---|", *lines[1:]]), encoding="utf-8")


def write_html(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(f"<table>{rows}</table>", encoding="utf-8")


def write_word(path: Path) -> None:
    document = WordDocument()
    table = document.add_table(rows=3, cols=4)
    for index, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(index, column).text = text
    document.save(str(path))


def write_excel(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for row in ROWS:
        sheet.append(row)
    book.save(path)


def write_pdf(path: Path) -> None:
    table = Table(ROWS)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    SimpleDocTemplate(str(path)).build([table])


WRITERS = {
    ".csv": (write_csv, "row 2", "row-2"),
    ".md": (write_markdown, "table 1, row 2", "table-1-row-2"),
    ".html": (write_html, "table 1, row 2", "table-1-row-2"),
    ".docx": (write_word, "table 1, row 2", "table-1-row-2"),
    ".xlsx": (write_excel, 'sheet "Plan", row 2', "plan-row-2"),
    ".pdf": (write_pdf, "table 1, row 2", "table-1-row-2"),
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_row_is_read_with_its_column_names(suffix: str, tmp_path: Path, passages_in: ReadPath) -> None:
    write, label, anchor = WRITERS[suffix]
    path = tmp_path / f"plan{suffix}"
    write(path)
    passages = passages_in(path, DocumentKind.DELIVERY_PLAN)
    assert len(passages) == 2
    assert passages[0].text == FIRST
    assert (passages[0].locator.kind, passages[0].locator.label) == (LocatorKind.ROW, label)
    assert passages[0].anchor == anchor


def make_plan(path: Path) -> None:
    """A plan as officers make them: a title, a two-row header, merged cells, a group row, a gap, colours."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Delivery Plan"
    sheet["A1"] = "SEND Delivery Plan"
    sheet.merge_cells("A1:E1")
    for place, text in {
        "A3": "Outcome",
        "B3": "Action",
        "C3": "When",
        "C4": "Start",
        "D4": "End",
        "E3": "RAG",
    }.items():
        sheet[place] = text
    for merged in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(merged)
    sheet["A5"] = "Priority 1: Early identification"
    sheet.merge_cells("A5:E5")
    sheet["A6"], sheet["B6"], sheet["C6"], sheet["D6"] = (
        "Needs met",
        "Train staff",
        date(2026, 1, 5),
        "Ongoing",
    )
    sheet["B7"], sheet["C7"], sheet["E7"] = "Share tools", datetime(2026, 3, 31), 0.5
    sheet.merge_cells("A6:A7")
    sheet["E7"].number_format = "0%"
    sheet["E6"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["A9"] = "Priority 2: Inclusion"
    sheet.merge_cells("A9:E9")
    sheet["A10"], sheet["B10"] = "Belonging", "Open hubs\nin two towns"
    book.create_sheet("Notes for us").sheet_state = "hidden"
    book["Notes for us"]["A1"] = "secret"
    book.save(path)


def test_a_real_looking_plan_reads_row_by_row(tmp_path: Path, passages_in: ReadPath) -> None:
    path = tmp_path / "plan.xlsx"
    make_plan(path)
    passages = passages_in(path, DocumentKind.DELIVERY_PLAN)
    assert [(passage.locator.label, passage.text) for passage in passages] == [
        (
            'sheet "Delivery Plan", row 6',
            "Outcome: Needs met | Action: Train staff | When – Start: 5 January 2026 | When – End: Ongoing",
        ),
        (
            'sheet "Delivery Plan", row 7',
            "Outcome: Needs met | Action: Share tools | When – Start: 31 March 2026 | RAG: 50%",
        ),
        ('sheet "Delivery Plan", row 10', "Outcome: Belonging | Action: Open hubs; in two towns"),
    ]
    assert passages[0].headings == ("SEND Delivery Plan", "Priority 1: Early identification")
    assert passages[2].headings == ("SEND Delivery Plan", "Priority 2: Inclusion")
    assert passages[0].anchor == "delivery-plan-row-6"


def test_fills_are_kept_and_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    make_plan(path)
    reading = read_file(path, path.name)
    assert reading.title == "SEND Delivery Plan"
    (block,) = reading.blocks
    assert block.table is not None
    fills = {cell.fill for row in block.table.rows for cell in row}
    assert fills == {None, "00B050"}
    assert Hidden(kind=HiddenKind.SHEET, place='sheet "Notes for us"') in reading.hidden


def test_formulas_without_a_saved_value_are_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Part", "Cost"])
    sheet.append(["One", "=1+1"])
    path = tmp_path / "sums.xlsx"
    book.save(path)
    assert "no saved value" in read_file(path, path.name).warnings[0]


def test_word_cells_that_are_merged_and_coloured_are_read(tmp_path: Path, passages_in: ReadPath) -> None:
    document = WordDocument()
    table = document.add_table(rows=4, cols=3)
    for column, text in enumerate(["Outcome", "Action", "RAG"]):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "Priority 1: Help"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "Met"
    table.cell(2, 1).text, table.cell(3, 1).text, table.cell(2, 2).text = "Train", "Share", "Green"
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="92d050"/>')
    table.cell(2, 2)._tc.get_or_add_tcPr().append(shade)
    path = tmp_path / "plan.docx"
    document.save(str(path))
    passages = passages_in(path, DocumentKind.DELIVERY_PLAN)
    assert [(passage.text, passage.headings) for passage in passages] == [
        ("Outcome: Met | Action: Train | RAG: Green", ("Priority 1: Help",)),
        ("Outcome: Met | Action: Share", ("Priority 1: Help",)),
    ]
    grid = read_file(path, path.name).blocks[0].table
    assert grid is not None
    assert grid.rows[2][2].fill == "92D050"


def test_spans_of_a_web_table_fill_every_place_they_cover(passages_of: ReadText) -> None:
    html = """<table><tr><th>Town</th><th>Day</th><th>Time</th></tr>
    <tr><td rowspan="2">Poole</td><td>Monday</td><td>9am</td></tr>
    <tr><td colspan="2">Closed</td></tr></table>"""
    passages = passages_of(html, ".html", DocumentKind.PAGE)
    assert [passage.text for passage in passages] == [
        "Town: Poole | Day: Monday | Time: 9am",
        "Town: Poole | Day: Closed | Time: Closed",
    ]


def test_a_table_that_names_its_rows_reads_as_facts(passages_of: ReadText) -> None:
    html = "<table><tr><th>Phone</th><td>01305 000000</td></tr><tr><th>Email</th><td>a@x.org</td></tr></table>"
    passages = passages_of(html, ".html", DocumentKind.PAGE)
    assert [passage.text for passage in passages] == ["Phone: 01305 000000", "Email: a@x.org"]


def test_a_table_over_two_pdf_pages_keeps_its_header_and_its_row_numbers(tmp_path: Path, passages_in: ReadPath) -> None:
    rows = [["Ref", "Action"], *([str(number), f"Do thing number {number}"] for number in range(1, 61))]
    table = Table(rows, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    path = tmp_path / "plan.pdf"
    SimpleDocTemplate(str(path)).build([table])
    passages = passages_in(path, DocumentKind.DELIVERY_PLAN)
    assert [passage.locator.label for passage in passages] == [f"table 1, row {number}" for number in range(2, 62)]
    assert passages[-1].text == "Ref: 60 | Action: Do thing number 60"
    assert passages[-1].page == 2


def test_the_colour_behind_a_pdf_cell_is_read(tmp_path: Path) -> None:
    table = Table(ROWS)
    green = colors.HexColor("#00B050")
    style = [("GRID", (0, 0), (-1, -1), 1, colors.black), ("BACKGROUND", (3, 1), (3, 1), green)]
    table.setStyle(TableStyle(style))
    path = tmp_path / "plan.pdf"
    SimpleDocTemplate(str(path)).build([table])
    grid = read_file(path, path.name).blocks[0].table
    assert grid is not None
    assert [[cell.fill for cell in row] for row in grid.rows[1:]] == [
        [None, None, None, "00B050"],
        [None] * 4,
    ]
