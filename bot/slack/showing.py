"""Shows an answer while it is being made: whole when it comes at once, statement by statement when it takes longer."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from datetime import timedelta

from bot.answer import Answer, Part
from bot.safeguarding.kinds import Urgent
from bot.slack.growing import Growing

Parts = AsyncGenerator[Part, None]


async def show(parts: Parts, growing: Growing, in_one_piece: timedelta) -> Answer:
    """Show the parts as they come, and give the answer.

    Nothing is shown before ``in_one_piece`` is over, but for help to who is at risk, which is shown at once.

    Raises what the parts raise.
    """
    queue: asyncio.Queue[Part | BaseException] = asyncio.Queue()
    pump = asyncio.create_task(_pump(parts, queue))
    loop = asyncio.get_running_loop()
    begins = loop.time() + in_one_piece.total_seconds()
    try:
        while True:
            wait = growing.wait()
            due = None if wait is None else max(begins - loop.time(), wait)
            try:
                part = await asyncio.wait_for(queue.get(), due)
            except TimeoutError:
                await growing.show()
                continue
            if isinstance(part, Answer):
                return part
            if isinstance(part, BaseException):
                raise part
            if isinstance(part, Urgent):
                await growing.help(part)
            else:
                growing.add(part)
    finally:
        pump.cancel()
        with suppress(asyncio.CancelledError):
            await pump


async def _pump(parts: Parts, queue: asyncio.Queue[Part | BaseException]) -> None:
    """Read the parts as they come, whatever the reader of the queue is waiting for."""
    try:
        async with aclosing(parts) as closing:
            async for part in closing:
                queue.put_nowait(part)
    except Exception as error:
        queue.put_nowait(error)
    else:
        queue.put_nowait(TypeError("parts() must end with the answer"))
