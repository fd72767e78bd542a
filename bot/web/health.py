"""Tells whoever keeps Signpost running whether it lives and whether it can answer."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from bot.web.problems import PlainError, Problem
from bot.web.public import Asked
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """Questions can be answered."""

    status: Literal["ready"] = "ready"


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
async def healthz() -> Alive:
    """Say that the process is alive. Looks at nothing else."""
    return Alive()


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", responses={503: {"model": Problem, "description": "No answer can be given, and why."}})
async def readyz(assistant: Asked) -> Ready:
    """Say whether questions can be answered, and if not, why."""
    try:
        await assistant.check_ready()
    except (IndexMissing, IndexBroken, EmbeddingError) as error:
        raise PlainError(503, str(error)) from error
    return Ready()
