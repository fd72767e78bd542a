"""What Slack takes: the limits of messages and views, as its reference has them."""

from collections.abc import Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]

OLD_BLOCKS = frozenset({"section", "divider", "context", "actions", "header", "input", "image", "file"})
NEW_BLOCKS = frozenset({"table", "context_actions", "markdown", "rich_text"})
_ALL_CHARACTERS = 13_200  # found by others; not documented


def what_is_wrong(blocks: Sequence[Block], *, most: int = 50, only_old: bool = False) -> list[str]:
    """Everything for which Slack would refuse these blocks; nothing when it would take them."""
    wrong = [f"{len(blocks)} blocks"] if len(blocks) > most else []
    known = OLD_BLOCKS if only_old else OLD_BLOCKS | NEW_BLOCKS
    wrong += [f"unknown block {block['type']}" for block in blocks if block["type"] not in known]
    wrong += [f"{len(tables)} tables"] if len(tables := [b for b in blocks if b["type"] == "table"]) > 1 else []
    if most == 50 and _characters(blocks) > _ALL_CHARACTERS:
        wrong.append(f"{_characters(blocks)} characters")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    wrong += ["block_id twice"] if len(set(ids)) < len(ids) else []
    for block in blocks:
        wrong += _CHECKS.get(block["type"], _nothing)(block)
    return wrong


def _nothing(_: Block) -> list[str]:
    return []


def _section(block: Block) -> list[str]:
    wrong = []
    if "text" in block:
        wrong += _text(block["text"], 3000)
    fields = block.get("fields", ())
    wrong += [f"{len(fields)} fields"] if len(fields) > 10 or ("text" not in block and not fields) else []
    return wrong + [problem for field in fields for problem in _text(field, 2000)]


def _context(block: Block) -> list[str]:
    elements = block["elements"]
    wrong = [f"{len(elements)} elements"] if not 0 < len(elements) <= 10 else []
    return wrong + [problem for element in elements for problem in _text(element, 3000)]


def _actions(block: Block) -> list[str]:
    elements = block["elements"]
    wrong = [f"{len(elements)} elements"] if not 0 < len(elements) <= 25 else []
    for element in elements:
        wrong += _text(element["text"], 75) if element["type"] == "button" else []
        wrong += ["value too long"] if len(str(element.get("value", ""))) > 2000 else []
        options = element.get("options")
        if options is not None:
            wrong += [f"{len(options)} options"] if not 0 < len(options) <= 100 else []
            for option in options:
                wrong += _text(option["text"], 75)
                wrong += ["option value too long"] if len(option["value"]) > 150 else []
    return wrong


def _table(block: Block) -> list[str]:
    rows = block["rows"]
    wrong = [f"{len(rows)} rows"] if not 0 < len(rows) <= 100 else []
    wrong += ["a row of more than 20 cells"] if any(len(row) > 20 for row in rows) else []
    return wrong + ([f"table of {_characters(rows)} characters"] if _characters(rows) > 10_000 else [])


def _input(block: Block) -> list[str]:
    return _text(block["label"], 2000)


def _header(block: Block) -> list[str]:
    return _text(block["text"], 150)


_CHECKS = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "table": _table,
    "input": _input,
    "header": _header,
}


def _text(text: Block, most: int) -> list[str]:
    length = len(text["text"])
    return [] if 0 < length <= most else [f"text of {length} characters, {most} allowed"]


def _characters(part: Any) -> int:
    if isinstance(part, Mapping):
        own = sum(len(value) for key, value in part.items() if key in {"text", "url"} and isinstance(value, str))
        return own + sum(map(_characters, part.values()))
    return sum(map(_characters, part)) if isinstance(part, (list, tuple)) else 0
