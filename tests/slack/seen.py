"""What a person sees of a message."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import text

from evals.local_slack.running import Bot

Message = Mapping[str, Any]


def until_done(bot: Bot, jobs: int = 1, seconds: float = 20.0) -> None:
    """Wait until the store says that so many jobs were taken in, and all are closed."""
    ends, states = time.monotonic() + seconds, list[str]()
    while time.monotonic() < ends:
        with bot.world.database.reading() as connection:
            states = [row[0] for row in connection.execute(text("SELECT state FROM slack_jobs"))]
        if len(states) >= jobs and not {"waiting", "working"} & set(states):
            return
        threading.Event().wait(0.02)
    raise TimeoutError(f"after {seconds} s the jobs are {states}")


def said(message: Message) -> str:
    """All its text: of its blocks, and what was streamed."""
    return "\n".join([*_texts(message.get("blocks", [])), str(message.get("streamed", ""))])


def everything(message: Message) -> str:
    """All that left the bot in it, seen or not."""
    return json.dumps(message, ensure_ascii=False)


def element(message: Message, action_id: str) -> dict[str, Any]:
    """The button or menu of this name. Raises StopIteration when there is none."""
    return next(
        one
        for block in message["blocks"]
        if block["type"] in {"actions", "context_actions"}
        for one in block["elements"]
        if one["action_id"] == action_id
    )


def has(message: Message, action_id: str) -> bool:
    """Whether it has a button or a menu of this name."""
    blocks = [block for block in message["blocks"] if block["type"] in {"actions", "context_actions"}]
    return any(one["action_id"] == action_id for block in blocks for one in block["elements"])


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
