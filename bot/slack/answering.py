"""Works on one job from its beginning to its end: answered, or apologised for, never left without a word."""

import logging
from uuid import uuid4

from bot.answer import Answer
from bot.records.errors import RecordsUnusable
from bot.slack.calls import Limited, Refused, Unsure
from bot.slack.lease import Patience
from bot.slack.letting_through import LeakError
from bot.slack.once import Once, Place
from bot.slack.questions import Questions
from bot.slack.store import Store
from bot.slack.wording import message
from bot.slack.work import Asked, Job, Message, State, ToPost

logger = logging.getLogger(__name__)

_TROUBLE = (Unsure, Limited, RecordsUnusable)


class Answering:
    """Does jobs."""

    def __init__(self, questions: Questions, once: Once, store: Store, patience: Patience) -> None:
        self._questions = questions
        self._once = once
        self._store = store
        self._patience = patience

    async def do(self, job: Job, owner: str) -> None:
        """Work on a job, and close it or give it back. Raises nothing but a cancellation."""
        try:
            if self._is_given_up(job):
                await self._apologise(job, owner, "restarted")
                return
            answer = await self._answered(job)
            await self._close(job, owner, State.DONE, answer)
        except _TROUBLE as error:
            await self._try_later(job, owner, error)
        except Refused as refused:
            await self._answer_elsewhere(job, owner, refused)
        except TimeoutError:
            await self._apologise(job, owner, "too_slow")
        except LeakError:
            await self._apologise(job, owner, "leak_stopped")
        except Exception:
            await self._apologise(job, owner, "failed")

    async def _answered(self, job: Job) -> Answer | None:
        """Do what the job asks. Only the answering has a time limit: a post is never broken off."""
        if isinstance(job.work, Asked):
            return await self._questions.answer(job, job.work)
        is_person = job.work.to.startswith(("U", "W"))
        channel = await self._once.direct(job.work.to) if is_person else job.work.to
        await self._once.put(job, Place(channel, job.work.thread), job.work.messages)
        return None

    def _is_given_up(self, job: Job) -> bool:
        age = self._store.now() - job.since
        return job.tries > self._patience.tries or (job.tries > 1 and age > self._patience.too_old)

    async def _close(self, job: Job, owner: str, state: State, answer: Answer | None) -> None:
        work = job.work
        if isinstance(work, Asked) and answer is not None:
            # What the asker wrote is kept masked, and not at all when it was about a risk to somebody.
            work = work.model_copy(update={"text": "" if answer.urgent else answer.question})
        elif isinstance(work, ToPost):
            work = work.model_copy(update={"messages": ()})
        kept = None if answer is None or answer.urgent else answer
        await self._store.finish(job.id, owner, state, kept, work)

    async def _try_later(self, job: Job, owner: str, error: Exception) -> None:
        logger.warning("Slack job %s is tried again (try %s). %s", job.id, job.tries, error)
        try:
            await self._store.release(job.id, owner, self._patience.before_try(job.tries))
        except RecordsUnusable as unusable:
            # Its lease runs out, and it is taken up again then.
            logger.warning("Slack job %s could not be given back. %s", job.id, unusable)

    async def _answer_elsewhere(self, job: Job, owner: str, refused: Refused) -> None:
        """Where the bot may not post, the asker is told in a direct message."""
        logger.warning("Slack job %s cannot be answered where it was asked. %s", job.id, refused)
        work = job.work
        asker, place = (work.by, work.to) if isinstance(work, ToPost) else (work.user, work.channel)
        if asker is None or place.startswith("D"):
            await self._finish_quietly(job, owner)
            return
        await self._say_directly(job, owner, asker, message("cannot_post", channel=place, error=refused.error))

    async def _apologise(self, job: Job, owner: str, why: str) -> None:
        code = uuid4().hex[:8]
        logger.error("Slack job %s ends with an apology (%s), code %s", job.id, why, code, exc_info=why == "failed")
        if isinstance(job.work, ToPost):
            await self._finish_quietly(job, owner)
            return
        sorry = message(why, id=code)
        try:
            fresh = await self._store.job(job.id) or job  # it may have posted something since it was claimed
            await self._questions.say(fresh.model_copy(update={"tries": job.tries + 1}), job.work, [sorry])
            await self._close(job, owner, State.APOLOGISED, None)
        except Refused:
            await self._say_directly(job, owner, job.work.user, sorry)
        except _TROUBLE as error:
            if job.tries > 2 * self._patience.tries:
                logger.exception("Slack job %s could not even be apologised for, code %s", job.id, code)
                await self._finish_quietly(job, owner)
            else:
                await self._try_later(job, owner, error)

    async def _say_directly(self, job: Job, owner: str, asker: str, said: Message) -> None:
        try:
            moved = job.model_copy(update={"posted": (), "tries": job.tries + 1})
            await self._once.put(moved, Place(await self._once.direct(asker)), [said])
            await self._close(job, owner, State.APOLOGISED, None)
        except Refused:
            logger.exception("Slack job %s: its asker cannot be reached", job.id)
            await self._finish_quietly(job, owner)
        except _TROUBLE as error:
            await self._try_later(job, owner, error)

    async def _finish_quietly(self, job: Job, owner: str) -> None:
        try:
            await self._close(job, owner, State.APOLOGISED, None)
        except RecordsUnusable as unusable:
            logger.warning("Slack job %s could not be closed. %s", job.id, unusable)
