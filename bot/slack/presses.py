"""What is pressed and filled in: buttons below answers, forms, and the Home tab."""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.blocks.buttons import CORRECT, FEEDBACK, PERSON, SHARE, SOURCE
from bot.slack.calls import Calls
from bot.slack.feedback import REASON, Opinions, is_up, job_in
from bot.slack.forms import kept, modal
from bot.slack.home import CHOOSE, DIGEST, Home
from bot.slack.jobs import Jobs
from bot.slack.opened import SOURCE_VIEW, Opened
from bot.slack.owners import CORRECTION, Owners
from bot.slack.person import RESOLVE, People
from bot.slack.privately import Privately
from bot.slack.sharing import SHARE_VIEW, Sharing
from bot.slack.wording import message
from bot.slack.work import Block, Message
from bot.slack.worker import Chores
from prompts.slack import say

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
_FEEDBACK = re.compile(rf"{FEEDBACK}(_up|_down)?")


class Presses:
    """Listens to buttons and forms. Each is acknowledged at once, and done beside."""

    def __init__(self, calls: Calls, privately: Privately, jobs: Jobs, chores: Chores) -> None:
        self._calls = calls
        self._privately = privately
        self._jobs = jobs
        self._chores = chores

    def listen_to_feedback(self, app: AsyncApp, opinions: Opinions) -> None:
        """Thumbs, and the reason for one that points down."""

        async def pressed(body: Body) -> None:
            value, url = _value(body), body.get("response_url")
            if is_up(value):
                await opinions.helped(job_in(value), url)
            else:
                await self._open(body, opinions.reason_form(job_in(value), url))

        async def closed(body: Body) -> None:
            await opinions.did_not_help(_view(body))

        app.action(_FEEDBACK)(self._beside(pressed, "feedback"))
        app.view_submission(REASON)(self._beside(closed, "feedback"))
        app.view_closed(REASON)(self._beside(closed, "feedback"))

    def listen_to_people(self, app: AsyncApp, people: People) -> None:
        """Asking a person, and marking it as dealt with."""

        async def asked(body: Body) -> None:
            await self._tell(body, await people.ask(job_in(_value(body)), _user(body)))

        async def resolved(body: Body) -> None:
            shown = body["message"]
            channel, ts = str(body["channel"]["id"]), str(shown["ts"])
            await people.resolve(channel, ts, shown.get("blocks") or [], _user(body), _value(body))

        app.action(PERSON)(self._beside(asked, "asking a person"))
        app.action(RESOLVE)(self._beside(resolved, "marking as resolved"))

    def listen_to_owners(self, app: AsyncApp, owners: Owners) -> None:
        """Proposals to the register's keeper."""

        async def pressed(body: Body) -> None:
            form = await owners.form(job_in(_value(body)))
            if form is None:
                await self._tell(body, message("triage_late"))
            else:
                await self._open(body, form)

        async def sent(body: Body) -> None:
            told = await owners.propose(_view(body), _user(body))
            channel = await self._calls.do(self._calls.client.conversations_open, users=_user(body))
            await self._calls.do(
                self._calls.client.chat_postMessage,
                repeatable=False,
                channel=(channel.get("channel") or {})["id"],
                text=told.text,
            )

        app.action(CORRECT)(self._beside(pressed, "correcting an owner"))
        app.view_submission(CORRECTION)(self._beside(sent, "correcting an owner"))

    def listen_to_sharing(self, app: AsyncApp, sharing: Sharing) -> None:
        """What is shared is shown first, and posted when the asker agrees."""

        async def pressed(body: Body) -> None:
            view = await self._open(body, sharing.waiting_form())
            async with self._filled_in(view) as filled:
                filled.append(await sharing.preview(job_in(_value(body)), _user(body), view))

        async def agreed(body: Body) -> None:
            offered = (kept(_view(body)) or {}).get("job")
            if offered is not None:
                await self._jobs.agree(int(offered))

        app.action(SHARE)(self._beside(pressed, "sharing"))
        app.view_submission(SHARE_VIEW)(self._beside(agreed, "sharing"))

    def listen_to_sources(self, app: AsyncApp, opened: Opened) -> None:
        """Partner documents, opened at the cited passage."""

        async def chosen(body: Body) -> None:
            view = await self._open(body, opened.waiting_form())
            async with self._filled_in(view) as filled:
                filled.append(await opened.form(_chosen(body) or "0:0", _user(body), _team(body)))

        app.action(SOURCE)(self._beside(chosen, "opening a source"))
        app.view_submission(SOURCE_VIEW)(_acknowledge)

    def listen_to_home(self, app: AsyncApp, home: Home) -> None:
        """Choices on the Home tab."""

        async def chosen(body: Body) -> None:
            await home.choose(_user(body), _team(body), _chosen(body))

        async def switched(body: Body) -> None:
            await home.switch_digest(_user(body), _team(body))

        app.action(CHOOSE)(self._beside(chosen, "choosing an organisation"))
        app.action(DIGEST)(self._beside(switched, "the digest's switch"))

    def _beside(self, act: Callable[[Body], Awaitable[None]], what: str) -> Callable[..., Awaitable[None]]:
        async def listener(ack: AsyncAck, body: Body) -> None:
            await ack()
            self._chores.begin(self._or_apologise(act, body, what), what)

        return listener

    async def _or_apologise(self, act: Callable[[Body], Awaitable[None]], body: Body, what: str) -> None:
        """Do what was asked for by a press; whoever pressed is told when it does not work."""
        try:
            await act(body)
        except Exception:
            code = uuid4().hex[:8]
            logger.exception("This went wrong in Slack: %s, code %s", what, code)
            await self._tell(body, message("press_failed", id=code))

    @asynccontextmanager
    async def _filled_in(self, view: str) -> AsyncIterator[list[Block]]:
        """A form that waits is filled in, or says that it cannot be."""
        filled: list[Block] = []
        try:
            yield filled
        except Exception:
            code = uuid4().hex[:8]
            logger.exception("A form in Slack was not filled in, code %s", code)
            filled.append(modal("failed", say("home_title"), message("press_failed", id=code).blocks))
        await self._calls.do(self._calls.client.views_update, view_id=view, view=filled[0])

    async def _open(self, body: Body, view: Block) -> str:
        opened = await self._calls.do(self._calls.client.views_open, trigger_id=body["trigger_id"], view=view)
        return str((opened.get("view") or {}).get("id"))

    async def _tell(self, body: Body, said: Message) -> None:
        url = body.get("response_url")
        if url:
            await self._privately.respond(str(url), said)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _user(body: Body) -> str:
    return str(body["user"]["id"])


def _team(body: Body) -> str | None:
    team = body["user"].get("team_id") or (body.get("team") or {}).get("id")
    return str(team) if team else None


def _value(body: Body) -> str:
    return str(body["actions"][0].get("value") or "")


def _chosen(body: Body) -> str | None:
    option = body["actions"][0].get("selected_option")
    return str(option["value"]) if option else None


def _view(body: Body) -> Block:
    view: Block = body["view"]
    return view
