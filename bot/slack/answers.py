"""Gets an answer from the assistant, or from the action register for ``/actions``; a few at a time."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from anyio import to_thread

from bot.answer import Answer, Part, Status
from bot.in_parts import AnswersInParts, in_parts
from bot.pause import PauseSwitch
from bot.question import Question, Surface
from bot.slack.letting_through import let_through
from bot.slack.plans import Plans
from bot.slack.work import Asked, Way
from knowledge.documents import Audience

THINKING = 4  # answers made at the same time; the others wait their turn


class Answers:
    """Answers of one ring, each part of which its readers may see."""

    def __init__(self, assistant: AnswersInParts, plans: Plans, pause: PauseSwitch | None) -> None:
        self._assistant = assistant
        self._plans = plans
        self._pause = pause
        self._turn = asyncio.Semaphore(THINKING)

    async def parts(self, asked: Asked, readers: Audience, history: tuple[str, ...]) -> AsyncGenerator[Part, None]:
        """Help for who is at risk, statements as they are proved, then the answer.

        Raises LeakError, and what the assistant raises.
        """
        async with self._turn:
            if asked.way is Way.ACTIONS:
                answer = await self._from_register(asked, readers)
                let_through(answer, readers)
                yield answer
                return
            question = Question(
                text=asked.text,
                audience=readers,
                history=history,
                conversation=f"slack:{asked.channel}:{asked.thread}" if asked.thread else None,
                surface=Surface.SLACK,
            )
            async with aclosing(in_parts(self._assistant, question)) as parts:
                async for part in parts:
                    let_through(part, readers)
                    yield part

    async def _from_register(self, asked: Asked, readers: Audience) -> Answer:
        pause = await to_thread.run_sync(self._pause.state) if self._pause else None
        if pause:
            return self._plans.bare(asked.text, readers, Status.UNAVAILABLE, pause.notice)
        return await self._plans.answer(asked.text, readers)

    async def whole(self, asked: Asked, readers: Audience, history: tuple[str, ...]) -> Answer:
        """The answer in one piece. Raises as ``parts``."""
        last: Part | None = None
        async with aclosing(self.parts(asked, readers, history)) as parts:
            async for part in parts:
                last = part
        if not isinstance(last, Answer):
            raise TypeError("parts() must end with the answer")
        return last
