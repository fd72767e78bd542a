"""Answers in parts for surfaces that wait without a thread of their own: the web and Slack."""

from collections.abc import AsyncGenerator, Iterator
from typing import Protocol

from anyio import CapacityLimiter, to_thread

from bot.answer import Part
from bot.model.background import Stop
from bot.question import Question
from bot.safeguarding.kinds import Urgent


class AnswersInParts(Protocol):
    """An assistant, as far as this needs one."""

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        """Each statement as soon as it is proved, then the whole answer."""
        ...


async def in_parts(
    assistant: AnswersInParts, question: Question, at_once: CapacityLimiter | None = None
) -> AsyncGenerator[Part, None]:
    """The parts of an answer as they come. Whoever stops listening stops the work, a model's call included.

    ``at_once`` bounds how many answers are worked out at the same time; the others wait in turn.
    """
    stop = Stop()
    parts = assistant.parts(question, stop)
    try:
        while (
            part := await to_thread.run_sync(next, parts, None, abandon_on_cancel=True, limiter=at_once)
        ) is not None:
            yield part
            if not isinstance(part, Urgent):
                at_once = None  # the work is done: what follows must not wait in turn again
    finally:
        stop.now()
