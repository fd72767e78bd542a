"""A document's blocks with the headings that they stand under, as far as a plan's reader needs them."""

import re
from collections.abc import Iterator

from knowledge.actions.groups import has_priority_label
from knowledge.readers.blocks import Block, BlockKind, Reading

Headings = tuple[str, ...]
_LONGEST_HEADING = 120
_BREAKS_OFF = re.compile(r"(?:\b(?:and|for|of|the|to|in|with|or|a|by)|[&,/:–-])$", re.IGNORECASE)
_ENDED = re.compile(r"[.;!?]$")
_STARTS_LABEL = re.compile(r"^[A-Z][A-Za-z ]{1,25}:(?:\s|$)")


def outlined(reading: Reading) -> Iterator[tuple[Headings, Block]]:
    """Each block that is no heading, with its headings. What a page's width broke apart is whole again."""
    stack: list[tuple[int, str]] = []
    held: Block | None = None
    for block in reading.blocks:
        level = _heading_level(block, stack)
        if level is None and held is not None and _goes_on(held, block):
            held = held.model_copy(update={"text": f"{held.text} {block.text}"})
            continue
        if held is not None:
            yield tuple(text for _level, text in stack), held
            held = None
        if level is None:
            held = block
        elif stack and held is None and _broken_heading(stack[-1][1], block):
            stack[-1] = (stack[-1][0], f"{stack[-1][1]} {block.text}")
        else:
            stack = [(own, text) for own, text in stack if own < level]
            stack.append((level, block.text))
    if held is not None:
        yield tuple(text for _level, text in stack), held


def _heading_level(block: Block, stack: list[tuple[int, str]]) -> int | None:
    if block.kind is BlockKind.HEADING:
        return max(block.level, 1)
    short = len(block.text) <= _LONGEST_HEADING and "\n" not in block.text and not _ENDED.search(block.text)
    if block.kind is BlockKind.PARAGRAPH and short and has_priority_label(block.text):
        # Bold or large text that names a priority is a heading, whatever the file calls it.
        return next((level for level, text in stack if has_priority_label(text)), (stack[-1][0] if stack else 0) + 1)
    return None


def _broken_heading(before: str, block: Block) -> bool:
    return block.page is not None and has_priority_label(before) and bool(_BREAKS_OFF.search(before))


def _goes_on(held: Block, block: Block) -> bool:
    """Whether a paragraph is the rest of the list item before it, set apart only by where its line broke."""
    if held.kind is not BlockKind.LIST_ITEM or block.kind is not BlockKind.PARAGRAPH:
        return False
    if _STARTS_LABEL.match(block.text):
        return True
    return block.page is not None and not _ENDED.search(held.text) and ":" in held.text
