"""Finds out from a paragraph's style what it is: a heading, a list item, a line of the contents page."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_HEADING = re.compile(r"^heading (\d)$")
_DEPTH = 20


@dataclass(frozen=True)
class Style:
    """What a style says about its paragraphs."""

    heading_level: int = 0
    is_list: bool = False
    is_contents: bool = False
    list_id: str | None = None
    list_level: int = 0


class Styles:
    """The styles of one document, each looked up once."""

    def __init__(self, document: WordDocument) -> None:
        root: Element = document.styles.element
        self._elements = {str(style.get(qn("w:styleId"))): style for style in root.iterfind(qn("w:style"))}
        self._known: dict[str, Style] = {}
        self._default = next((name for name, style in self._elements.items() if _is_default(style)), "")
        self._everywhere = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def of(self, paragraph: Element) -> Style:
        """The style of a paragraph; its own outline level counts as a heading style."""
        style_id = _named(paragraph, "w:pPr", "w:pStyle")
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def run_settings(self, own: Element | None, paragraph: Element) -> list[Element]:
        """What styles say of a run's look, the nearest first: its own style, its paragraph's, the document's."""
        style = own.find(qn("w:rStyle")) if own is not None else None
        chain = self._chain(_value(style)) + self._chain(_named(paragraph, "w:pPr", "w:pStyle") or self._default)
        found = [settings for each in chain if (settings := each.find(qn("w:rPr"))) is not None]
        return found if self._everywhere is None else [*found, self._everywhere]

    def paragraph_shadings(self, paragraph: Element) -> list[Element]:
        """The shadings of a paragraph, its own before those of its styles."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}")
        chain = self._chain(_named(paragraph, "w:pPr", "w:pStyle") or self._default)
        styled = [shading for each in chain if (shading := each.find(f"{qn('w:pPr')}/{qn('w:shd')}")) is not None]
        return styled if own is None else [own, *styled]

    def table_is_shaded(self, table: Element) -> bool:
        """Whether a table's style shades some of its cells; which they are is Word's to work out."""
        chain = self._chain(_named(table, "w:tblPr", "w:tblStyle"))
        shadings = (shading for each in chain for shading in each.iter(qn("w:shd")))
        return any(shading.get(qn("w:fill")) not in (None, "auto") for shading in shadings)

    def _chain(self, style_id: str) -> list[Element]:
        """The style and those that it is based on."""
        chain: list[Element] = []
        while style_id in self._elements and len(chain) < _DEPTH:
            style = self._elements[style_id]
            chain.append(style)
            base = style.find(qn("w:basedOn"))
            style_id = str(base.get(qn("w:val"))) if base is not None else ""
        return chain

    def _read(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        names = [_value(style.find(qn("w:name"))).lower() for style in chain]
        numbered = [style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for style in chain]
        number = next((found for found in numbered if found is not None), None)
        level = _value(number.find(qn("w:ilvl"))) if number is not None else ""
        return Style(
            heading_level=_heading_level(names),
            is_list=bool(names) and names[0].startswith(("list bullet", "list number")),
            is_contents=bool(names) and names[0].startswith(("toc ", "table of ")),
            list_id=(_value(number.find(qn("w:numId"))) or None) if number is not None else None,
            list_level=int(level) if level.isdecimal() and len(level) < 3 else 0,
        )


def _heading_level(names: list[str]) -> int:
    for name in names:
        if name == "title":
            return 1
        found = _HEADING.match(name)
        if found:
            return int(found.group(1))
    return 0


def _is_default(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _named(element: Element, properties: str, name: str) -> str:
    return _value(element.find(f"{qn(properties)}/{qn(name)}"))


def _value(element: Element | None) -> str:
    return str(element.get(qn("w:val")) or "") if element is not None else ""
