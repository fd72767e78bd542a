"""Packs blocks into messages within Slack's limits. What does not fit goes into the next one: nothing is left out."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bot.slack.blocks.text import escape
from bot.slack.work import Block

BLOCKS = 50  # of a message
# Slack refuses messages from about 13,200 characters on (bolt-js issue 2509); its documentation names no such limit.
CHARACTERS = 11_500
TEXT = 3500  # of the text beside the blocks; Slack advises 4,000 at most
_STRUCTURE = 20  # characters that a block weighs beside its text


class Shown(NamedTuple):
    """A block, and what stands in for it in a workspace that refuses it."""

    new: Block
    plain: tuple[Block, ...]


def same(blocks: Iterable[Block]) -> list[Shown]:
    """Blocks that every workspace knows."""
    return [Shown(block, (block,)) for block in blocks]


def pack(blocks: Sequence[Shown]) -> list[list[Shown]]:
    """The messages that hold these blocks, in their order; each with one table at most."""
    messages: list[list[Shown]] = [[]]
    held = count = 0
    for shown in blocks:
        size = max(weight(shown.new), sum(map(weight, shown.plain)))
        full = count + len(shown.plain) > BLOCKS or held + size > CHARACTERS
        second_table = shown.new["type"] == "table" and any(one.new["type"] == "table" for one in messages[-1])
        if messages[-1] and (full or second_table):
            messages.append([])
            held = count = 0
        messages[-1].append(shown)
        held += size
        count += len(shown.plain)
    return messages


def weight(block: Block) -> int:
    """About how many characters Slack counts for a block."""
    return _STRUCTURE + _characters(block)


def _characters(part: Any) -> int:
    if isinstance(part, dict):
        own = sum(len(value) for key, value in part.items() if key in {"text", "url"} and isinstance(value, str))
        return own + sum(map(_characters, part.values()))
    return sum(map(_characters, part)) if isinstance(part, (list, tuple)) else 0


def text_of(texts: Iterable[str]) -> str:
    """Whole texts, escaped, one a line, as many as fit."""
    held = ""
    for text in texts:
        joined = f"{held}\n{escape(text)}" if held else escape(text)
        if len(joined) > TEXT:
            break
        held = joined
    return held
