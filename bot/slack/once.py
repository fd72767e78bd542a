"""Posts the messages of a job exactly once, although Slack may fail to say whether a message was posted.

Each message carries the job's key as metadata. After a call that timed out, and when a job is taken up a second time,
the conversation is looked through for it before anything is posted again.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.slack.calls import Calls, Refused, Unsure
from bot.slack.me import Me
from bot.slack.store import Store
from bot.slack.work import Block, Job, Message

logger = logging.getLogger(__name__)

METADATA = "signpost_message"
LOOK_AFTER = 1.0  # seconds: what timed out may still arrive
_TRIES = 5
_MARGIN = 120  # seconds that Slack's clock may be behind ours
_PAGE, _PAGES = 200, 5
_BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "invalid_arguments"})
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
# Nothing in an answer is for Slack to unfold or to turn into a mention.
_QUIET = {"unfurl_links": False, "unfurl_media": False}


class Place(NamedTuple):
    """A conversation, and the thread in it."""

    channel: str
    thread: str | None = None


class Once:
    """Posts, replaces and removes the messages of jobs."""

    def __init__(self, calls: Calls, store: Store, me: Me, look_after: float = LOOK_AFTER) -> None:
        self.calls = calls
        self._store = store
        self._me = me
        self._look_after = look_after
        self._direct: dict[str, str] = {}

    async def put(self, job: Job, where: Place, messages: Sequence[Message]) -> tuple[str, ...]:
        """Make these the messages of a job: new ones are posted, those that it has are replaced or removed.

        Raises Unsure, Refused, Limited.
        """
        posted = list(job.posted)
        for part, message in enumerate(messages):
            if part < len(posted):
                posted[part] = await self._replace(job, part, where, posted[part], message)
            else:
                posted.append(await self._post(job, part, where, message, look=job.tries > 1))
            await self._store.posted(job.id, where.channel, posted)
        for ts in posted[len(messages) :]:
            await self._remove(where.channel, ts)
        if len(posted) > len(messages):
            await self._store.posted(job.id, where.channel, posted[: len(messages)])
        return tuple(posted[: len(messages)])

    async def remove(self, job: Job) -> None:
        """Take a job's messages away, as its question was deleted. Raises Unsure, Limited."""
        for ts in job.posted:
            if job.channel:
                await self._remove(job.channel, ts)

    async def direct(self, user: str) -> str:
        """The direct message channel with somebody. Raises Unsure, Refused, Limited."""
        if user not in self._direct:
            opened = await self.calls.do(self.calls.client.conversations_open, users=user)
            self._direct[user] = str((opened.get("channel") or {})["id"])
        return self._direct[user]

    def metadata(self, job: Job, part: int) -> dict[str, Any]:
        """What a message of a job is found again by."""
        return {"event_type": METADATA, "event_payload": {"job": job.key, "part": part}}

    async def _post(self, job: Job, part: int, where: Place, message: Message, *, look: bool) -> str:
        for attempt in range(1, _TRIES + 1):
            if look and (found := await self.find(job, part, where)):
                return await self._replace(job, part, where, found, message)
            try:
                reply = await self._with_blocks(
                    self.calls.client.chat_postMessage,
                    message,
                    repeatable=False,
                    channel=where.channel,
                    thread_ts=where.thread,
                    metadata=self.metadata(job, part),
                    **_QUIET,
                )
                return str(reply.get("ts"))
            except Unsure:
                look = True
                await asyncio.sleep(self._look_after * attempt)
        raise Unsure("Slack did not say whether a message was posted")

    async def _replace(self, job: Job, part: int, where: Place, ts: str, message: Message) -> str:
        update = self.calls.client.chat_update
        try:
            await self._with_blocks(update, message, channel=where.channel, ts=ts, metadata=self.metadata(job, part))
        except Refused as refused:
            if refused.error not in _GONE:
                raise
            return await self._post(job, part, where, message, look=False)
        return ts

    async def _with_blocks(self, call: Any, message: Message, *, repeatable: bool = True, **given: Any) -> Any:
        """Call with the newer blocks, and with the plain ones where Slack refuses those."""
        try:
            blocks: list[Block] = list(message.blocks)
            return await self.calls.do(call, repeatable=repeatable, text=message.text, blocks=blocks, **given)
        except Refused as refused:
            if refused.error not in _BAD_BLOCKS or message.plain in ((), message.blocks):
                raise
            logger.warning("Slack refused the newer blocks (%s); the plain ones are sent.", refused.error)
            blocks = list(message.plain)
            return await self.calls.do(call, repeatable=repeatable, text=message.text, blocks=blocks, **given)

    async def _remove(self, channel: str, ts: str) -> None:
        try:
            await self.calls.do(self.calls.client.chat_delete, channel=channel, ts=ts)
        except Refused as refused:
            if refused.error not in _GONE:
                logger.warning("A message could not be removed. %s", refused)

    async def find(self, job: Job, part: int, where: Place, begins: str | None = None) -> str | None:
        """The message that shows this part of a job, if it was posted.

        ``begins``: how the text of a streamed message begins, which carries no metadata yet. Raises Unsure, Limited.
        """
        try:
            messages = await self._since(job, where)
        except Refused as refused:
            logger.warning("It cannot be seen whether a message was posted, so it is posted. %s", refused)
            return None
        for message in messages:
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if payload.get("job") == job.key and str(payload.get("part")) == str(part):
                return str(message["ts"])
            is_mine = message.get("bot_id") == self._me.bot or message.get("user") == self._me.user
            if begins and is_mine and not payload and _letters(message.get("text")).startswith(_letters(begins)):
                return str(message["ts"])
        return None

    async def _since(self, job: Job, where: Place) -> list[Mapping[str, Any]]:
        client, found, cursor = self.calls.client, list[Mapping[str, Any]](), None
        oldest = f"{job.since.timestamp() - _MARGIN:.6f}"
        for _ in range(_PAGES):
            asked: dict[str, Any] = {"channel": where.channel, "oldest": oldest, "limit": _PAGE, "cursor": cursor}
            asked["include_all_metadata"] = True
            if where.thread:
                page = await self.calls.do(client.conversations_replies, ts=where.thread, **asked)
            else:
                page = await self.calls.do(client.conversations_history, **asked)
            found += page.get("messages") or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return found


def _letters(text: Any) -> str:
    """Letters and digits only: Slack gives a streamed text back in other markup."""
    return "".join(character for character in str(text or "").casefold() if character.isalnum())
