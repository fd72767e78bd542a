"""The questions asked before, read from Slack when they are needed, so that a follow-up can be understood."""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.slack.calls import Calls, Limited, Refused, Unsure
from bot.slack.me import Me
from bot.slack.reading import is_written_by_a_person, words_of
from bot.slack.work import Asked

logger = logging.getLogger(__name__)

MOST = 5  # questions
_RECENT = timedelta(minutes=30)  # how long a direct message outside a thread counts as said before
_PAGE, _PAGES = 200, 5  # of a long thread
_PATIENCE = 5.0  # seconds that an answer waits for it at most


class History:
    """Reads earlier questions."""

    def __init__(self, calls: Calls, me: Me) -> None:
        self._calls = calls
        self._me = me

    async def before(self, asked: Asked) -> tuple[str, ...]:
        """The last questions before this one, oldest first; none when Slack will not say."""
        if asked.ts is None or asked.thread is None:
            return ()
        is_reply = asked.thread != asked.ts
        if not is_reply and not asked.is_private:
            return ()
        try:
            messages = await (self._thread(asked) if is_reply else self._recent(asked))
        except (Unsure, Refused, Limited) as error:
            logger.warning("A question is answered without what was asked before it. %s", error)
            return ()
        return tuple(self._questions(messages, asked))[-MOST:]

    async def _thread(self, asked: Asked) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        cursor = None
        for _ in range(_PAGES):
            page = await self._calls.do(
                self._calls.client.conversations_replies,
                patience=_PATIENCE,
                channel=asked.channel,
                ts=asked.thread,
                latest=asked.ts,
                limit=_PAGE,
                cursor=cursor,
            )
            found += page.get("messages") or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return found

    async def _recent(self, asked: Asked) -> list[Mapping[str, Any]]:
        oldest = float(asked.ts or 0) - _RECENT.total_seconds()
        page = await self._calls.do(
            self._calls.client.conversations_history,
            patience=_PATIENCE,
            channel=asked.channel,
            latest=asked.ts,
            oldest=f"{oldest:.6f}",
            limit=4 * MOST,
        )
        return list(reversed(page.get("messages") or []))

    def _questions(self, messages: Iterable[Mapping[str, Any]], asked: Asked) -> Iterable[str]:
        for message in messages:
            text = str(message.get("text") or "")
            is_before = float(message.get("ts") or 0) < float(asked.ts or 0)
            # In a channel people also talk to one another.
            is_to_me = asked.is_private or f"<@{self._me.user}>" in text
            if is_before and is_to_me and is_written_by_a_person(message, self._me.user):
                words = words_of(text, self._me.user)
                if words:
                    yield words
