"""Calls to Slack's Web API: how often a call is tried, how its rate limits are obeyed, and what is known afterwards.

A call that timed out may have been carried out. Whoever posts has to look before posting again; see ``once``.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Protocol

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

logger = logging.getLogger(__name__)

TRIES = 4
FIRST_WAIT = 0.25  # seconds before the second try; each further wait is twice as long
LONGEST_LIMIT = 120.0  # seconds that a call waits for its rate limit altogether
TIMEOUT = 10  # seconds for one try
# What Slack says when it is Slack that failed.
_SLACK_FAILED = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


class Unsure(Exception):
    """Slack did not say whether the call was carried out."""


class Refused(Exception):
    """Slack said no: the call was not carried out, and will not be if it is repeated."""

    def __init__(self, method: str, error: str) -> None:
        super().__init__(f"Slack refused {method}: {error}")
        self.error = error


class Limited(Exception):
    """The rate limit did not let the call through in time: it was not carried out."""


class Reply(Protocol):
    """What Slack answered, as far as it is used."""

    def get(self, key: str, default: Any = None) -> Any:
        """A part of it."""
        ...


class Calls:
    """Carries out calls. One for each process, so that a limit which one call meets holds the others back too."""

    def __init__(self, client: AsyncWebClient, *, first_wait: float = FIRST_WAIT) -> None:
        self.client = client
        self._first_wait = first_wait
        self._not_before: dict[tuple[str, str], float] = {}

    async def do(
        self,
        call: Callable[..., Awaitable[Reply]],
        *,
        repeatable: bool = True,
        patience: float = LONGEST_LIMIT,
        **given: Any,
    ) -> Reply:
        """Carry out a call.

        A ``repeatable`` one, which does no harm when it is carried out twice, is tried again when Slack fails. The
        rate limit is waited for ``patience`` seconds. Raises Unsure, Refused, Limited.
        """
        name = call.__name__
        # Slack counts posts by channel, everything else by method.
        key = (name, str(given.get("channel", "")) if name.startswith("chat_post") else "")
        ends, failed = monotonic() + patience, 0
        while True:
            await self._wait_for_limit(key, ends)
            try:
                return await call(**given)
            except SlackApiError as error:
                status, said = _said(error)
                if status == 429 or said == "ratelimited":
                    self._not_before[key] = monotonic() + _retry_after(error)
                    continue
                if status < 500 and said and said not in _SLACK_FAILED:
                    raise Refused(name, said) from None
            except SlackRequestError as error:
                raise Refused(name, "bad_request") from error
            except (TimeoutError, ClientError):
                pass
            failed += 1
            if not repeatable or failed >= TRIES:
                raise Unsure(f"Slack did not answer {name}") from None
            await asyncio.sleep(self._first_wait * 2 ** (failed - 1) * random.uniform(0.8, 1.2))  # noqa: S311

    async def _wait_for_limit(self, key: tuple[str, str], ends: float) -> None:
        while (wait := self._not_before.get(key, 0.0) - monotonic()) > 0:
            if monotonic() + wait > ends:
                raise Limited(f"Slack's rate limit for {key[0]} holds for {wait:.0f} s more")
            # Not all that wait may come at once when it ends.
            await asyncio.sleep(wait + random.uniform(0.0, 0.1))  # noqa: S311
        self._not_before.pop(key, None)


def _said(error: SlackApiError) -> tuple[int, str]:
    """The HTTP status and Slack's word for what is wrong."""
    response = error.response
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 500)
    try:
        said = str(response.get("error") or "")
    except (AttributeError, TypeError, ValueError):
        said = ""
    return status, said


def _retry_after(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return max(float(given), 0.0)
    except ValueError:
        return 1.0
