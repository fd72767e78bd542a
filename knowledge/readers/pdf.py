"""Reads PDF files: text in reading order, paragraphs made whole, tables, page numbers kept."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from knowledge.errors import UnreadableDocument
from knowledge.readers.blocks import Block, BlockKind, Reading
from knowledge.readers.limits import Deadline, Limits, check_characters
from knowledge.readers.pdf_forms import forms_drawn
from knowledge.readers.pdf_furniture import without_furniture
from knowledge.readers.pdf_guard import check_streams
from knowledge.readers.pdf_hidden import HiddenOnPage, take_hidden
from knowledge.readers.pdf_lines import Line, lines_of
from knowledge.readers.pdf_paragraphs import Paragraphs
from knowledge.readers.pdf_tables import FoundTable, Tables, find_tables
from knowledge.readers.tidy import tidy
from knowledge.readers.titles import guess_title

_RULES = 3_000
_NO_TITLE = (
    "microsoft word",
    "untitled",
    "microsoft powerpoint",
    "microsoft excel",
    "(anonymous)",
    "unspecified",
)
_FILE_ENDINGS = (".doc", ".docx", ".pdf", ".pptx", ".xlsx", ".indd")


def read_pdf(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a PDF file that has a text layer."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument(name, "is damaged, or not really a PDF. Open it and save it again.")
    check_streams(name, data, limits)
    deadline = Deadline(name, limits)
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except Exception as error:
        if "password" in f"{error!r} {error.__cause__!r} {error.__context__!r}".lower():
            raise UnreadableDocument(name, "is password protected. Save a copy without the password.") from error
        raise
    with pdf:
        if len(pdf.pages) > limits.pdf_pages:
            raise UnreadableDocument(name, f"has more than {limits.pdf_pages} pages. Split it into smaller files.")
        pages, tables, silent, unseen = _pages(pdf.pages, name, limits, deadline.check)
        metadata: dict[str, Any] = pdf.metadata or {}
    if not any(pages) and not any(tables):
        raise UnreadableDocument(name, "has no text layer; it looks scanned: run OCR on it, and use the result.")
    body = without_furniture(pages)
    blocks = _blocks(body, tables)
    kept = {id(line) for page in body for line in page}
    edges = dict.fromkeys(line.text for page in pages for line in page if id(line) not in kept)
    notes = [f"pages without text, which look scanned: {_listed(silent)}."] if silent else []
    scans = [number for number, page in enumerate(unseen, start=1) if page.is_scan]
    if scans:
        notes.append(
            f"scanned pages, read by the words that lie unseen behind their picture: {_listed(scans)}. "
            "Check that they say what the picture says."
        )
    hidden = tuple(one for page in unseen for one in page.hidden)
    return Reading(
        blocks=tuple(blocks), title=_title(metadata, blocks), warnings=tuple(notes), edges=tuple(edges), hidden=hidden
    )


def _pages(
    pages: list[Page], name: str, limits: Limits, check_time: Callable[[], None]
) -> tuple[list[list[Line]], list[list[FoundTable]], list[int], list[HiddenOnPage]]:
    lines: list[list[Line]] = []
    tables: list[list[FoundTable]] = []
    silent: list[int] = []
    unseen: list[HiddenOnPage] = []
    characters = 0
    for page in pages:
        check_time()
        found, on_page, hidden = _page(page, name, limits)
        unseen.append(hidden)
        characters += len(page.chars)
        check_characters(name, characters, limits)
        if not page.chars and page.images:
            silent.append(page.page_number)
        lines.append(found)
        tables.append(on_page)
        # A page's objects are held until it is closed; a long file would fill the memory.
        page.close()
    return lines, tables, silent, unseen


def _page(page: Page, name: str, limits: Limits) -> tuple[list[Line], list[FoundTable], HiddenOnPage]:
    too_much = UnreadableDocument(
        name,
        f"has more on page {page.page_number} than a page can hold. Print it to a new PDF, and use that.",
    )
    if forms_drawn(page) > limits.pdf_page_forms:
        raise too_much
    hidden = take_hidden(page)
    if len(page.chars) > limits.pdf_page_objects:
        raise too_much
    # A drawing of thousands of lines is a map or a chart, and looking for tables in it takes minutes.
    rules = len(page.lines) + len(page.rects) + len(page.curves)
    tables = find_tables(page) if 0 < rules < _RULES else []
    words = page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15)
    outside = [word for word in words if not any(_inside(word, table) for table in tables)]
    return lines_of(outside, page.page_number, float(page.height)), tables, hidden


def _inside(word: dict[str, Any], table: FoundTable) -> bool:
    left, top, right, bottom = table.box
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= across <= right and top <= down <= bottom)


def _blocks(pages: list[list[Line]], tables: list[list[FoundTable]]) -> list[Block]:
    setting = Paragraphs([line for page in pages for line in page])
    numbered = Tables()
    blocks: list[Block] = []
    last: Line | None = None
    for number, (lines, found) in enumerate(zip(pages, tables, strict=True), start=1):
        rest = lines
        for table in found:
            above = [line for line in rest if line.top < table.box[1]]
            rest = [line for line in rest if line.top >= table.box[1]]
            _extend(blocks, setting, above, last)
            last = above[-1] if above else last
            goes_on = bool(blocks) and blocks[-1].kind is BlockKind.TABLE and blocks[-1].page == number - 1
            grid = numbered.table(table, may_go_on=goes_on)
            blocks.append(Block(kind=BlockKind.TABLE, page=number, table=grid))
        _extend(blocks, setting, rest, last)
        last = rest[-1] if rest else last
    return blocks


def _extend(blocks: list[Block], setting: Paragraphs, lines: list[Line], last: Line | None) -> None:
    """Add the blocks of some lines; the first may go on from a paragraph on the page before."""
    more = setting.blocks(lines)
    if blocks and more and last is not None and blocks[-1].kind is not BlockKind.TABLE:
        first = more[0]
        crosses = lines[0].page == last.page + 1 and first.kind is BlockKind.PARAGRAPH
        if crosses and setting.goes_on_after_page(blocks[-1], last, lines[0]):
            blocks[-1] = setting.joined(blocks[-1], first.text)
            more = more[1:]
    blocks.extend(more)


def _title(metadata: dict[str, Any], blocks: list[Block]) -> str | None:
    named = tidy(str(metadata.get("Title") or ""))
    low = named.casefold()
    if named and not low.startswith(_NO_TITLE) and not low.endswith(_FILE_ENDINGS):
        return named
    headings = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    return headings[0].text if headings and not headings[0].text[:1].isdigit() else guess_title(blocks)


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return shown if len(numbers) <= 10 else f"{shown} and {len(numbers) - 10} more"
