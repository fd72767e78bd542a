"""Answers one question: sees who asks, gets the answer of the right ring, and shows it to those who may see it."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import aclosing, suppress
from typing import NamedTuple

from bot.answer import Answer, Part
from bot.safeguarding.kinds import Urgent
from bot.slack.answers import Answers
from bot.slack.blocks.answer import answer_messages, urgent_message
from bot.slack.blocks.buttons import Offers
from bot.slack.blocks.rows import FILE_FROM
from bot.slack.blocks.sources import partner_citations
from bot.slack.blocks.text import escape
from bot.slack.calls import Limited, Refused, Unsure
from bot.slack.files import Files
from bot.slack.growing import Growing
from bot.slack.history import History
from bot.slack.jobs import Jobs
from bot.slack.lease import Patience
from bot.slack.once import Once, Place
from bot.slack.privately import Privately
from bot.slack.showing import show
from bot.slack.who import Who
from bot.slack.wording import message
from bot.slack.work import Asked, Job, Message, Way
from knowledge.documents import Audience
from prompts.slack import say, slack_texts

_PRIVATE_WAYS = frozenset({Way.COMMAND, Way.ACTIONS, Way.PRIVATE})
_STATUS_PATIENCE = 1.0  # seconds; nobody misses a status that is late


class Posting(NamedTuple):
    """The ways to show something."""

    once: Once
    privately: Privately
    files: Files


class Installed(NamedTuple):
    """What this installation has: the buttons that lead somewhere, and a page for everybody."""

    offers: Offers
    public_url: str


class Questions:
    """Answers questions."""

    def __init__(
        self,
        answers: Answers,
        who: Who,
        history: History,
        posting: Posting,
        jobs: Jobs,
        patience: Patience,
        installed: Installed,
    ) -> None:
        self._answers = answers
        self._who = who
        self._history = history
        self._once = posting.once
        self._privately = posting.privately
        self._files = posting.files
        self._jobs = jobs
        self._patience = patience
        self._installed = installed

    async def answer(self, job: Job, asked: Asked) -> Answer | None:
        """Answer a question and show the answer; none when there was nothing to answer.

        Raises Unsure, Limited, Refused, LeakError, RecordsUnusable, TimeoutError.
        """
        audience = await self._who.audience(asked.user, asked.team)
        if audience is None:
            await self._turn_away(job, asked)
            return None
        if not asked.text and asked.way is not Way.ACTIONS:
            await self.say(job, asked, [message("empty_mention")])
            return None
        status = asyncio.create_task(self._status(asked))
        try:
            return await self._answer_for(job, asked, audience)
        finally:
            status.cancel()
            with suppress(asyncio.CancelledError):
                await status

    async def say(self, job: Job, asked: Asked, messages: Sequence[Message]) -> tuple[str, ...]:
        """Say something of ours where the answer would go. Raises Unsure, Limited, Refused, RecordsUnusable."""
        if asked.way in _PRIVATE_WAYS:
            return await self._privately.say(job, asked, messages)
        return await self._once.put(job, await self._place(asked), messages)

    async def _answer_for(self, job: Job, asked: Asked, audience: Audience) -> Answer | None:
        history = await self._history.before(asked)
        if asked.way in _PRIVATE_WAYS:
            return await self._answer_privately(job, asked, audience, history)
        # A channel is read by people whom nobody has asked who they are.
        readers = Audience.PUBLIC if asked.way is Way.MENTION else audience
        place = await self._place(asked)
        growing = Growing(self._once, self._jobs.store, job, asked, place)
        try:
            async with asyncio.timeout(self._patience.answer.total_seconds()):
                parts = self._answers.parts(asked, readers, history)
                answer = await show(parts, growing, self._patience.in_one_piece)
        except BaseException:
            await growing.leave()
            raise
        await self._keep(job, answer)
        if asked.way is Way.MENTION and audience is Audience.PARTNER:
            await self._look_in_partner_documents(job, asked)
        posted = await growing.finish(answer, self._offered(job, asked), self._lead(asked))
        await self._attach_file(job, answer, place, posted)
        return answer

    async def _answer_privately(
        self, job: Job, asked: Asked, audience: Audience, history: tuple[str, ...]
    ) -> Answer | None:
        async with asyncio.timeout(self._patience.answer.total_seconds()):
            answer = await self._whole_helping_first(asked, audience, history)
        if asked.way is Way.PRIVATE and not partner_citations(answer):
            return None  # the channel has it all
        await self._keep(job, answer)
        messages = answer_messages(answer, self._offered(job, asked), self._lead(asked))
        await self._privately.say(job, asked, messages)
        if len(answer.actions) >= FILE_FROM:
            # Nothing private can be put into a channel, so the file goes into the direct messages.
            await self._attach_file(job, answer, Place(await self._once.direct(asked.user)), ())
        return answer

    async def _whole_helping_first(self, asked: Asked, audience: Audience, history: tuple[str, ...]) -> Answer:
        """The answer in one piece; but who is at risk is told at once whom to turn to."""
        last: Part | None = None
        async with aclosing(self._answers.parts(asked, audience, history)) as parts:
            async for part in parts:
                last = part
                if isinstance(part, Urgent) and asked.response_url:
                    help_ = urgent_message(part)
                    await self._privately.respond(asked.response_url, help_)
        if not isinstance(last, Answer):
            raise TypeError("parts() must end with the answer")
        return last

    async def _keep(self, job: Job, answer: Answer) -> None:
        if answer.urgent is None:  # what somebody says about a risk is kept nowhere
            await self._jobs.store.answered(job.id, answer)

    async def _look_in_partner_documents(self, job: Job, asked: Asked) -> None:
        """What partner documents say too is told to the partner alone, as a job of its own."""
        words = hashlib.sha256(asked.text.encode()).hexdigest()[:8]
        private = asked.model_copy(update={"way": Way.PRIVATE})
        await self._jobs.add(f"{job.key}:private:{words}", private)

    def _offered(self, job: Job, asked: Asked) -> Offers:
        can_share = asked.way in _PRIVATE_WAYS and not asked.is_private
        is_kept = asked.way is not Way.ACTIONS  # the records hold answers of the assistant
        return self._installed.offers.model_copy(
            update={"job": job.id, "share": can_share, "feedback": self._installed.offers.feedback and is_kept}
        )

    def _lead(self, asked: Asked) -> list[str]:
        if asked.way is Way.PRIVATE:
            return [say("private_extra")]
        if asked.way in _PRIVATE_WAYS and not asked.is_private:
            return [say("private_answer")]
        if asked.way is Way.SHORTCUT:
            return [say("shortcut_question", channel=asked.channel), f"&gt; {escape(asked.text[:500])}"]
        return []

    async def _place(self, asked: Asked) -> Place:
        if asked.way is Way.SHORTCUT:
            return Place(await self._once.direct(asked.user))
        return Place(asked.channel, asked.thread)

    async def _attach_file(self, job: Job, answer: Answer, place: Place, posted: Sequence[str]) -> None:
        if len(answer.actions) >= FILE_FROM:
            thread = place.thread or (posted[0] if posted else None)
            await self._files.attach(job, answer, Place(place.channel, thread))

    async def _turn_away(self, job: Job, asked: Asked) -> None:
        said = message("outsider", url=self._installed.public_url)
        await self._privately.say(job, asked, [said])

    async def _status(self, asked: Asked) -> None:
        """Show that the question is being worked on, where Slack shows such things."""
        if asked.way is not Way.DIRECT:
            return
        calls = self._once.calls
        with suppress(Unsure, Refused, Limited):
            await calls.do(
                calls.client.assistant_threads_setStatus,
                patience=_STATUS_PATIENCE,
                channel_id=asked.channel,
                thread_ts=asked.thread,
                status=say("status"),
                loading_messages=list(slack_texts().loading),
            )
