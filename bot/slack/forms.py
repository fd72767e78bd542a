"""Modals: their shape in Block Kit."""

import json
from collections.abc import Sequence
from typing import Any

from bot.slack.blocks.text import plain_text
from bot.slack.work import Block
from prompts.slack import say

_TITLE, _LABEL, _OPTION = 24, 2000, 75  # characters, Slack's limits
MOST_BLOCKS = 100


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    keep: Any = None,
    tell: bool = False,
) -> Block:
    """A modal. ``keep`` comes back with it. ``tell``: also when it is closed without being sent."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain_text(title, _TITLE),
        "close": plain_text(say("cancel") if submit else say("close"), _TITLE),
        "blocks": list(blocks),
        "private_metadata": json.dumps(keep),
        "notify_on_close": tell,
    }
    return {**view, "submit": plain_text(submit, _TITLE)} if submit else view


def kept(view: Block) -> Any:
    """What a modal was opened with."""
    return json.loads(view.get("private_metadata") or "null")


def text_input(name: str, label: str, *, hint: str | None = None, long: bool = False, most: int = 500) -> Block:
    """A field to write in."""
    element = {"type": "plain_text_input", "action_id": name, "multiline": long, "max_length": most}
    block: Block = {"type": "input", "block_id": name, "label": plain_text(label, _LABEL), "element": element}
    return {**block, "hint": plain_text(hint, _LABEL)} if hint else block


def choice(name: str, label: str, options: Sequence[tuple[str, str]], *, radio: bool = False) -> Block:
    """A field to choose in; each option is its value and its label."""
    element: Block = {
        "type": "radio_buttons" if radio else "static_select",
        "action_id": name,
        "options": [{"text": plain_text(text, _OPTION), "value": value} for value, text in options],
    }
    return {"type": "input", "block_id": name, "label": plain_text(label, _LABEL), "element": element}


def given(view: Block, name: str) -> str | None:
    """What was written or chosen in a field."""
    field = view["state"]["values"].get(name, {}).get(name, {})
    chosen = field.get("selected_option")
    value = chosen["value"] if chosen else field.get("value")
    return str(value) if value else None
