"""Guesses the title of a file that does not declare one."""

import re
from collections.abc import Sequence

from knowledge.readers.blocks import Block, BlockKind
from knowledge.readers.labels import is_label
from knowledge.readers.numbering import looks_numbered

_HAS_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"^(?:[A-Z][a-z]+day,? )?\d{1,2} [A-Z][a-z]+ \d{4}$")
_LINE_LENGTH = 150
_LOOKED_AT = 20


def guess_title(blocks: Sequence[Block]) -> str | None:
    """The first heading at the top, or the longest line before the text begins."""
    candidates: list[str] = []
    for block in blocks[:_LOOKED_AT]:
        if block.kind is BlockKind.HEADING and block.text and not block.text[0].isdigit():
            return block.text
        begins = is_label(block.text) or looks_numbered(block.text) or block.text.endswith((".", ":"))
        if block.kind is not BlockKind.PARAGRAPH or begins or len(block.text) > _LINE_LENGTH:
            break
        candidates += [line for line in block.text.split("\n") if _HAS_LETTER.search(line) and not _DATE.match(line)]
    return max(candidates, key=len, default=None)
