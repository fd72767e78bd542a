"""Reads Word documents: headings by style, lists by their numbering, tables, in the order of the body."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx import Document as open_docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from knowledge.readers.blocks import Block, BlockKind, Reading
from knowledge.readers.limits import Limits, check_entities, open_archive
from knowledge.readers.list_marks import BULLET
from knowledge.readers.numbering import looks_numbered
from knowledge.readers.office import check_office
from knowledge.readers.tidy import tidy, tidy_lines
from knowledge.readers.titles import guess_title
from knowledge.readers.word_hidden import take_hidden
from knowledge.readers.word_numbering import Numbering
from knowledge.readers.word_styles import Styles
from knowledge.readers.word_tables import read_table
from knowledge.readers.word_text import text_of

_CONTAINERS = {
    qn("w:sdt"),
    qn("w:sdtContent"),
    qn("w:ins"),
    qn("w:customXml"),
    qn("w:smartTag"),
    qn("w:moveTo"),
}
_TYPED_BULLET = re.compile(r"^[•·▪◦●○■□‣]\s*")
_DEPTH = 20


def read_word(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a Word document."""
    check_office(data, name, "docx")
    with open_archive(name, data, limits) as archive:
        check_entities(name, archive)
        _check_is_word(archive)
    document = open_docx(BytesIO(data))
    styles = Styles(document)
    hidden = take_hidden(document, styles)
    blocks = list(_Walk(document, styles, name, limits).blocks())
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    named = tidy(document.core_properties.title or "")
    if named.casefold() in {"word document", "title"}:
        named = ""
    return Reading(
        blocks=tuple(blocks),
        title=named or _plain_title(title) or guess_title(blocks),
        warnings=_text_boxes(document),
        edges=tuple(_edges(document)),
        hidden=hidden,
    )


def _edges(document: WordDocument) -> Iterator[str]:
    """The texts of the headers and footers of its pages."""
    for section in document.sections:
        for edge in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not edge.is_linked_to_previous:
                yield tidy(" ".join(edge._element.itertext()))


def _text_boxes(document: WordDocument) -> tuple[str, ...]:
    # Word writes each box twice, for its older versions too.
    boxes = {"".join(box.itertext()).strip() for box in document.element.body.iter(qn("w:txbxContent"))} - {""}
    return (f"{len(boxes)} text boxes are not read: put their words into the text.",) if boxes else ()


def _check_is_word(archive: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" not in archive.namelist():
        raise ValueError("no content types: a zip, but not an Office file")


def _plain_title(title: str | None) -> str | None:
    """A first heading with a number names a section, not the document."""
    return None if title is None or title[:1].isdigit() else title


class _Walk:
    """Walks the body in order."""

    def __init__(self, document: WordDocument, styles: Styles, name: str, limits: Limits) -> None:
        self._body: Element = document.element.body
        self._styles = styles
        self._numbering = Numbering(document)
        self._name = name
        self._limits = limits
        self._tables = 0

    def blocks(self) -> Iterator[Block]:
        yield from self._children(self._body, 0)

    def _children(self, parent: Element, depth: int) -> Iterator[Block]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._tables += 1
                table = read_table(child, f"table {self._tables}", self._name, self._limits)
                yield Block(kind=BlockKind.TABLE, table=table)
            elif child.tag in _CONTAINERS and depth < _DEPTH and not _is_contents(child):
                yield from self._children(child, depth + 1)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        style = self._styles.of(element)
        list_place = self._numbering.place(element, style)
        text = tidy_lines(text_of(element)).strip()
        # Word counts a numbered paragraph also when it is empty, so the counting comes first.
        mark = self._numbering.mark(list_place) if list_place else ""
        if not text or style.is_contents:
            return
        if style.heading_level:
            number = f"{mark} " if mark and mark != BULLET else ""
            yield Block(kind=BlockKind.HEADING, text=f"{number}{tidy(text)}", level=style.heading_level)
        elif mark and looks_numbered(f"{mark} {text}"):
            yield Block(kind=BlockKind.PARAGRAPH, text=f"{mark} {text}")
        elif mark and list_place:
            yield Block(kind=BlockKind.LIST_ITEM, text=tidy(text), marker=mark, level=list_place.level)
        elif style.is_list or _TYPED_BULLET.match(text):
            yield Block(kind=BlockKind.LIST_ITEM, text=tidy(_TYPED_BULLET.sub("", text)), marker=BULLET)
        else:
            yield Block(kind=BlockKind.PARAGRAPH, text=text)


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and "contents" in str(gallery.get(qn("w:val"), "")).lower()
