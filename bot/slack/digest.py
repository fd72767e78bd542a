"""The Monday digest: what is late and what is due, for those who asked for it; once a week each, whatever restarts."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.records.errors import RecordsUnusable
from bot.slack.blocks.answer import messages_of
from bot.slack.blocks.packing import same
from bot.slack.blocks.text import escape, section
from bot.slack.home import group_blocks
from bot.slack.jobs import Jobs
from bot.slack.plans import DUE_SOON, Plans, Standing
from bot.slack.store import Person
from bot.slack.who import Who
from bot.slack.work import Block, Message, ToPost
from prompts.slack import say
from retrieval.errors import IndexBroken, IndexMissing

logger = logging.getLogger(__name__)

ENGLAND = ZoneInfo("Europe/London")
FROM = time(8, 30)  # on Mondays
_MONDAY = 0
_LOOK_EVERY = 60.0  # seconds


class Digest:
    """Sends digests."""

    def __init__(
        self,
        jobs: Jobs,
        plans: Plans,
        who: Who,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._jobs = jobs
        self._plans = plans
        self._who = who
        self._now = now
        self._sleep = sleep
        self._sent: str | None = None

    async def run(self) -> None:
        """Look at the clock again and again, and send when it is time."""
        while True:
            try:
                await self.send_if_due()
            except (RecordsUnusable, IndexMissing, IndexBroken) as error:
                logger.warning("The Monday digest waits. %s", error)
            await self._sleep(_LOOK_EVERY)

    async def send_if_due(self) -> int:
        """Send this week's digests if it is Monday and they were not sent; gives how many. Raises RecordsUnusable."""
        now = self._now().astimezone(ENGLAND)
        year, week, _ = now.isocalendar()
        name = f"{year}-W{week:02}"
        if now.weekday() != _MONDAY or now.time() < FROM or self._sent == name:
            return 0
        sent = 0
        for person in await self._jobs.store.digest_readers():
            messages = await self._messages(person, now)
            if messages:
                added = await self._jobs.add(f"digest:{name}:{person.user}", ToPost(to=person.user, messages=messages))
                sent += added is not None
        self._sent = name
        return sent

    async def _messages(self, person: Person, now: datetime) -> tuple[Message, ...]:
        audience = await self._who.audience(person.user, person.team)
        if audience is None or person.organisation is None:
            return ()
        standing = await self._plans.standing(person.organisation, audience)
        day = f"{now.day} {now:%B %Y}"
        title = say("digest_title", organisation=escape(person.organisation), day=day)
        blocks = [section(title), *_actions(standing, person.organisation), section(say("digest_stop"))]
        return messages_of(same(blocks), title)


def _actions(standing: Standing, organisation: str) -> list[Block]:
    blocks: list[Block] = []
    for name, actions in (("home_late", standing.late), ("home_due", standing.due)):
        if actions:
            blocks.append(section(say(name, count=str(len(actions)), days=str(DUE_SOON.days))))
            blocks += group_blocks(actions, standing, organisation)
    return blocks or [section(say("digest_nothing", days=str(DUE_SOON.days)))]
