"""Questions that are edited or deleted after they were asked."""

from bot.slack.jobs import Jobs
from bot.slack.once import Once
from bot.slack.reading import key_of
from bot.slack.work import Asked, State
from bot.slack.worker import Chores, Worker


class Edits:
    """Answers an edited question again, in place; takes back the answer to a deleted one."""

    def __init__(self, jobs: Jobs, worker: Worker, once: Once, chores: Chores) -> None:
        self._jobs = jobs
        self._worker = worker
        self._once = once
        self._chores = chores

    async def edited(self, asked: Asked, event: str | None, *, may_begin: bool) -> None:
        """Answer the new words. ``may_begin``: whether the edit can make a question of a message that was none.

        Raises RecordsUnusable.
        """
        key = key_of(asked.channel, str(asked.ts))
        job = await self._jobs.store.by_key(key)
        if job is None:
            if may_begin:
                await self._jobs.add(key, asked, event)
            return
        if not isinstance(job.work, Asked) or job.state is State.WITHDRAWN or job.work.text == asked.text:
            return
        if event is not None and not await self._jobs.store.is_new(event):
            return
        await self._worker.drop(job.id)
        await self._jobs.again(job.id, asked)

    async def deleted(self, key: str, event: str | None) -> None:
        """Stop answering, and take away what was answered. Raises RecordsUnusable."""
        job = await self._jobs.store.by_key(key)
        if job is None or not isinstance(job.work, Asked):
            return
        if event is not None and not await self._jobs.store.is_new(event):
            return
        await self._worker.drop(job.id)
        await self._jobs.store.withdraw(job.id, job.work.model_copy(update={"text": ""}))
        latest = await self._jobs.store.job(job.id) or job
        self._chores.begin(self._once.remove(latest), "taking back the answer to a deleted question")
