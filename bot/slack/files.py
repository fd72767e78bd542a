"""Puts long lists of actions into a conversation as a file, besides the tables."""

import logging
from contextlib import suppress

from bot.answer import Answer
from bot.slack.blocks.rows import actions_file
from bot.slack.calls import Calls, Limited, Refused, Unsure
from bot.slack.once import Place
from bot.slack.work import Job
from prompts.slack import say

logger = logging.getLogger(__name__)

_PATIENCE = 20.0  # seconds


class Files:
    """Uploads files."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def attach(self, job: Job, answer: Answer, place: Place) -> None:
        """Upload the actions of an answer as CSV. When that fails it is said; the tables hold them all."""
        if job.tries > 1:
            return  # it may be there already, and a file cannot be looked for
        name = f"actions-{answer.id[:8]}.csv"
        cited = {citation.number: citation for citation in answer.citations}
        try:
            await self._calls.do(
                self._calls.client.files_upload_v2,
                repeatable=False,
                patience=_PATIENCE,
                content=actions_file(answer.actions, cited),
                filename=name,
                title=name,
                channel=place.channel,
                thread_ts=place.thread,
                initial_comment=say("rows_in_file", count=str(len(answer.actions)), name=name),
                request_file_info=False,
            )
        except (Unsure, Refused, Limited) as error:
            logger.warning("A file of actions was not uploaded. %s", error)
            with suppress(Unsure, Refused, Limited):
                await self._calls.do(
                    self._calls.client.chat_postMessage,
                    repeatable=False,
                    patience=_PATIENCE,
                    channel=place.channel,
                    thread_ts=place.thread,
                    text=say("file_failed"),
                )
