"""Works on jobs: at once when they come in, again when Slack failed, and after another process when that one died."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from bot.records.errors import RecordsUnusable
from bot.slack.lease import Patience
from bot.slack.store import Store
from bot.slack.work import Job

logger = logging.getLogger(__name__)

AT_ONCE = 64  # jobs; most of their time they wait for Slack
KEPT = timedelta(days=14)  # how long a job is kept for its buttons
_PURGE_EVERY = 3600.0  # seconds


class Worker:
    """Runs jobs in this process. What it runs is leased in the store, so that no other process runs it too."""

    def __init__(self, store: Store, patience: Patience) -> None:
        self._store = store
        self._patience = patience
        self._do: Callable[[Job, str], Awaitable[None]] | None = None
        self.owner = uuid4().hex
        self._running: dict[int, asyncio.Task[None]] = {}
        self._chores: list[asyncio.Task[None]] = []
        self._free = asyncio.Semaphore(AT_ONCE)
        self._is_stopping = False

    def start(self, do: Callable[[Job, str], Awaitable[None]]) -> None:
        """Begin with what was left over, and look for more from time to time.

        ``do`` works on a job for an owner, and closes it or gives it back. It raises nothing.
        """
        self._do = do
        self._chores = [asyncio.create_task(self._sweeping()), asyncio.create_task(self._purging())]

    def wake(self, id_: int) -> None:
        """Work on a job now."""
        if not self._is_stopping and id_ not in self._running:
            task = asyncio.create_task(self._run(id_))
            self._running[id_] = task
            task.add_done_callback(lambda _: self._running.pop(id_, None))

    async def drop(self, id_: int) -> None:
        """Stop working on a job, as its question was edited or deleted."""
        task = self._running.get(id_)
        if task:
            task.cancel()
            await asyncio.wait([task])

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        while self._running:
            await asyncio.wait(list(self._running.values()))

    async def stop(self) -> None:
        """Finish what is under way; what takes too long is left to the next process."""
        self._is_stopping = True
        for chore in self._chores:
            chore.cancel()
        if self._running:
            keeping = asyncio.create_task(self._keeping())
            _, late = await asyncio.wait(list(self._running.values()), timeout=self._patience.goodbye.total_seconds())
            keeping.cancel()
            unfinished = [id_ for id_, task in self._running.items() if task in late]
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
            for id_ in unfinished:
                await self._release(id_)

    async def _run(self, id_: int) -> None:
        async with self._free:
            try:
                job = await self._store.claim(id_, self.owner, self._patience.lease)
            except RecordsUnusable as error:
                logger.warning("A Slack question waits, as it cannot be taken up. %s", error)
                return
            if job and self._do:
                await self._do(job, self.owner)

    async def _release(self, id_: int) -> None:
        with suppress(RecordsUnusable):
            await self._store.release(id_, self.owner)

    async def _sweeping(self) -> None:
        while True:
            try:
                await self._store.renew(tuple(self._running), self.owner, self._patience.lease)
                for id_ in await self._store.claimable(AT_ONCE):
                    self.wake(id_)
            except RecordsUnusable as error:
                logger.warning("Slack questions that were left over wait. %s", error)
            await asyncio.sleep(self._patience.sweep.total_seconds())

    async def _keeping(self) -> None:
        while True:
            with suppress(RecordsUnusable):
                await self._store.renew(tuple(self._running), self.owner, self._patience.lease)
            await asyncio.sleep(self._patience.sweep.total_seconds())

    async def _purging(self) -> None:
        while True:
            try:
                await self._store.purge(self._store.now() - KEPT)
            except RecordsUnusable as error:
                logger.warning("Old Slack questions were not deleted. %s", error)
            await asyncio.sleep(_PURGE_EVERY)


class Chores:
    """Small things done beside the answers: nobody waits for them, but they are not lost when the process stops."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, chore: Awaitable[None], what: str) -> None:
        """Do something soon. What goes wrong is logged."""
        task = asyncio.ensure_future(_logged(chore, what))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, within: timedelta = timedelta(seconds=10)) -> None:
        """Wait for them."""
        await _all(self._tasks, within)


async def _all(tasks: Iterable[asyncio.Task[None]], within: timedelta) -> None:
    waiting = list(tasks)
    if waiting:
        await asyncio.wait(waiting, timeout=within.total_seconds())


async def _logged(chore: Awaitable[None], what: str) -> None:
    try:
        await chore
    except Exception:
        logger.exception("This went wrong in Slack: %s", what)
