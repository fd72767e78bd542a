"""Reads what Slack sends: what asks something, what was asked, and where the answer goes."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from bot.slack.work import Asked, Way

Payload = Mapping[str, Any]

_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
# Messages that people write; all other subtypes are Slack's own ("has joined the channel").
_WRITTEN = frozenset({None, "file_share", "thread_broadcast"})


def words_of(text: str, me: str) -> str:
    """A message as its writer meant it: no mention of the bot, links and names as they are shown."""

    def shown(match: re.Match[str]) -> str:
        target, label = match.group(1), match.group(2)
        if target.startswith("@"):
            return "" if target[1:] == me or not label else label
        if target.startswith("#"):
            return f"#{label}" if label else ""
        return label or ("" if target.startswith("!") else target.removeprefix("mailto:"))

    return " ".join(unescape(_LINK.sub(shown, text)).split())


def key_of(channel: str, ts: str) -> str:
    """What makes a message one question, through whatever events it comes."""
    return f"{channel}:{ts}"


def is_written_by_a_person(message: Payload, me: str) -> bool:
    """False for bots, for the bot itself, and for what Slack writes."""
    return (
        message.get("subtype") in _WRITTEN
        and not message.get("bot_id")
        and not message.get("app_id")
        and bool(message.get("user"))
        and message.get("user") != me
    )


def asked_in_message(event: Payload, team: str | None, me: str) -> Asked | None:
    """The question of an ``app_mention`` or a direct message; none when it is not a person's."""
    if not is_written_by_a_person(event, me):
        return None
    channel, ts = str(event["channel"]), str(event["ts"])
    return Asked(
        way=Way.DIRECT if channel.startswith("D") else Way.MENTION,
        text=words_of(str(event.get("text") or ""), me),
        user=str(event["user"]),
        team=event.get("user_team") or event.get("source_team") or event.get("team") or team,
        channel=channel,
        ts=ts,
        thread=str(event.get("thread_ts") or ts),
    )


def asked_in_command(body: Payload, way: Way, me: str) -> Asked:
    """The question of a slash command."""
    return Asked(
        way=way,
        text=words_of(str(body.get("text") or ""), me),
        user=str(body["user_id"]),
        team=body.get("team_id"),
        channel=str(body["channel_id"]),
        response_url=body.get("response_url"),
    )


def asked_in_shortcut(body: Payload, me: str) -> Asked:
    """The question that a message holds, when somebody else asks Signpost about it."""
    team = body.get("team") or {}
    return Asked(
        way=Way.SHORTCUT,
        text=words_of(str(body["message"].get("text") or ""), me),
        user=str(body["user"]["id"]),
        team=body["user"].get("team_id") or team.get("id"),
        channel=str(body["channel"]["id"]),
        ts=str(body["message"]["ts"]),
        response_url=body.get("response_url"),
    )
