"""The ways in: each thing that Slack tells us is written down, acknowledged, and worked on after that.

Listeners run before the acknowledgement (``process_before_response``), so all they do is to write into the store. When
the store cannot be used, an event is refused with status 500, and Slack sends it again later.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.records.errors import RecordsUnusable
from bot.slack.filters import Unclear, read_filters
from bot.slack.home import Home
from bot.slack.jobs import Jobs
from bot.slack.me import Me
from bot.slack.pane import Pane
from bot.slack.reading import (
    asked_in_command,
    asked_in_message,
    asked_in_shortcut,
    is_written_by_a_person,
    key_of,
)
from bot.slack.withdrawing import Edits
from bot.slack.work import Asked, Way
from bot.slack.worker import Chores
from prompts.slack import say

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
SHORTCUT = "ask_about_message"


class WaysIn:
    """Listens to events, commands and the shortcut."""

    def __init__(
        self, jobs: Jobs, edits: Edits, pane: Pane, home: Home, chores: Chores, me: Me, today: Callable[[], date]
    ) -> None:
        self._jobs = jobs
        self._edits = edits
        self._pane = pane
        self._home = home
        self._chores = chores
        self._me = me
        self._today = today

    def listen(self, app: AsyncApp) -> None:
        """Register the listeners."""
        app.event("app_mention")(self._mentioned)
        app.event("message")(self._written)
        app.event("app_home_opened")(self._opened)
        app.event("assistant_thread_started")(self._thread_started)
        app.event("assistant_thread_context_changed")(_nothing_to_do)
        app.command("/signpost")(self._signpost)
        app.command("/actions")(self._actions)
        app.message_shortcut(SHORTCUT)(self._shortcut)

    async def _mentioned(self, body: Body, event: Body) -> None:
        asked = asked_in_message(event, body.get("team_id"), self._me.user)
        if asked and event.get("edited"):
            await self._edits.edited(asked, body.get("event_id"), may_begin=True)
        elif asked:
            await self._take(asked, body)

    async def _written(self, body: Body, event: Body) -> None:
        """A direct message, an edit or a deletion. Everything else that is said in channels is none of our business."""
        subtype = event.get("subtype")
        if subtype == "message_changed":
            await self._changed(body, event)
        elif subtype == "message_deleted":
            ts = event.get("deleted_ts") or (event.get("previous_message") or {}).get("ts")
            await self._edits.deleted(key_of(str(event["channel"]), str(ts)), body.get("event_id"))
        elif event.get("channel_type") == "im":
            asked = asked_in_message(event, body.get("team_id"), self._me.user)
            if asked:
                await self._take(asked, body)

    async def _changed(self, body: Body, event: Body) -> None:
        message = {**(event.get("message") or {}), "channel": event["channel"]}
        before = event.get("previous_message") or {}
        if not is_written_by_a_person(message, self._me.user) or message.get("text") == before.get("text"):
            return  # Slack also says that a message changed when it has unfolded a link in it
        asked = asked_in_message(message, body.get("team_id"), self._me.user)
        if asked:
            # In a channel, an edit that mentions the bot for the first time comes as a mention too.
            await self._edits.edited(asked, body.get("event_id"), may_begin=asked.is_private)

    async def _take(self, asked: Asked, body: Body) -> None:
        await self._jobs.add(key_of(asked.channel, str(asked.ts)), asked, body.get("event_id"))

    async def _opened(self, event: Body, body: Body) -> None:
        if event.get("tab") == "home":
            self._chores.begin(self._home.publish(str(event["user"]), body.get("team_id")), "the Home tab")
        elif event.get("channel"):
            suggesting = self._pane.suggest(str(event["channel"]), None, str(event["user"]), body.get("team_id"))
            self._chores.begin(suggesting, "suggested prompts")

    async def _thread_started(self, event: Body, body: Body) -> None:
        thread = event["assistant_thread"]
        user, channel = str(thread["user_id"]), str(thread["channel_id"])
        suggesting = self._pane.suggest(channel, str(thread["thread_ts"]), user, body.get("team_id"))
        self._chores.begin(suggesting, "suggested prompts")

    async def _signpost(self, ack: AsyncAck, body: Body) -> None:
        asked = asked_in_command(body, Way.COMMAND, self._me.user)
        if not asked.text:
            await ack(text=say("empty_question"), response_type="ephemeral")
        else:
            await self._take_command(ack, asked, body)

    async def _actions(self, ack: AsyncAck, body: Body) -> None:
        asked = asked_in_command(body, Way.ACTIONS, self._me.user)
        read = read_filters(asked.text, self._today())
        if asked.text.strip().casefold() in {"help", "?"}:
            await ack(text=say("actions_help"), response_type="ephemeral")
        elif isinstance(read, Unclear):
            await ack(text=say("actions_unclear", word=read.word, help=say("actions_help")), response_type="ephemeral")
        else:
            await self._take_command(ack, asked, body)

    async def _take_command(self, ack: AsyncAck, asked: Asked, body: Body) -> None:
        try:
            await self._jobs.add(f"command:{body['trigger_id']}", asked)
        except RecordsUnusable as error:
            code = uuid4().hex[:8]
            logger.warning("A command was not taken, code %s. %s", code, error)
            await ack(text=say("not_stored", id=code), response_type="ephemeral")
        else:
            await ack(text=say("working"), response_type="ephemeral")

    async def _shortcut(self, ack: AsyncAck, body: Body) -> None:
        asked = asked_in_shortcut(body, self._me.user)
        await self._jobs.add(f"shortcut:{body['trigger_id']}", asked)
        await ack()
        if asked.response_url:
            self._chores.begin(self._pane.point_to_direct(asked.response_url), "pointing to the direct messages")


async def _nothing_to_do() -> None:
    """Slack tells which channel somebody looks at. Answers do not depend on it."""
