"""Reads saved web pages: the content, without the furniture around it."""

import re
import warnings

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from knowledge.readers.blocks import Block, BlockKind, Reading
from knowledge.readers.html_elements import BLOCK_TAGS, is_furniture, source_text, text_of
from knowledge.readers.html_hidden import take_hidden
from knowledge.readers.html_tables import read_table
from knowledge.readers.limits import Limits
from knowledge.readers.list_marks import BULLET, split_mark
from knowledge.readers.numbering import looks_numbered
from knowledge.readers.text_files import decode
from knowledge.readers.tidy import tidy, tidy_lines
from knowledge.readers.titles import guess_title

_HEADING = re.compile(r"^h[1-6]$")
_DEPTH = 200


def read_html(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a saved web page."""
    text = decode(data, name, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text, "lxml")
    hidden = take_hidden(soup)
    root = soup.find("main") or soup.find(True, {"role": "main"}) or soup.body or soup
    blocks = _Walk(limits, name).blocks(root)
    page_title = tidy(soup.title.get_text()) if soup.title else None
    first = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return Reading(blocks=tuple(blocks), title=first or page_title or guess_title(blocks), hidden=hidden)


class _Walk:
    """Walks the page in order, keeping the text of each block until the block ends."""

    def __init__(self, limits: Limits, name: str) -> None:
        self._limits = limits
        self._name = name
        self._found: list[Block] = []
        self._held: list[str] = []
        self._marker: str | None = None
        self._item_depth = 0
        self._in_item = False
        self._level = 0
        self._tables = 0

    def blocks(self, root: Tag) -> list[Block]:
        self._children(root, 0)
        self._flush()
        return self._found

    def _children(self, tag: Tag, depth: int) -> None:
        if depth > _DEPTH:
            self._held.append(tag.get_text(" "))
            return
        for child in tag.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._held.append(child if tag.name == "pre" else source_text(child))
            elif isinstance(child, Tag) and not is_furniture(child):
                self._element(child, depth + 1)

    def _element(self, tag: Tag, depth: int) -> None:
        if tag.name == "br":
            self._held.append("\n")
        elif tag.name not in BLOCK_TAGS:
            self._children(tag, depth)
        else:
            self._flush()
            self._block(tag, depth)
            self._flush()

    def _block(self, tag: Tag, depth: int) -> None:
        if _HEADING.match(tag.name):
            self._heading(tidy(text_of(tag)), int(tag.name[1]))
        elif tag.name in ("ul", "ol", "menu"):
            self._list(tag, depth)
        elif tag.name == "dl":
            self._terms(tag)
        elif tag.name == "table":
            self._table(tag, depth)
        elif tag.name == "details":
            self._details(tag, depth)
        else:
            self._children(tag, depth)

    def _heading(self, text: str, level: int) -> None:
        self._level = level
        if text:
            self._found.append(Block(kind=BlockKind.HEADING, text=text, level=level))

    def _list(self, tag: Tag, depth: int) -> None:
        outer = self._marker, self._in_item
        self._item_depth += 1
        number = _whole(tag.get("start"), 1)
        style = str(tag.get("type") or "1")
        for item in tag.find_all("li", recursive=False):
            if is_furniture(item):
                continue
            self._marker = _ordered_marker(number, style) if tag.name == "ol" else BULLET
            self._in_item = True
            number += 1
            self._children(item, depth + 1)
            self._flush()
        self._item_depth -= 1
        self._marker, self._in_item = outer

    def _terms(self, tag: Tag) -> None:
        """A list of terms reads as labels: one line for each term with its value."""
        lines: list[str] = []
        for entry in tag.find_all(["dt", "dd"]):
            text = tidy(text_of(entry))
            if entry.name == "dt" or not lines:
                lines.append(f"{text.rstrip(':')}:")
            else:
                lines[-1] = f"{lines[-1]} {text}"
        if lines:
            self._found.append(Block(kind=BlockKind.PARAGRAPH, text="\n".join(lines)))

    def _table(self, tag: Tag, depth: int) -> None:
        if tag.find("table") is not None:
            # A table around tables only lays out the page.
            for cell in tag.find_all(["td", "th", "caption"]):
                if cell.find_parent("table") is tag:
                    self._flush()
                    self._children(cell, depth + 1)
            return
        caption = tag.find("caption")
        if caption is not None and tidy(text_of(caption)):
            self._found.append(Block(kind=BlockKind.PARAGRAPH, text=tidy(text_of(caption))))
        table = read_table(tag, f"table {self._tables + 1}", self._name, self._limits)
        if table.rows:
            self._tables += 1
            self._found.append(Block(kind=BlockKind.TABLE, table=table))

    def _details(self, tag: Tag, depth: int) -> None:
        """A fold-out section is a subsection, headed by its summary; what follows it is not in it."""
        summary = tag.find("summary", recursive=False)
        level, outer = min(self._level + 1, 7), self._level
        if summary is not None:
            self._heading(tidy(text_of(summary)), level)
            summary.extract()
        self._children(tag, depth)
        self._flush()
        if summary is not None:
            self._found.append(Block(kind=BlockKind.HEADING, level=level))
        self._level = outer

    def _flush(self) -> None:
        text = tidy_lines("".join(self._held)).strip()
        self._held = []
        if not text:
            return
        if self._marker is not None:
            # A paragraph number or letter typed into the item is its mark; one the page would add is not.
            depth = self._item_depth - 1
            marker = BULLET if looks_numbered(text) or split_mark(text)[0] else self._marker
            self._found.append(Block(kind=BlockKind.LIST_ITEM, text=text, marker=marker, level=depth))
            self._marker = None
        elif self._in_item and self._found and self._found[-1].kind is BlockKind.LIST_ITEM:
            last = self._found[-1]
            self._found[-1] = last.model_copy(update={"text": f"{last.text} {text}"})
        else:
            self._found.append(Block(kind=BlockKind.PARAGRAPH, text=text))


def _ordered_marker(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)})"
    return f"{number}."


def _whole(value: object, otherwise: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
