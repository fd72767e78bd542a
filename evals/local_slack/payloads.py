"""What Slack sends, as its reference documents it, signed as it signs."""

import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any
from urllib.parse import urlencode

from evals.local_slack.server import APP, BOT, BOT_USER, SIGNING_SECRET, TEAM

Body = dict[str, Any]
_numbers = count(1)


def new_id(prefix: str) -> str:
    """An id that was never given before."""
    return f"{prefix}{next(_numbers):08d}"


def signed(body: bytes, at: float | None = None, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers that prove that Slack sent this body."""
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def callback(event: Body, event_id: str | None = None, team: str = TEAM) -> Body:
    """An event as the Events API wraps it."""
    return {
        "token": "verification-token-is-not-used",
        "team_id": team,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or new_id("Ev"),
        "event_time": int(float(event.get("event_ts", time.time()))),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def mention(user: str, channel: str, text: str, ts: str, thread: str | None = None, team: str = TEAM) -> Body:
    """An ``app_mention`` event."""
    reply = {"thread_ts": thread} if thread else {}
    said = f"<@{BOT_USER}> {text}"
    return {
        "type": "app_mention",
        "user": user,
        "text": said,
        "ts": ts,
        "channel": channel,
        "event_ts": ts,
        "team": team,
        "client_msg_id": new_id("msg-"),
        **reply,
    }


def direct(user: str, text: str, ts: str, thread: str | None = None, team: str = TEAM) -> Body:
    """A ``message`` event in the direct messages with the bot."""
    reply = {"thread_ts": thread} if thread else {}
    return {
        "type": "message",
        "user": user,
        "text": text,
        "ts": ts,
        "channel": f"D{user}",
        "event_ts": ts,
        "channel_type": "im",
        "team": team,
        "client_msg_id": new_id("msg-"),
        **reply,
    }


def command(name: str, user: str, channel: str, text: str, response_url: str, team: str = TEAM) -> Body:
    """A slash command."""
    return {
        "token": "verification-token-is-not-used",
        "team_id": team,
        "team_domain": "dorset",
        "channel_id": channel,
        "channel_name": "directmessage" if channel.startswith("D") else "send",
        "user_id": user,
        "user_name": user.lower(),
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": new_id("1111.2222."),
    }


def press(user: str, element: Body, message: Body | None, channel: str, response_url: str, team: str = TEAM) -> Body:
    """A ``block_actions`` payload: a button was pressed, or something chosen from a menu."""
    where: Body = {"type": "message", "channel_id": channel, "is_ephemeral": message is None}
    shown = {"message": message} if message is not None else {}
    return {
        "type": "block_actions",
        "user": {"id": user, "username": user.lower(), "team_id": team},
        "api_app_id": APP,
        "container": where,
        "trigger_id": new_id("1111.2222."),
        "team": {"id": team, "domain": "dorset"},
        "channel": {"id": channel, "name": "send"},
        "response_url": response_url,
        "actions": [{"block_id": "b", "action_ts": "1", **element}],
        **shown,
    }


def home_press(user: str, element: Body, team: str = TEAM) -> Body:
    """A ``block_actions`` payload from the Home tab."""
    return {
        "type": "block_actions",
        "user": {"id": user, "username": user.lower(), "team_id": team},
        "api_app_id": APP,
        "container": {"type": "view", "view_id": "V0HOME"},
        "trigger_id": new_id("1111.2222."),
        "team": {"id": team, "domain": "dorset"},
        "view": {"id": "V0HOME", "type": "home", "callback_id": "", "blocks": []},
        "actions": [{"block_id": "b", "action_ts": "1", **element}],
    }


def submission(user: str, view: Body, values: Body | None = None, *, closed: bool = False) -> Body:
    """A form that was sent, or closed."""
    return {
        "type": "view_closed" if closed else "view_submission",
        "team": {"id": TEAM, "domain": "dorset"},
        "user": {"id": user, "username": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "trigger_id": new_id("1111.2222."),
        "view": {**view, "state": {"values": values or {}}, "app_id": APP, "bot_id": BOT},
        "response_urls": [],
        **({"is_cleared": False} if closed else {}),
    }


def shortcut(user: str, channel: str, message: Body, response_url: str, callback_id: str = "ask_about_message") -> Body:
    """The message shortcut."""
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "trigger_id": new_id("1111.2222."),
        "response_url": response_url,
        "message_ts": message["ts"],
        "user": {"id": user, "name": user.lower(), "team_id": TEAM},
        "channel": {"id": channel, "name": "send"},
        "team": {"id": TEAM, "domain": "dorset"},
        "message": message,
    }


def as_json(body: Body) -> tuple[bytes, str]:
    """The body and content type of an event."""
    return json.dumps(body).encode(), "application/json"


def as_form(body: Body) -> tuple[bytes, str]:
    """The body and content type of a slash command."""
    return urlencode(body).encode(), "application/x-www-form-urlencoded"


def as_payload(body: Body) -> tuple[bytes, str]:
    """The body and content type of an interaction."""
    return urlencode({"payload": json.dumps(body)}).encode(), "application/x-www-form-urlencoded"


def envelope(kind: str, payload: Body) -> Body:
    """The same over the web socket. ``kind``: events_api, slash_commands, interactive."""
    responds = {"accepts_response_payload": kind != "events_api"}
    retry = {"retry_attempt": 0, "retry_reason": ""} if kind == "events_api" else {}
    return {"envelope_id": new_id("envelope-"), "payload": payload, "type": kind, **responds, **retry}
