"""Puts the web surface together."""

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import Scope

from bot.pause import PauseSwitch
from bot.records.records import Records
from bot.settings import Settings
from bot.web import api, embed, health, kept, pages
from bot.web.gate import Gate
from bot.web.interface import Assistant
from bot.web.problems import add_problem_handlers, problem_response
from bot.web.public import PublicAssistant
from bot.web.security import BodyLimit, SecurityHeaders
from bot.web.sites import Sites, load_sites
from bot.web.team import pages as team_pages
from bot.web.team.pages import Team

_STATIC = Path(__file__).parent / "static"


class _StaticFiles(StaticFiles):
    """Files that browsers may keep but must ask about (by ETag) before each use."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _as_it_is(text: str) -> str:
    return text


def create_app(
    assistant: Assistant,
    settings: Settings,
    *,
    records: Records | None = None,
    pause: PauseSwitch | None = None,
    mask: Callable[[str], str] = _as_it_is,
    sites: Sites | None = None,
    processes: int = 1,
) -> FastAPI:
    """Build the web surface around an assistant. It asks for the public, whatever a request says.

    Feedback goes to ``records``, its comments through ``mask``, which takes out personal data. Without ``sites``,
    those that the settings name may show the widget. ``processes`` answer. Raises SitesUnreadable.
    """
    sites = sites or load_sites(settings.sites)
    app = FastAPI(
        title="Signpost",
        description="Cited answers about SEND support, from a local area partnership's own documents.",
        version="1",
        # The interactive documentation pages load their scripts from elsewhere; the policy forbids that.
        docs_url=None,
        redoc_url=None,
        responses=problem_response((413, "The body is too large."), (500, "Something unexpected went wrong.")),
    )
    app.state.assistant = PublicAssistant(assistant, has_model=settings.has_model, processes=processes)
    app.state.settings = settings
    app.state.kept = kept.Kept(records, mask)
    app.state.pause = pause
    app.state.gate = Gate(settings, sites)
    app.state.team = Team(assistant, records, pause)
    for router in (api.router, kept.router, embed.router, pages.router, health.router, team_pages.router):
        app.include_router(router)
    app.mount("/static", _StaticFiles(directory=_STATIC), name="static")
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sites.origins,
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("authorization", "content-type"),
        expose_headers=("retry-after",),
    )
    app.add_middleware(SecurityHeaders, framed_by=sites.origins)
    return app
