"""Puts the Slack surface together: from settings, an assistant and the records to an app that Slack can talk to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, Protocol

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.in_parts import AnswersInParts
from bot.pause import PauseSwitch
from bot.records.database import Database
from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.answers import Answers
from bot.slack.blocks.buttons import Offers
from bot.slack.calls import TIMEOUT, Calls
from bot.slack.channels import Channels
from bot.slack.digest import Digest
from bot.slack.feedback import KeepsOpinions, Opinions
from bot.slack.files import Files
from bot.slack.history import History
from bot.slack.home import Home
from bot.slack.jobs import Jobs
from bot.slack.lease import Patience
from bot.slack.me import Me, who_am_i
from bot.slack.once import Once
from bot.slack.opened import Opened, OpensSources
from bot.slack.owners import Owners
from bot.slack.pane import Pane
from bot.slack.person import People
from bot.slack.plans import Plans
from bot.slack.presses import Presses
from bot.slack.privately import Privately
from bot.slack.questions import Installed, Posting, Questions
from bot.slack.settings import SlackSettings
from bot.slack.sharing import Sharing
from bot.slack.store import Store
from bot.slack.ways_in import WaysIn
from bot.slack.who import Who
from bot.slack.withdrawing import Edits
from bot.slack.worker import Chores, Worker

logger = logging.getLogger(__name__)

CONNECTIONS = 100


class AsksAndOpens(AnswersInParts, OpensSources, Protocol):
    """An assistant, as far as Slack needs one."""


class World(NamedTuple):
    """What the surface takes from outside, so that tests can hand in their own."""

    assistant: AsksAndOpens
    database: Database
    records: KeepsOpinions | None
    now: Callable[[], datetime]
    today: Callable[[], date]
    pause: PauseSwitch | None = None
    patience: Patience = Patience()
    timeout: float = TIMEOUT
    wait_after_failure: float = 0.25
    look_after: float = 1.0


class SlackApp:
    """The surface while it runs. Made by ``connect``."""

    def __init__(
        self,
        bolt: AsyncApp,
        answering: Answering,
        worker: Worker,
        chores: Chores,
        digest: Digest,
        session: ClientSession,
    ) -> None:
        self.bolt = bolt
        self._answering = answering
        self.worker = worker
        self.chores = chores
        self.digest = digest
        self._session = session
        self._digesting: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Answer what was left over, and what comes."""
        self.worker.start(self._answering.do)
        self._digesting = asyncio.create_task(self.digest.run())

    async def stop(self) -> None:
        """Finish the answers under way, and let go of everything."""
        if self._digesting:
            self._digesting.cancel()
        await self.worker.stop()
        await self.chores.finish()
        await self._session.close()


async def connect(settings: Settings, slack: SlackSettings, world: World) -> SlackApp:
    """Ask Slack who we are, and build the app. Raises Refused, Unsure, Limited."""
    session = ClientSession(
        timeout=ClientTimeout(total=world.timeout), connector=TCPConnector(limit=CONNECTIONS), trust_env=True
    )
    try:
        client = AsyncWebClient(
            token=slack.bot_token.get_secret_value() if slack.bot_token else None,
            base_url=slack.api_url,
            session=session,
            timeout=int(world.timeout) or 1,
            retry_handlers=[],  # ``Calls`` decides: not every call may be repeated
        )
        calls = Calls(client, first_wait=world.wait_after_failure)
        me = await who_am_i(calls)
        return _build(settings, slack, world, calls, me, session)
    except BaseException:
        await session.close()
        raise


def _build(
    settings: Settings, slack: SlackSettings, world: World, calls: Calls, me: Me, session: ClientSession
) -> SlackApp:
    store, chores = Store(world.database, world.now), Chores()
    worker = Worker(store, world.patience)
    jobs = Jobs(store, worker.wake)
    who, history = Who(calls, slack, me), History(calls, me)
    once = Once(calls, store, me, world.look_after)
    privately = Privately(once, store, session, slack.api_url, world.wait_after_failure)
    plans = Plans(settings.data, settings.public_url, world.today)
    answers = Answers(world.assistant, plans, world.pause)
    offers = Offers(
        feedback=world.records is not None,
        person=slack.triage_channel is not None,
        correct=slack.keeper_channel is not None,
    )
    posting, installed = Posting(once, privately, Files(calls)), Installed(offers, settings.public_url)
    questions = Questions(answers, who, history, posting, jobs, world.patience, installed)
    answering = Answering(questions, once, store, world.patience)
    home = Home(calls, store, plans, who, settings.public_url)
    bolt = _bolt(slack, calls, me)
    WaysIn(jobs, Edits(jobs, worker, once, chores), Pane(calls, who, privately), home, chores, me, world.today).listen(
        bolt
    )
    channels, presses = Channels(calls), Presses(calls, privately, jobs, chores)
    presses.listen_to_home(bolt, home)
    presses.listen_to_sharing(bolt, Sharing(answers, history, jobs))
    presses.listen_to_sources(bolt, Opened(world.assistant, store, who))
    presses.listen_to_people(bolt, People(jobs, calls, channels, slack.triage_channel))
    if world.records is not None:
        presses.listen_to_feedback(bolt, Opinions(world.records, store, privately))
    if slack.keeper_channel is not None:
        presses.listen_to_owners(bolt, Owners(jobs, channels, slack.keeper_channel))
    return SlackApp(bolt, answering, worker, chores, Digest(jobs, plans, who, world.now), session)


def _bolt(slack: SlackSettings, calls: Calls, me: Me) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        # Slack was asked at the start. Bolt's own way asks at the first event, and loses that event when Slack fails.
        return AuthorizeResult(
            enterprise_id=me.enterprise,
            team_id=me.team,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=calls.client.token,
        )

    # What Bolt logs below a warning holds whole payloads.
    quiet = logging.getLogger("signpost.bolt")
    quiet.setLevel(logging.WARNING)
    return AsyncApp(
        logger=quiet,
        name="signpost",
        client=AsyncWebClient(base_url=slack.api_url, session=calls.client.session, retry_handlers=[], logger=quiet),
        authorize=authorize,
        signing_secret=slack.signing_secret.get_secret_value() if slack.signing_secret else "none",
        process_before_response=True,
    )
