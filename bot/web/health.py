"""Tells whoever keeps Signpost running whether it lives and whether it can answer."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from bot.pause import PauseSwitch
from bot.web.problems import PlainError, Problem
from bot.web.public import Asked
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """Questions can be answered; or they are answered with a notice, because people paused Signpost.

    A pause is no fault: a proxy that took a paused server out of service would take the notice away too.
    """

    status: Literal["ready", "paused"] = "ready"


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
async def healthz() -> Alive:
    """Say that the process is alive. Looks at nothing else."""
    return Alive()


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", responses={503: {"model": Problem, "description": "No answer can be given, and why."}})
async def readyz(request: Request, assistant: Asked) -> Ready:
    """Say whether questions can be answered, and if not, why."""
    switch: PauseSwitch | None = request.app.state.pause
    if switch is not None and await run_in_threadpool(lambda: switch.state() is not None):
        return Ready(status="paused")
    try:
        await assistant.check_ready()
    except (IndexMissing, IndexBroken, EmbeddingError) as error:
        raise PlainError(503, str(error)) from error
    return Ready()
