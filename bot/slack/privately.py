"""Says something to one person only: through a response address, as an ephemeral message, or else in a direct message.

Slack does not tell whether an ephemeral message was shown, and keeps none to look for. When a call times out it is
repeated: the asker may then see the same answer twice, which is better than not at all.
"""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession

from bot.slack.calls import Calls, Refused
from bot.slack.once import Once, Place
from bot.slack.store import Store
from bot.slack.work import Asked, Block, Job, Message

EPHEMERAL = "ephemeral"  # stands in ``posted`` for what cannot be found again
_MOST = 4  # messages; a response address takes five
_TRIES = 4
_ANSWERED = 300


class Privately:
    """Answers one person."""

    def __init__(self, once: Once, store: Store, session: ClientSession, api_url: str, first_wait: float = 0.5) -> None:
        self._once = once
        self._store = store
        self._session = session
        self._api_host = urlsplit(api_url).netloc
        self._first_wait = first_wait

    @property
    def _calls(self) -> Calls:
        return self._once.calls

    async def say(self, job: Job, asked: Asked, messages: Sequence[Message]) -> tuple[str, ...]:
        """Give these messages to the asker, and nobody else. Raises Unsure, Refused, Limited."""
        if EPHEMERAL in job.posted:
            return job.posted  # it was said before the last stop
        if asked.is_private and asked.ts:
            return await self._once.put(job, Place(asked.channel, asked.thread), messages)
        if len(messages) <= _MOST and not job.posted and await self._said_in_place(asked, messages):
            await self._store.posted(job.id, asked.channel, [EPHEMERAL])
            return (EPHEMERAL,)
        return await self._once.put(job, Place(await self._once.direct(asked.user)), messages)

    async def _said_in_place(self, asked: Asked, messages: Sequence[Message]) -> bool:
        if asked.response_url:
            said = [await self.respond(asked.response_url, message) for message in messages]
            return all(said)
        try:
            for message in messages:
                await self._ephemeral(asked, message)
        except Refused:  # the bot, or the asker, is not in the channel
            return False
        return True

    async def _ephemeral(self, asked: Asked, message: Message) -> None:
        call = self._calls.client.chat_postEphemeral
        where: dict[str, Any] = {"channel": asked.channel, "user": asked.user, "thread_ts": asked.thread}
        try:
            await self._calls.do(call, text=message.text, blocks=list(message.blocks), **where)
        except Refused as refused:
            if not refused.error.startswith("invalid") or not message.plain:
                raise
            await self._calls.do(call, text=message.text, blocks=list(message.plain), **where)

    async def respond(self, url: str, message: Message) -> bool:
        """Answer through a response address; False when it takes nothing any more."""
        if not self._is_slacks(url):
            return False
        for blocks in (message.blocks, message.plain):
            status = await self._send(url, message.text, blocks)
            if status < _ANSWERED:
                return True
            if status != 400 or not message.plain:
                break
        return False

    async def _send(self, url: str, text: str, blocks: Sequence[Block]) -> int:
        body = {"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": list(blocks)}
        for attempt in range(_TRIES):
            wait = self._first_wait * 2**attempt
            try:
                async with self._session.post(url, json=body) as reply:
                    if reply.status == 429:
                        wait = float(reply.headers.get("Retry-After", "1"))
                    elif reply.status < 500:
                        return reply.status
            except (TimeoutError, ClientError):
                pass
            await asyncio.sleep(wait)
        return 503

    def _is_slacks(self, url: str) -> bool:
        """Only Slack gets to hear answers, whatever a payload says."""
        parts = urlsplit(url)
        of_slack = parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com")
        return of_slack or parts.netloc == self._api_host
