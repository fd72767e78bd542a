"""Problems: what a client or a person is told when a request cannot be served. Never a traceback."""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.web.rendering import render
from bot.web.security import SECURITY_HEADERS, TOO_LARGE

logger = logging.getLogger(__name__)

BROKEN = "Something went wrong on our side. Please try again in a few minutes."
_SENTENCES = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    413: TOO_LARGE,
}


class Problem(BaseModel):
    """A request that could not be served, in one plain sentence, and an id to find it in the log."""

    model_config = ConfigDict(frozen=True)

    error: str
    id: str = Field(default_factory=lambda: uuid4().hex)


class PlainError(Exception):
    """Ends a request with a status code and a sentence that may be shown to anyone."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.headers = headers
        self.status = status
        self.sentence = sentence


def problem_response(
    *described: tuple[int, str], media_type: str = "application/json"
) -> dict[int | str, dict[str, Any]]:
    """Describe, for OpenAPI, the problems that an address can give: pairs of status code and when."""
    schema: dict[str, Any] = {"type": "string"}
    if media_type == "application/json":
        schema = {"$ref": "#/components/schemas/Problem"}
    return {code: {"description": when, "content": {media_type: {"schema": schema}}} for code, when in described}


def add_problem_handlers(app: FastAPI) -> None:
    """Make every failure of the app end as a plain sentence."""
    app.exception_handler(PlainError)(_plain_problem)
    app.exception_handler(HTTPException)(_http_exception)
    app.exception_handler(RequestValidationError)(_unreadable_body)
    app.exception_handler(Exception)(_unexpected)


async def _plain_problem(request: Request, error: PlainError) -> Response:
    problem = Problem(error=error.sentence)
    if error.status >= 500:
        logger.warning("problem %s at %s: %s", problem.id, request.url.path, error.__cause__ or error)
    return _respond(request, error.status, problem, error.headers)


async def _http_exception(request: Request, error: HTTPException) -> Response:
    sentence = _SENTENCES.get(error.status_code, BROKEN)
    return _respond(request, error.status_code, Problem(error=sentence), error.headers)


async def _unreadable_body(request: Request, error: RequestValidationError) -> Response:
    return _respond(request, 422, Problem(error=_what_is_wrong(error)))


async def _unexpected(request: Request, error: Exception) -> Response:
    problem = Problem(error=BROKEN)
    logger.error("problem %s at %s: %s", problem.id, request.url.path, type(error).__name__)
    # This handler runs outside all middleware, so it sets the headers itself.
    return _respond(request, 500, problem, SECURITY_HEADERS)


def _what_is_wrong(error: RequestValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "The body is not valid JSON."
    field = ".".join(str(part) for part in first["loc"][1:] if isinstance(part, str))
    if not field:
        return "The body must be a JSON object, sent as application/json."
    if first["type"] == "missing":
        return f'The body has no "{field}".'
    if first["type"] == "enum":
        return f'"{field}" must be {first["ctx"]["expected"]}.'
    if first["type"] in {"string_too_long", "too_long"}:
        return f'"{field}" must have at most {first["ctx"]["max_length"]} characters.'
    wanted = "a list of texts" if field == "history" else "a text"
    return f'"{field}" must be {wanted}.'


def _respond(request: Request, status: int, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    if _is_for_a_program(request):
        return JSONResponse(problem.model_dump(), status, headers)
    return HTMLResponse(render("problem.html", problem=problem, status=status), status, headers)


def _is_for_a_program(request: Request) -> bool:
    path = request.url.path
    if path == "/" or path.startswith("/sources/"):
        return False
    if path.startswith("/api/") or path in {"/healthz", "/readyz", "/openapi.json"}:
        return True
    return "text/html" not in request.headers.get("accept", "")
