"""A message that grows while its answer is being made: streamed where Slack can, posted and updated where it cannot."""

import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from bot.answer import Answer, ShownStatement
from bot.safeguarding.kinds import Urgent
from bot.slack.blocks.answer import answer_messages
from bot.slack.blocks.buttons import Offers
from bot.slack.blocks.packing import text_of
from bot.slack.blocks.said import shown_blocks, streamed, urgent_blocks
from bot.slack.blocks.text import context
from bot.slack.calls import Limited, Refused, Unsure
from bot.slack.once import Once, Place
from bot.slack.store import Store
from bot.slack.work import Asked, Job, Message
from prompts.slack import say

logger = logging.getLogger(__name__)

_BEGINNING = 200  # characters by which a stream is known again
EVERY = 1.0  # seconds between changes of a message, as Slack asks


class Growing:
    """One answer's message while it grows. The answer at the end is what counts, and takes its place."""

    def __init__(
        self, once: Once, store: Store, job: Job, asked: Asked, where: Place, clock: Callable[[], float] = monotonic
    ) -> None:
        self._once = once
        self._store = store
        self._asked = asked
        self._where = where
        self._clock = clock
        self._all: list[ShownStatement] = []
        self._sent = 0
        self._last = float("-inf")
        self._is_streaming = False
        self._is_broken = False
        self._urgent: Urgent | None = None
        self.job = job

    @property
    def is_begun(self) -> bool:
        """Whether something of the answer can be seen."""
        return self._sent > 0

    def add(self, statement: ShownStatement) -> None:
        """Take a statement, to be shown with the next ``show``."""
        self._all.append(statement)

    async def help(self, urgent: Urgent) -> None:
        """Show at once whom to turn to. What goes wrong is made up for by ``finish``."""
        self._urgent = urgent
        try:
            if not self._is_streaming:
                await self._update()
        except (Unsure, Refused, Limited) as error:
            logger.warning("Help for somebody at risk is shown with the answer only. %s", error)

    def wait(self) -> float | None:
        """Seconds until the next change may be shown; none when there is nothing to show."""
        return max(self._last + EVERY - self._clock(), 0.0) if self._sent < len(self._all) else None

    async def show(self) -> None:
        """Show what has come since the last time. What goes wrong is made up for by ``finish``."""
        new = self._all[self._sent :]
        self._last = self._clock()
        try:
            if not self.is_begun and not self.job.posted:
                await self._begin(new)
            elif not self._is_streaming:
                await self._update()
            elif not self._is_broken:
                await self._append(new)
        except (Unsure, Refused, Limited) as error:
            logger.info("A growing answer is shown at the end only. %s", error)
            self._is_broken = True
        self._sent = len(self._all)

    async def finish(self, answer: Answer, offers: Offers, lead: Sequence[str]) -> tuple[str, ...]:
        """Show the whole answer. Raises Unsure, Refused, Limited."""
        if self._is_streaming:
            rest = answer_messages(answer, offers, without_statements=True)
            if self._stands(answer) and not lead and len(rest) == 1 and await self._stop(rest[0]):
                return self.job.posted
        if self.job.tries > 1 and not self.job.posted and answer.statements:
            # A process that died may have begun a stream, which carries no metadata before it ends.
            begins = answer.statements[0].text[:_BEGINNING]
            if found := await self._once.find(self.job, 0, self._where, begins=begins):
                await self._is_at(found)
        if self._is_streaming or (self.job.posted and self.job.tries > 1):
            await self._stop(None)  # also a stream that the last try has left open
        return await self._once.put(self.job, self._where, answer_messages(answer, offers, lead))

    async def leave(self) -> None:
        """Stop the stream, as something else will take its place."""
        if self._is_streaming:
            await self._stop(None)

    def _stands(self, answer: Answer) -> bool:
        """Whether what was streamed is what the answer says, and nothing has to stand before it."""
        said = [statement.text for statement in self._all]
        plain = answer.urgent is None and answer.easy_read is None and not self._is_broken
        return plain and said == [statement.text for statement in answer.statements]

    async def _begin(self, new: Sequence[ShownStatement]) -> None:
        client = self._once.calls.client
        try:
            reply = await self._once.calls.do(
                client.chat_startStream,
                repeatable=False,
                patience=0.0,  # with its limit of 20 a minute it is not worth a wait
                channel=self._where.channel,
                thread_ts=self._where.thread,
                recipient_team_id=self._asked.team,
                recipient_user_id=self._asked.user,
                chunks=_chunks(new),
            )
            self._is_streaming = True
            await self._is_at(str(reply.get("ts")))
        except Unsure:
            begins = new[0].text[:_BEGINNING]
            if found := await self._once.find(self.job, 0, self._where, begins=begins):
                self._is_streaming = self._is_broken = True
                await self._is_at(found)
                return
            await self._update()
        except (Refused, Limited) as error:
            logger.info("An answer is posted and updated, as it cannot be streamed. %s", error)
            await self._update()

    async def _append(self, new: Sequence[ShownStatement]) -> None:
        await self._once.calls.do(
            self._once.calls.client.chat_appendStream,
            repeatable=False,  # the text could be appended twice
            patience=EVERY,
            channel=self._where.channel,
            ts=self.job.posted[0],
            chunks=_chunks(new),
        )

    async def _update(self) -> None:
        help_ = urgent_blocks(self._urgent) if self._urgent else []
        blocks = (*help_, *shown_blocks(self._all), context(say("writing")))
        if len(blocks) > 1:
            texts = [self._urgent.heading, *self._urgent.lines] if self._urgent else []
            text = text_of([*texts, *(one.text for one in self._all)])
            message = Message(text=text or say("working"), blocks=blocks)
            posted = await self._once.put(self.job, self._where, [message])
            self.job = self.job.model_copy(update={"posted": posted, "channel": self._where.channel})

    async def _stop(self, rest: Message | None) -> bool:
        """Stop the stream, with blocks below what was streamed; False when the message has to be put right."""
        client, closing = self._once.calls.client, dict[str, Any]()
        if rest is not None:
            closing = {"blocks": list(rest.blocks), "metadata": self._once.metadata(self.job, 0)}
        try:
            await self._once.calls.do(
                client.chat_stopStream, channel=self._where.channel, ts=self.job.posted[0], **closing
            )
        except (Unsure, Refused, Limited) as error:
            # Slack closes a stream by itself after some minutes, and refuses blocks that it does not know.
            logger.info("A stream did not stop as it should; its message is put right. %s", error)
            return False
        return rest is not None

    async def _is_at(self, ts: str) -> None:
        self.job = self.job.model_copy(update={"posted": (ts,), "channel": self._where.channel})
        await self._store.posted(self.job.id, self._where.channel, [ts])


def _chunks(statements: Sequence[ShownStatement]) -> list[dict[str, str]]:
    return [{"type": "markdown_text", "text": streamed(statement)} for statement in statements]
