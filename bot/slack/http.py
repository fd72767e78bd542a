"""HTTP mode: an ASGI app that takes Slack's requests at /slack/events."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import time

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.app import SlackApp
from bot.slack.guard import LARGEST, Guard

PATH = "/slack/events"


def http_app(
    connecting: Callable[[], Awaitable[SlackApp]], signing_secret: str, now: Callable[[], float] = time
) -> Starlette:
    """The ASGI app, to be served alone or mounted in another. ``connecting`` gives the surface when it starts."""
    guard = Guard(signing_secret, now)
    running: list[SlackApp] = []

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        app = await connecting()
        app.start()
        running.append(app)
        yield
        # The server has stopped taking requests by now.
        running.clear()
        await app.stop()

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "the body is too large"}, status_code=413)
        if not guard.lets_in(body, request.headers):
            return JSONResponse({"error": "this request was not signed by Slack"}, status_code=401)
        if not running:
            return JSONResponse({"error": "Signpost is stopping; please send this again"}, status_code=503)
        return await AsyncSlackRequestHandler(running[0].bolt).handle(request)

    async def ready(_: Request) -> Response:
        return JSONResponse({"status": "ready" if running else "stopping"}, status_code=200 if running else 503)

    routes = [Route(PATH, events, methods=["POST"]), Route("/health", ready, methods=["GET"])]
    return Starlette(routes=routes, lifespan=lifespan)


async def _body(request: Request) -> bytes | None:
    """The body, kept for Bolt; none when it is too large."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > LARGEST:
            return None
    request._body = bytes(held)  # what Request.body() gives from now on
    return request._body
