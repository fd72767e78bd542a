"""Who may see the team page: who knows its token, or whom a proxy has signed in. It is off unless one is set."""

import binascii
import hmac
from base64 import b64decode
from typing import Annotated

from fastapi import Depends, Request

from bot.settings import Settings
from bot.web.gate import Gate, gate_of
from bot.web.problems import PlainError

_NOT_HERE = "There is nothing at this address."
_WHO = "Sign in with your name and the team's token."
_FROM_ELSEWHERE = "This can only be done from the team page itself."
_ASK_FOR_TOKEN = {"WWW-Authenticate": 'Basic realm="Signpost team", charset="UTF-8"'}


async def _member(request: Request, gate: Annotated[Gate, Depends(gate_of)]) -> str:
    settings: Settings = request.app.state.settings
    if not settings.team_token and not settings.team_header:
        raise PlainError(404, _NOT_HERE)
    # A browser sends the token along wherever a form was posted from, so where it was posted from has to be asked.
    if request.method != "GET" and not gate.is_own(request.headers.get("origin", "null"), request):
        raise PlainError(403, _FROM_ELSEWHERE)
    if settings.team_header and settings.behind_proxy and (name := request.headers.get(settings.team_header)):
        return name
    name, token = _given(request.headers.get("authorization", ""))
    expected = settings.team_token.get_secret_value() if settings.team_token else ""
    if expected and hmac.compare_digest(token.encode(), expected.encode()):
        return name or "the team"
    if token:
        gate.count_wrong_token(request)
    raise PlainError(401, _WHO, _ASK_FOR_TOKEN)


def _given(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, token = b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name.strip(), token


Member = Annotated[str, Depends(_member)]
"""The name of the member of the team who asks."""
