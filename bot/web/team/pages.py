"""The team page and what can be done on it. Every change is a form, so it works without JavaScript."""

from typing import Annotated, cast
from urllib.parse import parse_qs

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from bot.pause import PauseSwitch
from bot.records.errors import NoSuchAnswer, RecordsUnusable
from bot.records.golden_drafts import NoQuestion, write_draft
from bot.records.kept import FeedbackState
from bot.records.records import Records
from bot.web.interface import Assistant
from bot.web.problems import PlainError
from bot.web.rendering import render
from bot.web.team.charts import HEIGHT, OUTCOMES, WIDTH
from bot.web.team.seen import READER, gather
from bot.web.team.sign_in import Member

# Not described to programs: it is for people, and off unless it is set.
router = APIRouter(prefix="/team", include_in_schema=False, default_response_class=HTMLResponse)

NO_RECORDS = "There are no records to show. Records have to be on, and the database in reach."
NO_ANSWER = "There is no record of this answer. It may have been deleted."
NO_QUESTION = "This question was about a risk to somebody, so it is not on record."
NO_REASON = "Please say why, so that the others know."
NO_STATE = "Feedback can be new, looked at or done."
NOT_WRITTEN = "The draft could not be written. Signpost's data folder has to be writable."
LONGEST_SENTENCE = 500


class Team:
    """What the team page works with."""

    def __init__(self, assistant: Assistant, records: Records | None, pause: PauseSwitch | None) -> None:
        """Without records there is no page; without a switch nothing can be paused."""
        self.assistant = assistant
        self._records = records
        self.pause = pause

    @property
    def records(self) -> Records:
        """The records. Raises PlainError when there are none."""
        if self._records is None:
            raise PlainError(503, NO_RECORDS)
        return self._records


def _team(request: Request) -> Team:
    return cast(Team, request.app.state.team)


async def _field(request: Request, name: str) -> str:
    """A field of a posted form; empty when it is not there."""
    given = parse_qs((await request.body()).decode("utf-8", "replace"))
    return given.get(name, [""])[0].strip()[:LONGEST_SENTENCE]


def _back(done: str) -> RedirectResponse:
    return RedirectResponse(f"/team?done={done}", status_code=303)


@router.get("")
async def page(
    request: Request,
    member: Member,
    days: Annotated[int, Query(ge=1, le=365)] = 28,
    done: Annotated[str | None, Query(max_length=20)] = None,
) -> HTMLResponse:
    """Everything at a glance."""
    team = _team(request)
    try:
        seen = await run_in_threadpool(gather, team.assistant, team.records, team.pause, days)
    except RecordsUnusable as error:
        raise PlainError(503, NO_RECORDS) from error
    chart = {"width": WIDTH, "height": HEIGHT, "outcomes": OUTCOMES}
    shown = {"seen": seen, "member": member, "days": days, "done": done, "chart": chart}
    return HTMLResponse(render("team.html", **shown, can_pause=team.pause is not None))


@router.post("/pause")
async def pause(request: Request, member: Member) -> RedirectResponse:
    """Stop all answering."""
    switch = _team(request).pause
    reason, message = await _field(request, "reason"), await _field(request, "message")
    if switch is None:
        raise PlainError(503, NO_RECORDS)
    if not reason:
        raise PlainError(422, NO_REASON)
    try:
        await run_in_threadpool(switch.pause, reason, member, message or None)
    except RecordsUnusable as error:
        raise PlainError(503, NO_RECORDS) from error
    return _back("paused")


@router.post("/resume")
async def resume(request: Request, member: Member) -> RedirectResponse:
    """Answer again."""
    switch = _team(request).pause
    if switch is None:
        raise PlainError(503, NO_RECORDS)
    try:
        await run_in_threadpool(switch.resume, member)
    except RecordsUnusable as error:
        raise PlainError(503, NO_RECORDS) from error
    return _back("resumed")


@router.post("/feedback/{number}")
async def mark(request: Request, member: Member, number: Annotated[int, Path(ge=0, lt=2**63)]) -> RedirectResponse:
    """Say how far the team is with a piece of feedback."""
    state = await _field(request, "state")
    if state not in set(FeedbackState):
        raise PlainError(422, NO_STATE)
    try:
        await run_in_threadpool(_team(request).records.mark_feedback, READER, number, FeedbackState(state))
    except NoSuchAnswer as error:
        raise PlainError(404, NO_ANSWER) from error
    except RecordsUnusable as error:
        raise PlainError(503, NO_RECORDS) from error
    return _back("marked")


@router.post("/golden/{answer}")
async def golden(request: Request, member: Member, answer: str) -> RedirectResponse:
    """Write a draft of a golden question."""
    try:
        kept = await run_in_threadpool(_team(request).records.of, READER, answer)
        if kept is None:
            raise PlainError(404, NO_ANSWER)
        folder = request.app.state.settings.data / "golden-drafts"
        await run_in_threadpool(write_draft, kept, folder)
    except NoQuestion as error:
        raise PlainError(404, NO_QUESTION) from error
    except RecordsUnusable as error:
        raise PlainError(503, NO_RECORDS) from error
    except OSError as error:
        raise PlainError(503, NOT_WRITTEN) from error
    return _back("drafted")
