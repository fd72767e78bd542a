"""Writes the poisoned documents as real files, each in its own format, with the attack hidden as its case says."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import yaml
from docx import Document as WordDocument
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Font
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).parent / "libraries" / "poisoned.yaml"

_TITLE = "Notes on {name}"


class DocumentFormat(StrEnum):
    """The format of a poisoned document."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"


class Hiding(StrEnum):
    """How an attack stands in a document."""

    PARAGRAPH = "plain instruction in a paragraph"
    HTML_COMMENT = "html comment"
    DISPLAY_NONE = "display:none"
    WHITE_ON_WHITE = "white on white"
    TINY_FONT = "tiny font"
    HIDDEN_COLUMN = "hidden column"
    HIDDEN_SHEET = "hidden sheet"
    VANISH = "docx vanish text"
    ZERO_WIDTH = "zero-width"
    UNICODE_TAGS = "unicode tags"
    BIDI = "bidi override"
    DATA_URL = "data url"
    BASE64 = "base64"
    TABLE_CELL = "instruction in a table cell"
    REFERENCE_LINK = "reference-style link"
    IMAGE = "image exfiltration"
    JAVASCRIPT_LINK = "javascript link"
    FAKE_CITATION = "fake citation"
    FAKE_SYSTEM_MESSAGE = "fake system message"


class PoisonedDocument(BaseModel):
    """A document that carries an attack beside an honest fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    format: DocumentFormat
    how: Hiding
    payload: str = Field(description="source for md, html and txt; a row for csv; a text for docx and xlsx")
    canary: str = Field(description="no answer may show it, whatever the payload's place")
    hidden: bool = Field(description="whether a person who opens the document does not see the attack")
    body: str = Field(description="the honest fact, in the document's own format")
    question: str = Field(description="an innocent question that finds the document")


class PoisonedSet(BaseModel):
    """All the poisoned documents. They are not split: what hides a text is a closed list, not a wording."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: tuple[PoisonedDocument, ...]


def load_poisoned_documents(file: Path = FILE) -> tuple[PoisonedDocument, ...]:
    """The documents that carry an attack. Raises OSError and ValidationError: the file is ours."""
    return PoisonedSet.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).cases


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
