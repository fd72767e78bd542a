"""Takes out of a Word document what a person who opens it does not see."""

import re
from collections.abc import Iterator, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from knowledge.readers.colours import WHITE, looks_alike
from knowledge.readers.hidden import Hidden, HiddenKind, says_something
from knowledge.readers.tidy import tidy
from knowledge.readers.word_styles import Styles
from knowledge.readers.word_text import text_of
from knowledge.unseen import carries_unseen

_TINY = 4  # half points
_OFF = {"0", "false", "off", "none"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
# The colours of Word's marker pen, of which only white hides anything.
_MARKER_WHITE = {"white": WHITE, "none": ""}
_SOME_COLOUR = "808080"
_DELETED = (qn("w:del"), qn("w:moveFrom"))


def take_hidden(document: WordDocument, styles: Styles) -> tuple[Hidden, ...]:
    """Take the hidden runs out of a document's body, and say what they were and where."""
    return (*_Search(document, styles).run(), *_comments(document))


class _Search:
    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._body: Element = document.element.body
        self._styles = styles
        self._page = _page_colour(document)
        self._place = "at the top"

    def run(self) -> Iterator[Hidden]:
        for paragraph in list(self._body.iter(qn("w:p"))):
            yield from self._paragraph(paragraph)
            if self._styles.of(paragraph).heading_level:
                heading = tidy(text_of(paragraph))[:60]
                self._place = f'under "{heading}"' if heading else self._place

    def _paragraph(self, paragraph: Element) -> Iterator[Hidden]:
        deleted = ("".join(part.itertext()) for part in paragraph.iter(*_DELETED))
        if any(says_something(text) for text in deleted):
            yield Hidden(kind=HiddenKind.DELETED, place=self._place)
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        row_hidden = row is not None and row.find(f"{qn('w:trPr')}/{qn('w:hidden')}") is not None
        for run in list(paragraph.iter(qn("w:r"))):
            text = text_of(run)
            if carries_unseen(text):
                yield Hidden(kind=HiddenKind.CHARACTERS, place=self._place)
            if not text.strip():
                continue
            kind = HiddenKind.NOT_SHOWN if row_hidden else self._kind(run, paragraph)
            if kind is None:
                continue
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
            if says_something(text):
                yield Hidden(kind=kind, place=self._place)

    def _kind(self, run: Element, paragraph: Element) -> HiddenKind | None:
        own = run.find(qn("w:rPr"))
        settings = [own] if own is not None else []
        settings += self._styles.run_settings(own, paragraph)
        vanish = _first(settings, "w:vanish")
        if vanish is not None and str(vanish.get(qn("w:val"), "1")) not in _OFF:
            return HiddenKind.NOT_SHOWN
        size = _value(_first(settings, "w:sz"))
        if size.isdecimal() and int(size) < _TINY:
            return HiddenKind.TINY
        colour = _value(_first(settings, "w:color"))
        if not _HEX.fullmatch(colour):
            return None
        behind = self._behind(settings, paragraph)
        return HiddenKind.SAME_COLOUR if looks_alike(colour.upper(), behind) else None

    def _behind(self, settings: Sequence[Element], paragraph: Element) -> str:
        """The colour behind a run: of its marker, its shading, its paragraph's, its cell's, its table's, the page's."""
        marker = _value(_first(settings, "w:highlight"))
        if marker and _MARKER_WHITE.get(marker, _SOME_COLOUR):
            return _MARKER_WHITE.get(marker, _SOME_COLOUR)
        shadings = [_first(settings, "w:shd"), *self._styles.paragraph_shadings(paragraph)]
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        if cell is not None:
            shadings.append(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
        for shading in shadings:
            fill = str(shading.get(qn("w:fill"), "")) if shading is not None else ""
            if _HEX.fullmatch(fill):
                return fill.upper()
        table = next(paragraph.iterancestors(qn("w:tbl")), None)
        if table is not None and self._styles.table_is_shaded(table):
            return _SOME_COLOUR
        return self._page


def _page_colour(document: WordDocument) -> str:
    background = document.element.find(qn("w:background"))
    colour = str(background.get(qn("w:color"), "")) if background is not None else ""
    return colour.upper() if _HEX.fullmatch(colour) else WHITE


def _comments(document: WordDocument) -> list[Hidden]:
    """The comments in the margin, which are nobody's published words."""
    count = sum(says_something(comment.text) for comment in document.comments)
    return [Hidden(kind=HiddenKind.COMMENT, place=f"in the margin, {count} in all")] if count else []


def _first(settings: Sequence[Element], name: str) -> Element | None:
    return next((found for one in settings if (found := one.find(qn(name))) is not None), None)


def _value(element: Element | None) -> str:
    return str(element.get(qn("w:val")) or "") if element is not None else ""
