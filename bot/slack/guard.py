"""The guard before Bolt: only what Slack has signed in the last five minutes gets in; nothing else is read or logged.

Bolt checks signatures too, but it logs the body of a request that fails, and breaks on a timestamp that is no number.
"""

import logging
from collections.abc import Callable, Mapping

from slack_sdk.signature import Clock, SignatureVerifier

logger = logging.getLogger(__name__)

LARGEST = 1_000_000  # bytes of a body; Slack's are far smaller
_DIGITS = 12


class Guard:
    """Checks signatures. See https://docs.slack.dev/authentication/verifying-requests-from-slack/."""

    def __init__(self, signing_secret: str, now: Callable[[], float]) -> None:
        """``now``: seconds since 1970."""
        self._verifier = SignatureVerifier(signing_secret, clock=_Clock(now))

    def lets_in(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether Slack sent this, just now."""
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _DIGITS
        if not is_number or not signature.isascii():
            logger.warning("A request to Slack's address had no timestamp or signature.")
            return False
        try:
            text = body.decode()
        except UnicodeDecodeError:
            logger.warning("A request to Slack's address was not text.")
            return False
        if not self._verifier.is_valid(text, timestamp, signature):
            logger.warning("A request to Slack's address was not signed by Slack, or is too old.")
            return False
        return True


class _Clock(Clock):
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now()
