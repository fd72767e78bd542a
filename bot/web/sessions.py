"""Sessions: short-lived signed tokens that say on which site a widget stands. They hold nothing of the person."""

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, ValidationError

LIFE = 30 * 60  # seconds
LONGEST_TOKEN = 1000  # characters


class SessionRefused(Exception):
    """A token that is not ours, was changed, or is too old."""


class Session(BaseModel):
    """What a token says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    origin: str | None
    until: int


class Sessions:
    """Gives and reads tokens. Several processes must share the secret; without one, each start makes its own."""

    def __init__(self, secret: str | None, now: Callable[[], float]) -> None:
        """``now`` gives seconds since the epoch."""
        self._secret = secret.encode() if secret else secrets.token_bytes(32)
        self._now = now

    def give(self, origin: str | None) -> str:
        """A new token for a widget on pages of ``origin``; none for our own pages."""
        session = Session(id=secrets.token_urlsafe(12), origin=origin, until=int(self._now()) + LIFE)
        body = urlsafe_b64encode(session.model_dump_json().encode())
        return f"{body.decode()}.{self._sign(body)}"

    def read(self, token: str) -> Session:
        """What a token says. Raises SessionRefused."""
        body, _, signature = token[:LONGEST_TOKEN].encode("utf-8", "replace").partition(b".")
        if not hmac.compare_digest(self._sign(body).encode(), signature):
            raise SessionRefused("the signature is not ours")
        try:
            session = Session.model_validate(json.loads(urlsafe_b64decode(body)))
        except (ValueError, ValidationError) as error:
            raise SessionRefused("the token cannot be read") from error
        if session.until < self._now():
            raise SessionRefused("the token is too old")
        return session

    def _sign(self, body: bytes) -> str:
        return urlsafe_b64encode(hmac.new(self._secret, body, sha256).digest()).decode()
