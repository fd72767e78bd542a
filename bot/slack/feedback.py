"""Whether an answer helped, and why not."""

import logging
from collections.abc import Callable
from typing import Any, Protocol
from uuid import uuid4

from anyio import to_thread

from bot.answer import Answer
from bot.records.errors import NoSuchAnswer, RecordsUnusable
from bot.records.kept import Feedback, Reason, Verdict
from bot.slack.blocks.buttons import UP
from bot.slack.forms import choice, given, kept, modal
from bot.slack.privately import Privately
from bot.slack.store import Store
from bot.slack.wording import message
from bot.slack.work import Block
from knowledge.documents import Audience
from prompts.slack import say, slack_texts

logger = logging.getLogger(__name__)

REASON = "feedback_reason"
OFFERED = (Reason.WRONG, Reason.OUT_OF_DATE, Reason.NOT_WHAT_I_ASKED, Reason.TOO_LONG)


class KeepsOpinions(Protocol):
    """The records, as far as this needs them."""

    def keep_feedback(self, reader: Audience, answer_id: str, feedback: Feedback) -> None:
        """Keep what a reader thought of an answer. Raises NoSuchAnswer, RecordsUnusable."""
        ...


class Opinions:
    """Keeps what people think of answers."""

    def __init__(self, records: KeepsOpinions, store: Store, privately: Privately) -> None:
        self._records = records
        self._store = store
        self._privately = privately

    def reason_form(self, job: int, response_url: str | None) -> Block:
        """What is asked after a thumb down."""
        options = [(reason.value, slack_texts().reasons[reason.value]) for reason in OFFERED]
        field = choice("reason", say("reason_label"), options, radio=True)
        keep = {"job": job, "url": response_url}
        return modal(REASON, say("reason_title"), [field], submit=say("reason_send"), keep=keep, tell=True)

    async def helped(self, job: int, response_url: str | None) -> None:
        """A thumb up."""
        await self._keep(job, Feedback(verdict=Verdict.UP), response_url)

    async def did_not_help(self, view: Block) -> None:
        """A thumb down, with its reason, or without one when the form was closed."""
        about: dict[str, Any] = kept(view)
        chosen = given(view, "reason")
        feedback = Feedback(verdict=Verdict.DOWN, reason=Reason(chosen) if chosen else None)
        await self._keep(int(about["job"]), feedback, about["url"])

    async def _keep(self, job_id: int, feedback: Feedback, response_url: str | None) -> None:
        code = uuid4().hex[:8]
        said = "thanks"
        try:
            answer = await self._answer(job_id)
            keep: Callable[..., None] = self._records.keep_feedback
            await to_thread.run_sync(keep, answer.audience, answer.id, feedback)
        except NoSuchAnswer:
            said = "feedback_gone"
        except RecordsUnusable as error:
            logger.warning("An opinion was not kept, code %s. %s", code, error)
            said = "feedback_failed"
        if response_url:
            await self._privately.respond(response_url, message(said, id=code))

    async def _answer(self, job_id: int) -> Answer:
        job = await self._store.job(job_id)
        if job is None or job.answer is None:
            raise NoSuchAnswer("The answer is not kept any more.")
        return job.answer


def is_up(value: str) -> bool:
    """Whether a press was a thumb up. A value is ``up:12`` or ``down:12``."""
    return value.split(":", 1)[0] == UP


def job_in(value: str) -> int:
    """The job that a press is about."""
    return int(value.rsplit(":", 1)[-1])
