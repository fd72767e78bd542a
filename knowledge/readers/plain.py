"""Reads plain text: paragraphs parted by empty lines, lists by their marks, headings by their shape."""

import re
from itertools import pairwise

from knowledge.readers.blocks import Block, BlockKind, Reading
from knowledge.readers.inline_marks import strip_marks
from knowledge.readers.labels import is_label
from knowledge.readers.limits import Limits
from knowledge.readers.list_marks import split_mark
from knowledge.readers.numbering import looks_numbered
from knowledge.readers.text_files import decode, hidden_characters
from knowledge.readers.tidy import tidy_lines
from knowledge.readers.titles import guess_title

_UNDERLINE = re.compile(r"^(=+|-+)$")
_HASHES = re.compile(r"^(#{1,6}) (\S.*?)(?: #+)?$")
_HEADING_LENGTH = 70
_SENTENCE_LENGTH = 60
_WRAP_WIDTH = 40


def read_plain(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a plain text file."""
    text = decode(data, name, limits)
    pages = text.split("\f")
    blocks = [
        block
        for number, page in enumerate(pages, start=1)
        for block in _blocks(page, number if len(pages) > 1 else None)
    ]
    blocks = _shape_headings(blocks)
    return Reading(blocks=tuple(blocks), title=guess_title(blocks), hidden=hidden_characters(text))


def _blocks(text: str, page: int | None) -> list[Block]:
    lines = strip_marks(tidy_lines(text)).split("\n")
    indents = [len(line) - len(line.lstrip()) for line in text.expandtabs(4).splitlines()]
    blocks: list[Block] = []
    for start, end in _groups(lines):
        width = max(len(line) for line in lines[start:end])
        fresh = True
        for index in range(start, end):
            line = lines[index]
            indent = indents[index] if index < len(indents) else 0
            if not fresh and blocks and _goes_on(lines[index - 1], line, width):
                blocks[-1] = _longer(blocks[-1], line)
            else:
                blocks.extend(_begun(line, indent, page, fresh, blocks))
            fresh = False
    return blocks


def _groups(lines: list[str]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    start: int | None = None
    for index, line in enumerate([*lines, ""]):
        if line and start is None:
            start = index
        elif not line and start is not None:
            groups.append((start, index))
            start = None
    return groups


def _goes_on(before: str, line: str, width: int) -> bool:
    """Say whether a line goes on from the one before it: a wrapped line, not a new item, number or label."""
    if split_mark(line)[0] or looks_numbered(line) or is_label(line) or _UNDERLINE.match(line):
        return False
    if _HASHES.match(before) or _HASHES.match(line):
        return False
    if line[0].islower():
        return True
    # A line was wrapped when the next word would not have fitted; ended earlier, it was ended on purpose.
    return width >= _WRAP_WIDTH and len(before) + 1 + len(line.split(" ", 1)[0]) > width


def _begun(line: str, indent: int, page: int | None, fresh: bool, blocks: list[Block]) -> list[Block]:
    if _UNDERLINE.match(line):
        if not fresh and blocks and len(line) > 2 and blocks[-1].kind is BlockKind.PARAGRAPH:
            level = 1 if line[0] == "=" else 2
            blocks[-1] = blocks[-1].model_copy(update={"kind": BlockKind.HEADING, "level": level})
        return []
    hashes = _HASHES.match(line)
    if hashes:
        return [Block(kind=BlockKind.HEADING, text=hashes.group(2), level=len(hashes.group(1)), page=page)]
    marker, rest = split_mark(line)
    if marker:
        return [Block(kind=BlockKind.LIST_ITEM, text=rest, marker=marker, level=indent // 2, page=page)]
    if not fresh and blocks and blocks[-1].kind is BlockKind.PARAGRAPH and not looks_numbered(line):
        # A line ended on purpose stays a line of its paragraph: an address, a block of labels.
        blocks[-1] = blocks[-1].model_copy(update={"text": f"{blocks[-1].text}\n{line}"})
        return []
    return [Block(kind=BlockKind.PARAGRAPH, text=line, page=page)]


def _longer(block: Block, line: str) -> Block:
    return block.model_copy(update={"text": f"{block.text} {line}"})


def _shape_headings(blocks: list[Block]) -> list[Block]:
    """Take a short line that stands alone above running text for a heading."""
    shaped = list(blocks)
    for index, (block, following) in enumerate(pairwise(blocks)):
        introduces = following.kind is BlockKind.LIST_ITEM or len(following.text) >= _SENTENCE_LENGTH
        numbered = looks_numbered(following.text) or looks_numbered(block.text)
        if introduces and not numbered and not is_label(following.text) and _heading_shape(block):
            shaped[index] = block.model_copy(update={"kind": BlockKind.HEADING, "level": 2})
    return shaped


def _heading_shape(block: Block) -> bool:
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _HEADING_LENGTH
        and "\n" not in text
        and text[0].isupper()
        and text[-1] not in '.:;,!)”"'
        and not is_label(text)
        and len(text.split()) <= 9
    )
