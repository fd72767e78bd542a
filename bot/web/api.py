"""The API: one question in, one answer out, whole or as a stream."""

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.answer import Answer, ShownStatement
from bot.question import Question
from bot.safeguarding.kinds import Urgent
from bot.web.gate import MAY_ASK, REFUSALS
from bot.web.problems import BROKEN, Problem, problem_response
from bot.web.public import Asked

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/api", tags=["ask"])

_PROBLEMS = (
    problem_response(
        (400, "The request cannot be read."),
        (422, "The body is not JSON, or not a question."),
    )
    | REFUSALS
)
_EVENTS = {Urgent: "urgent", ShownStatement: "statement", Answer: "answer"}
_STREAM = (
    "An `urgent` event first when somebody is at risk, a `statement` event for each statement, with its citations, "
    "then one `answer` event with the whole answer; a `problem` event when there is none."
)


def _whole_text(text: str) -> str:
    # JSON can spell half a character ("\ud800"), which can be neither stored nor sent back.
    text.encode()
    return text


Text = Annotated[str, AfterValidator(_whole_text)]


class Asking(BaseModel):
    """A question, and the questions asked before it, oldest first.

    Whatever its length, a question gets an answer: one that cannot be taken gets status `clarify`, and a
    notice.
    """

    model_config = ConfigDict(frozen=True)

    question: Text = Field(examples=["Who can ask for an EHC needs assessment?"])
    history: tuple[Text, ...] = ()
    simpler: bool = Field(default=False, description="whether an easy-read form is wanted too")
    conversation: Annotated[Text, Field(max_length=64)] | None = Field(
        default=None, description="a random id that related questions share; with it their records can be deleted"
    )

    def as_question(self) -> Question:
        """The question as the assistant takes it."""
        return Question(text=self.question, history=self.history, simpler=self.simpler, conversation=self.conversation)


@router.post("/ask", responses=_PROBLEMS, dependencies=[MAY_ASK])
async def ask(asked: Asking, assistant: Asked) -> Answer:
    """Answer a question for the public."""
    return await assistant.ask(asked.as_question())


@router.post(
    "/ask/stream",
    response_class=EventSourceResponse,
    response_description=_STREAM,
    responses=_PROBLEMS,
    dependencies=[MAY_ASK],
)
async def ask_stream(asked: Asking, assistant: Asked) -> AsyncIterator[ServerSentEvent]:
    """Answer a question for the public, as server-sent events.

    The stream opens at once and is kept alive while the answer is made. Each statement is sent when it is proved;
    the answer at the end is what counts. A stream that ends without `answer` has failed.
    """
    try:
        async with aclosing(assistant.parts(asked.as_question())) as parts:
            async for part in parts:
                yield ServerSentEvent(data=part, event=_EVENTS[type(part)])
    except Exception:
        # The status line has been sent, so the stream itself has to say that it failed.
        problem = Problem(error=BROKEN)
        logger.exception("problem %s while streaming an answer", problem.id)
        yield ServerSentEvent(data=problem, event="problem")
