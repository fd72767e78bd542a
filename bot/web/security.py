"""What keeps a browser and the server safe: headers on every response, and a limit on every body."""

import json
from collections.abc import Sequence
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A question of 100,000 characters still fits: it is the assistant that says, kindly, that it is too long.
BODY_LIMIT = 256 * 1024
TOO_LARGE = f"The request is too large. The most that is taken is {BODY_LIMIT // 1024} kB."

_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": f"{_CONTENT_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Answers are about families: no shared cache and no back button on a shared computer keeps them.
    "Cache-Control": "no-store",
}


class SecurityHeaders:
    """Puts the security headers on every response. Only pages of ``framed_by`` may show one of ours in a frame."""

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        self._headers = dict(SECURITY_HEADERS)
        if framed_by:
            policy = f"{_CONTENT_POLICY}; frame-ancestors 'self' {' '.join(framed_by)}"
            self._headers["Content-Security-Policy"] = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Refuses a body over the limit, whether its length is declared or it just keeps coming."""

    def __init__(self, app: ASGIApp, most: int = BODY_LIMIT) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > self._most:
            await _too_large()(scope, receive, send)
            return
        taken = 0

        async def receive_up_to_most() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_up_to_most, send)


def _too_large() -> Response:
    body = json.dumps({"error": TOO_LARGE, "id": uuid4().hex})
    return Response(body, 413, media_type="application/json")
