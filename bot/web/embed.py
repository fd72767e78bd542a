"""Everything that a page elsewhere needs to show the widget: its file, its languages, a session; and how it is done."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from bot.web.gate import REFUSALS, Gate, gate_of
from bot.web.problems import PlainError, problem_response
from bot.web.rendering import render
from bot.web.sessions import LIFE
from bot.web.welcome import Welcome, suggested, welcome
from bot.web.widget_file import LATEST, released, widget_file
from bot.web.words import language_file, languages

router = APIRouter(tags=["embed"])

Gated = Annotated[Gate, Depends(gate_of)]
NO_FILE = "There is no such version of the widget. /embed shows the one there is now."
NO_LANGUAGE = "There is no such language."
# The file is public and the same for everyone, so any page may load it and check its sum.
_FOR_ANY_PAGE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_SCRIPT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/javascript": {}}}}
_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {}}}}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_FOR_A_WHILE = {"Cache-Control": "public, max-age=300"}


class GivenSession(BaseModel):
    """A session: a token to be sent as ``Authorization: Bearer``, and for how many seconds it holds."""

    model_config = ConfigDict(frozen=True)

    token: str
    seconds: int = LIFE


@router.post("/api/session", responses={code: REFUSALS[code] for code in (403, 429)})
async def session(request: Request, gate: Gated) -> GivenSession:
    """Give a session to a widget on one of our own pages or on a listed site."""
    return GivenSession(token=gate.give_session(request))


@router.get("/api/welcome")
async def what_is_offered(request: Request, gate: Gated) -> Welcome:
    """Say what a new chat offers."""
    site = gate.site_of(request)
    return welcome(request.app.state.settings.max_question, site.languages if site else ())


@router.get(
    "/widget/{name}",
    response_class=Response,
    responses=_SCRIPT | problem_response((404, "No such version."), (422, "No name.")),
)
async def widget(name: str) -> Response:
    """The widget's file: by the name with a version, which never changes, or the latest."""
    current = widget_file()
    content = current.content if name in {current.name, LATEST} else released().get(name)
    if content is None:
        raise PlainError(404, NO_FILE)
    lasts = _FOR_A_WHILE if name == LATEST else _FOR_EVER
    return Response(content, media_type="text/javascript", headers=_FOR_ANY_PAGE | lasts)


@router.get(
    "/widget/languages/{language}.json",
    response_class=Response,
    responses=_JSON | problem_response((404, "No such language."), (422, "No language.")),
)
async def language(language: str) -> Response:
    """The words of the interface in a language."""
    if language not in languages():
        raise PlainError(404, NO_LANGUAGE)
    return Response(language_file(language), media_type="application/json", headers=_FOR_ANY_PAGE | _FOR_A_WHILE)


@router.get("/embed", response_class=HTMLResponse)
async def how_to_embed(request: Request) -> HTMLResponse:
    """A page for web editors: the tag to copy, with the sum of the current file."""
    return HTMLResponse(render("embed.html", server=request.app.state.settings.public_origin, suggested=suggested()))


@router.get("/demo", response_class=HTMLResponse)
async def demo() -> HTMLResponse:
    """A made-up council page with the widget on it."""
    return HTMLResponse(render("demo.html"))
