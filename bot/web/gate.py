"""The gate: who may ask, from which page, and how often."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from bot.settings import Settings
from bot.web.problems import PlainError, problem_response
from bot.web.sessions import Session, SessionRefused, Sessions
from bot.web.sites import Site, Sites

WRITES_AN_ASK = 2  # for each question that an asker may ask, this many times feedback or a deletion
WRONG_TOKENS_A_MINUTE = 10  # from one address
SESSIONS_A_MINUTE = 120  # of one address: a school or a phone company can stand behind one

NOT_FROM_HERE = "This page may not show Signpost. Its site has to be added to Signpost's list of sites first."
NO_SESSION = "The chat has been open for a long time. Please ask again."
TOO_OFTEN = "That is a lot of questions in a short time. Please wait {seconds} seconds, then ask again."
TOO_MANY_TODAY = (
    "So much has been asked here today that Signpost has to stop until tomorrow. "
    "Please ring your council, or ask on Signpost's own page."
)

REFUSALS = problem_response(
    (401, "The session is missing, not ours, or too old: get a new one from /api/session."),
    (403, "The page's origin is not on the list of sites."),
    (429, "Too many requests: Retry-After says for how many seconds to wait."),
)


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as it matters: from where, in which session, and on which site (none for our own pages)."""

    address: str
    session: str
    site: Site | None


class Gate:
    """Lets requests through or not. Counts in this process's memory, and keeps no address longer than its limit."""

    def __init__(self, settings: Settings, sites: Sites, now: Callable[[], float] = time.time) -> None:
        """``now`` gives seconds since the epoch."""
        self.sites = sites
        self.sessions = Sessions(settings.secret.get_secret_value() if settings.secret else None, now)
        self._settings = settings
        storage = MemoryStorage()
        self._moving = MovingWindowRateLimiter(storage)
        self._fixed = FixedWindowRateLimiter(storage)
        self._now = now

    def give_session(self, request: Request) -> str:
        """A token for the widget that asks for one. Raises PlainError."""
        site = self._site(request)
        self._spend(self._moving, RateLimitItemPerMinute(SESSIONS_A_MINUTE), "session", self._address(request))
        return self.sessions.give(site.origin if site else None)

    def let_ask(self, request: Request) -> None:
        """Let somebody ask a question, and count it. Raises PlainError."""
        asker = self._asker(request)
        most, of_address = self._settings.asks_a_minute, self._settings.asks_a_minute_of_an_address
        if most:
            self._spend(self._moving, RateLimitItemPerMinute(most), "ask", asker.address, asker.session)
        if of_address:
            self._spend(self._moving, RateLimitItemPerMinute(of_address), "address", asker.address)
        budget = asker.site.asks_a_day if asker.site else self._settings.asks_a_day
        if budget:
            item, name = RateLimitItemPerDay(budget), asker.site.origin if asker.site else ""
            self._spend(self._fixed, item, "day", name, sentence=TOO_MANY_TODAY)

    def let_write(self, request: Request) -> None:
        """Let somebody give feedback or delete, and count it. Raises PlainError."""
        asker = self._asker(request)
        if most := self._settings.asks_a_minute * WRITES_AN_ASK:
            self._spend(self._moving, RateLimitItemPerMinute(most), "write", asker.address, asker.session)

    def count_wrong_token(self, request: Request) -> None:
        """Count a wrong token for the team page. Raises PlainError when there were too many."""
        self._spend(self._moving, RateLimitItemPerMinute(WRONG_TOKENS_A_MINUTE), "token", self._address(request))

    def site_of(self, request: Request) -> Site | None:
        """The listed site whose page sent a request; none for our own pages and for others."""
        return self.sites.at(request.headers.get("origin", ""))

    def is_own(self, origin: str, request: Request) -> bool:
        """Whether an origin is that of our own pages."""
        return urlsplit(origin).netloc == request.headers.get("host") or origin == self._settings.public_origin

    def _asker(self, request: Request) -> Asker:
        site, session = self._site(request), self._session(request)
        if session is None:
            if site is not None:
                raise PlainError(401, NO_SESSION)
            return Asker(self._address(request), "", None)
        if "origin" in request.headers and session.origin != (site.origin if site else None):
            raise PlainError(401, NO_SESSION)
        # Outside a browser there is no origin: then the token says whose budget it is.
        return Asker(self._address(request), session.id, site or self.sites.at(session.origin or ""))

    def _site(self, request: Request) -> Site | None:
        origin = request.headers.get("origin")
        if origin is None or self.is_own(origin, request):
            return None
        site = self.sites.at(origin)
        if site is None:
            raise PlainError(403, NOT_FROM_HERE)
        return site

    def _session(self, request: Request) -> Session | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        try:
            return self.sessions.read(token)
        except SessionRefused as error:
            raise PlainError(401, NO_SESSION) from error

    def _address(self, request: Request) -> str:
        address = request.client.host if request.client else ""
        if self._settings.behind_proxy:
            # The proxy adds the address it sees at the end; what stands before it, anybody can have written.
            address = request.headers.get("x-forwarded-for", address).split(",")[-1].strip()
        try:
            parsed = ip_address(address)
        except ValueError:
            return address
        # One household has a whole /64 of IPv6 addresses.
        return str(parsed.packed[:8].hex()) if isinstance(parsed, IPv6Address) else address

    def _spend(self, limiter: RateLimiter, item: RateLimitItem, *who: str, sentence: str = TOO_OFTEN) -> None:
        if limiter.hit(item, *who):
            return
        seconds = max(1, ceil(limiter.get_window_stats(item, *who).reset_time - time.time()))
        raise PlainError(429, sentence.format(seconds=seconds), {"Retry-After": str(seconds)})


def gate_of(request: Request) -> Gate:
    """The gate of the app that a request came to."""
    return cast(Gate, request.app.state.gate)


async def _may_ask(request: Request, gate: Annotated[Gate, Depends(gate_of)]) -> None:
    gate.let_ask(request)


async def _may_write(request: Request, gate: Annotated[Gate, Depends(gate_of)]) -> None:
    gate.let_write(request)


MAY_ASK = Depends(_may_ask)
MAY_WRITE = Depends(_may_write)
