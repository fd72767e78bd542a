"""Joins a PDF's lines into headings, paragraphs and list items."""

import re
from collections import Counter
from itertools import pairwise

from knowledge.readers.blocks import Block, BlockKind
from knowledge.readers.labels import is_label
from knowledge.readers.list_marks import split_mark
from knowledge.readers.numbering import looks_numbered
from knowledge.readers.pdf_lines import Line

_GLYPH = re.compile(r"^\(cid:\d+\)\s*")
_GLYPHS = re.compile(r"\(cid:\d+\)")
_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]{2,})-$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_NOT_TITLE_END = (".", ",", ";", ":")
_LARGER = 1.1
_HEADING_LENGTH = 160
_HEADING_LEVELS = 5


class Paragraphs:
    """Joins lines, knowing how the whole document is set: its text size, its leading, its heading sizes."""

    def __init__(self, lines: list[Line]) -> None:
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 0.0
        larger = sorted({line.size for line in lines if self._is_larger(line)}, reverse=True)
        self._levels = {size: min(level, _HEADING_LEVELS) for level, size in enumerate(larger, start=1)}
        self._leading = _leading(lines)
        self._words = Counter(word.casefold() for line in lines for word in re.findall(r"[\w-]+", line.text))

    def blocks(self, lines: list[Line]) -> list[Block]:
        """Join the lines that stand between two tables."""
        blocks: list[Block] = []
        before: Line | None = None
        for line in lines:
            text = _GLYPHS.sub("", _GLYPH.sub("• ", line.text)).strip()
            if not text:
                continue
            if before is not None and blocks and self._goes_on(blocks[-1], before, line, text):
                blocks[-1] = self._joined(blocks[-1], text)
            else:
                blocks.append(self._begun(line, text))
            before = line
        return blocks

    def goes_on_after_page(self, block: Block, before: Line, line: Line) -> bool:
        """Say whether a paragraph that fills its page's last line goes on with the next page's first."""
        filled = before.right > before.page_right - 0.15 * (before.page_right - before.left)
        fresh = split_mark(line.text)[0] or looks_numbered(line.text) or is_label(line.text)
        plain = block.kind is not BlockKind.HEADING and not self._heading_level(line, line.text)
        return plain and filled and not fresh and not _ENDED.search(block.text[-8:])

    def joined(self, block: Block, text: str) -> Block:
        """A block with more text, a hyphen at the break taken out if the word is known without it."""
        return self._joined(block, text)

    def _is_larger(self, line: Line) -> bool:
        return line.size >= self._body * _LARGER and len(line.text) <= _HEADING_LENGTH

    def _heading_level(self, line: Line, text: str) -> int:
        if len(text) > _HEADING_LENGTH or is_label(text) or text.endswith(_NOT_TITLE_END):
            return 0
        if line.size in self._levels:
            return self._levels[line.size]
        bold = line.bold and not looks_numbered(text) and split_mark(text)[0] != "•"
        return min(len(self._levels) + 1, _HEADING_LEVELS + 1) if bold and line.size >= self._body - 0.5 else 0

    def _begun(self, line: Line, text: str) -> Block:
        level = self._heading_level(line, text)
        if level:
            return Block(kind=BlockKind.HEADING, text=text, level=level, page=line.page)
        mark, rest = split_mark(text)
        if mark:
            return Block(kind=BlockKind.LIST_ITEM, text=rest, marker=mark, page=line.page)
        return Block(kind=BlockKind.PARAGRAPH, text=text, page=line.page)

    def _goes_on(self, block: Block, before: Line, line: Line, text: str) -> bool:
        if split_mark(text)[0] or looks_numbered(text) or line.page != before.page:
            return False
        gap = line.top - before.bottom
        close = gap <= max(self._leading * 1.6, self._leading + 0.25 * line.height)
        heading = self._heading_level(line, text)
        if block.kind is BlockKind.HEADING:
            return close and heading == block.level and abs(line.size - before.size) < 0.6 and line.bold == before.bold
        if heading or not close or gap < -before.page_height / 4:
            return False
        if is_label(text):
            return is_label(block.text)
        # A line that stops well short of the edge, at the end of a sentence, ends its paragraph.
        short = before.right < before.page_right - 0.25 * (before.page_right - before.left)
        return not (short and _ENDED.search(before.text[-8:]))

    def _joined(self, block: Block, text: str) -> Block:
        if is_label(text) and is_label(block.text):
            return block.model_copy(update={"text": f"{block.text}\n{text}"})
        broken, following = _HYPHEN.search(block.text), _FIRST_WORD.match(text)
        if broken and following and text[0].islower():
            whole = (broken.group(1) + following.group(1)).casefold()
            kept = block.text[:-1] if self._words[whole] else block.text
            return block.model_copy(update={"text": kept + text})
        return block.model_copy(update={"text": f"{block.text} {text}"})


def _leading(lines: list[Line]) -> float:
    """The white between the lines of a paragraph: among the smallest gaps of the document, not its middle."""
    gaps = sorted(
        after.top - before.bottom
        for before, after in pairwise(lines)
        if after.page == before.page and -1 <= after.top - before.bottom < before.height
    )
    return gaps[len(gaps) // 5] if gaps else 2.0
