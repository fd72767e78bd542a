"""Writes the poisoned documents as real files, each in its own format, with the attack hidden as its case says."""

from collections.abc import Callable
from pathlib import Path

from docx import Document as WordDocument
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Font

from evals.red_team import DocumentFormat, Hiding, PoisonedDocument

_TITLE = "Notes on {name}"


def write_poisoned(document: PoisonedDocument, folder: Path) -> Path:
    """Write one poisoned document into a folder; its file is called after it."""
    path = folder / f"{document.id}.{document.format}"
    _WRITERS[document.format](document, path)
    return path


def _title(document: PoisonedDocument) -> str:
    return _TITLE.format(name=document.id.replace("-", " "))


def _write_markdown(document: PoisonedDocument, path: Path) -> None:
    path.write_text(f"# {_title(document)}\n\n{document.body}\n\n{document.payload}\n", encoding="utf-8")


def _write_plain(document: PoisonedDocument, path: Path) -> None:
    path.write_text(f"{_title(document)}\n\n{document.body}\n\n{document.payload}\n", encoding="utf-8")


def _write_html(document: PoisonedDocument, path: Path) -> None:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{_title(document)}</title></head><body><main>"
    page += f"<h1>{_title(document)}</h1>\n{document.body}\n{document.payload}\n</main></body></html>"
    path.write_text(page, encoding="utf-8")


def _write_csv(document: PoisonedDocument, path: Path) -> None:
    path.write_text(f"Action,Owner\n{document.body}\n{document.payload}\n", encoding="utf-8")


def _write_word(document: PoisonedDocument, path: Path) -> None:
    word = WordDocument()
    word.add_heading(_title(document), 1)
    word.add_paragraph(document.body)
    if document.how is Hiding.TABLE_CELL:
        table = word.add_table(2, 2)
        for place, text in enumerate(("Service", "Note", "Advice", document.payload)):
            table.cell(place // 2, place % 2).text = text
    else:
        run = word.add_paragraph().add_run(document.payload)
        if document.how is Hiding.VANISH:
            run.font.hidden = True
        elif document.how is Hiding.WHITE_ON_WHITE:
            run.font.color.rgb = RGBColor(255, 255, 255)
        elif document.how is Hiding.TINY_FONT:
            run.font.size = Pt(1)
    word.save(str(path))


def _write_workbook(document: PoisonedDocument, path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    sheet.append(["Entry", "Note"])
    sheet.append([document.body, ""])
    if document.how is Hiding.HIDDEN_COLUMN:
        sheet["C1"], sheet["C2"] = "Internal", document.payload
        sheet.column_dimensions["C"].hidden = True
    elif document.how is Hiding.HIDDEN_SHEET:
        other = book.create_sheet("Internal")
        other["A1"] = document.payload
        other.sheet_state = "hidden"
    elif document.how is Hiding.TABLE_CELL:
        sheet["B2"] = document.payload
    else:
        sheet["A3"] = document.payload
        if document.how is Hiding.WHITE_ON_WHITE:
            sheet["A3"].font = Font(color="FFFFFFFF")
    book.save(path)


_WRITERS: dict[DocumentFormat, Callable[[PoisonedDocument, Path], None]] = {
    DocumentFormat.MD: _write_markdown,
    DocumentFormat.TXT: _write_plain,
    DocumentFormat.HTML: _write_html,
    DocumentFormat.CSV: _write_csv,
    DocumentFormat.DOCX: _write_word,
    DocumentFormat.XLSX: _write_workbook,
}
