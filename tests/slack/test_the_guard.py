"""Only Slack gets in, and what somebody else sends is neither read nor logged."""

import logging
import time

import pytest

from bot.slack.guard import LARGEST, Guard
from evals.local_slack.payloads import as_json, callback, direct, signed
from evals.local_slack.running import Bot
from evals.local_slack.server import SIGNING_SECRET, LocalSlack
from evals.local_slack.set_assistant import SetAssistant

BODY = b'{"type":"event_callback","event":{"text":"a secret"}}'
NOW = 1_800_000_000.0


def _headers(at: float = NOW, body: bytes = BODY, secret: str = SIGNING_SECRET) -> dict[str, str]:
    return {name.lower(): value for name, value in signed(body, at, secret).items()}


@pytest.fixture
def guard() -> Guard:
    return Guard(SIGNING_SECRET, lambda: NOW)


@pytest.mark.parametrize("off", [-299, 0, 299])
def test_a_signed_request_of_the_last_five_minutes_gets_in(guard: Guard, off: int) -> None:
    assert guard.lets_in(BODY, _headers(NOW + off))


@pytest.mark.parametrize("off", [-301, 301, -86400])
def test_an_old_or_future_request_stays_out(guard: Guard, off: int) -> None:
    assert not guard.lets_in(BODY, _headers(NOW + off))


@pytest.mark.parametrize(
    "broken",
    [
        {"x-slack-request-timestamp": "not-a-number"},
        {"x-slack-request-timestamp": ""},
        {"x-slack-request-timestamp": "１８００００００００"},
        {"x-slack-request-timestamp": "9" * 40},
        {"x-slack-request-timestamp": "-1800000000"},
        {"x-slack-signature": ""},
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": "v0=ünïcode"},
    ],
)
def test_a_broken_timestamp_or_signature_stays_out(guard: Guard, broken: dict[str, str]) -> None:
    assert not guard.lets_in(BODY, _headers() | broken)


def test_a_changed_body_or_another_secret_stays_out(guard: Guard) -> None:
    assert not guard.lets_in(BODY + b" ", _headers())
    assert not guard.lets_in(BODY, _headers(secret="another"))
    assert not guard.lets_in(b"\xff\xfe", _headers(body=b"\xff\xfe"))
    assert not guard.lets_in(BODY, {})


def test_a_request_that_slack_did_not_sign_gets_401_and_is_not_logged(
    bot: Bot, assistant: SetAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body, kind = as_json(callback(direct("UPARTNER", "the secret word is mulberry", "1.0")))
    for headers in ({}, signed(body, secret="wrong"), signed(body) | {"X-Slack-Request-Timestamp": "soon"}):
        reply = bot.post(body, kind, headers)
        assert reply.status_code == 401
        assert "mulberry" not in reply.text
    assert "mulberry" not in caplog.text
    assert not assistant.asked


def test_a_body_without_end_is_refused(bot: Bot) -> None:
    body = b"x" * (LARGEST + 1)
    assert bot.post(body, "application/json").status_code == 413


def test_slack_can_verify_the_address(bot: Bot) -> None:
    body, kind = as_json({"token": "t", "challenge": "3eZbrw1aBm2rZgRNFdxV", "type": "url_verification"})
    reply = bot.post(body, kind)
    assert (reply.status_code, reply.json()["challenge"]) == (200, "3eZbrw1aBm2rZgRNFdxV")


def test_tokens_are_never_logged(make_bot: object, local: LocalSlack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    local.fails = lambda method, given: None
    for socket in (False, True):
        bot = make_bot(socket=socket)  # type: ignore[operator]
        if not socket:
            bot.event(direct("UPARTNER", "What is late?", f"{time.time():.6f}"))
            local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    for secret in ("xoxb-", "xapp-", SIGNING_SECRET):
        assert secret not in caplog.text
