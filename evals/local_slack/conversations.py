"""Messages, threads and streams of the local Slack."""

import time
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]


@dataclass
class Conversations:
    """All messages, by channel. A deleted message is gone, and stands in ``deleted``."""

    messages: dict[str, list[Message]] = field(default_factory=dict)
    deleted: list[Message] = field(default_factory=list)
    _last: float = 0.0

    def new_ts(self) -> str:
        """A message id: the time, never the same twice."""
        self._last = max(time.time(), self._last + 0.000002)
        return f"{self._last:.6f}"

    def add(self, channel: str, message: Message) -> Message:
        """Put a message into a channel."""
        ts = message.get("ts") or self.new_ts()
        kept = {"type": "message", **message, "ts": ts}
        self.messages.setdefault(channel, []).append(kept)
        return kept

    def find(self, channel: str, ts: str) -> Message | None:
        """A message."""
        return next((one for one in self.messages.get(channel, ()) if one["ts"] == ts), None)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and its replies, oldest first."""
        every = self.messages.get(channel, ())
        return sorted((m for m in every if ts in {m["ts"], m.get("thread_ts")}), key=lambda m: float(m["ts"]))

    def of_bot(self, channel: str | None = None) -> list[Message]:
        """What the bot has posted, in one channel or in all."""
        channels = [channel] if channel else list(self.messages)
        return [one for name in channels for one in list(self.messages.get(name, ())) if one.get("bot_id")]
