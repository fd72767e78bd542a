"""What a person on the web can do about the record of their answers: say what they thought of it, or delete it."""

from collections.abc import Callable
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from bot.records.errors import NoSuchAnswer, RecordsUnusable
from bot.records.kept import LONGEST_COMMENT, Feedback, Reason, Verdict
from bot.records.records import Records
from bot.screen import tidy
from bot.web.api import Text
from bot.web.gate import MAY_WRITE, REFUSALS
from bot.web.problems import PlainError, problem_response
from bot.web.public import ASKER

router = APIRouter(prefix="/api", tags=["records"])

NO_ANSWER = "There is no record of this answer. It may have been deleted."
NOT_KEPT = "That could not be kept just now. Please try again in a few minutes."
NOT_DELETED = "The conversation could not be deleted just now. Please try again in a few minutes."


class AnswerFeedback(BaseModel):
    """What somebody thought of an answer."""

    model_config = ConfigDict(frozen=True)

    answer: Annotated[Text, Field(max_length=64, description="the answer's id")]
    verdict: Verdict
    reason: Reason | None = None
    comment: Annotated[Text, Field(max_length=LONGEST_COMMENT)] | None = None


class Kept:
    """The records, as the public may touch them. Without records there is nothing to say or to delete."""

    def __init__(self, records: Records | None, mask: Callable[[str], str]) -> None:
        """``mask`` takes personal data out of a text."""
        self._records = records
        self._mask = mask

    def give_feedback(self, given: AnswerFeedback) -> None:
        """Keep feedback, its comment masked. Raises NoSuchAnswer, RecordsUnusable."""
        if self._records is None:
            raise NoSuchAnswer(NO_ANSWER)
        comment = self._mask(tidy(given.comment))[:LONGEST_COMMENT] if given.comment else None
        feedback = Feedback(verdict=given.verdict, reason=given.reason, comment=comment or None)
        self._records.keep_feedback(ASKER, given.answer, feedback)

    def delete(self, conversation: str) -> None:
        """Delete a conversation, if there is one. Raises RecordsUnusable."""
        if self._records is not None:
            self._records.delete_conversation(ASKER, conversation)


def _kept(request: Request) -> Kept:
    return cast(Kept, request.app.state.kept)


KeptForPublic = Annotated[Kept, Depends(_kept)]


@router.post(
    "/feedback",
    status_code=204,
    responses=problem_response(
        (400, "The request cannot be read."),
        (404, "No such answer."),
        (422, "The body is not JSON, or not feedback."),
        (503, "It cannot be kept now."),
    )
    | REFUSALS,
    dependencies=[MAY_WRITE],
)
async def feedback(given: AnswerFeedback, kept: KeptForPublic) -> None:
    """Say whether an answer helped, and if not, why not."""
    try:
        await run_in_threadpool(kept.give_feedback, given)
    except NoSuchAnswer as error:
        raise PlainError(404, NO_ANSWER) from error
    except RecordsUnusable as error:
        raise PlainError(503, NOT_KEPT) from error


@router.delete(
    "/conversations/{conversation}",
    status_code=204,
    responses=problem_response((422, "Not a conversation."), (503, "It cannot be deleted now.")) | REFUSALS,
    dependencies=[MAY_WRITE],
)
async def delete_conversation(conversation: str, kept: KeptForPublic) -> None:
    """Delete the record of a conversation. The answer is the same whether there was one or not."""
    try:
        await run_in_threadpool(kept.delete, conversation)
    except RecordsUnusable as error:
        raise PlainError(503, NOT_DELETED) from error
