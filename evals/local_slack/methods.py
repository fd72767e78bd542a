"""The methods of the Web API that the bot uses, as far as it can tell them from Slack's."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from evals.local_slack.limits import what_is_wrong

if TYPE_CHECKING:
    from evals.local_slack.server import Slack

Given = dict[str, Any]
Reply = dict[str, Any]


class Oops(Exception):
    """Slack's word for what is wrong."""

    def __init__(self, error: str, why: list[str] | None = None) -> None:
        super().__init__(error)
        self.why = why or []


def _check(slack: "Slack", blocks: list[dict[str, Any]], most: int = 50) -> None:
    wrong = what_is_wrong(blocks, most=most, only_old=slack.only_old_blocks)
    if wrong:
        raise Oops("invalid_blocks", wrong)


def _is_there(slack: "Slack", channel: str) -> None:
    facts = slack.channels.get(channel)
    if facts is None:
        if channel.startswith("D"):
            return
        raise Oops("channel_not_found")
    if facts.get("refuses"):
        raise Oops(str(facts["refuses"]))


def _auth_test(slack: "Slack", _: Given) -> Reply:
    from evals.local_slack.server import BOT, BOT_USER, TEAM

    return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "url": slack.url, "user": "signpost"}


def _mine(given: Given) -> dict[str, Any]:
    from evals.local_slack.server import APP, BOT, BOT_USER

    kept = ("text", "blocks", "metadata", "thread_ts", "unfurl_links")
    return {"user": BOT_USER, "bot_id": BOT, "app_id": APP, **{name: given[name] for name in kept if name in given}}


def _post(slack: "Slack", given: Given) -> Reply:
    channel = str(given["channel"])
    if channel.startswith("U"):
        channel = f"D{channel}"
    _is_there(slack, channel)
    _check(slack, given.get("blocks", []))
    if not given.get("text") and not given.get("blocks"):
        raise Oops("no_text")
    message = slack.conversations.add(channel, _mine(given))
    return {"channel": channel, "ts": message["ts"], "message": message}


def _update(slack: "Slack", given: Given) -> Reply:
    message = slack.conversations.find(given["channel"], given["ts"])
    if message is None:
        raise Oops("message_not_found")
    if message.get("is_streaming"):
        raise Oops("streaming_state_conflict")
    _check(slack, given.get("blocks", []))
    message.update({name: given[name] for name in ("text", "blocks", "metadata") if name in given})
    message["edits"] = message.get("edits", 0) + 1
    message.pop("streamed", None)
    return {"channel": given["channel"], "ts": given["ts"]}


def _delete(slack: "Slack", given: Given) -> Reply:
    message = slack.conversations.find(given["channel"], given["ts"])
    if message is None:
        raise Oops("message_not_found")
    slack.conversations.messages[given["channel"]].remove(message)
    slack.conversations.deleted.append(message)
    return {}


def _ephemeral(slack: "Slack", given: Given) -> Reply:
    _is_there(slack, str(given["channel"]))
    _check(slack, given.get("blocks", []))
    slack.ephemeral.append(given)
    return {"message_ts": slack.conversations.new_ts()}


def _text_of(chunks: list[dict[str, Any]]) -> str:
    return "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")


def _start_stream(slack: "Slack", given: Given) -> Reply:
    channel = str(given["channel"])
    _is_there(slack, channel)
    if not channel.startswith("D") and not (given.get("recipient_user_id") and given.get("recipient_team_id")):
        raise Oops("missing_recipient")
    text = _text_of(given.get("chunks", []))
    shown = {**_mine({"thread_ts": given["thread_ts"], "text": text}), "is_streaming": True, "streamed": text}
    message = slack.conversations.add(channel, shown)
    return {"channel": channel, "ts": message["ts"]}


def _streaming(slack: "Slack", given: Given) -> dict[str, Any]:
    message = slack.conversations.find(str(given["channel"]), str(given["ts"]))
    if message is None or not message.get("is_streaming"):
        raise Oops("message_not_in_streaming_state")
    return message


def _append_stream(slack: "Slack", given: Given) -> Reply:
    message = _streaming(slack, given)
    text = _text_of(given.get("chunks", []))
    if len(text) > 12_000:
        raise Oops("msg_too_long")
    message["streamed"] += text
    message["text"] = message["streamed"]
    return {"channel": given["channel"], "ts": given["ts"]}


def _stop_stream(slack: "Slack", given: Given) -> Reply:
    message = _streaming(slack, given)
    _check(slack, given.get("blocks", []))
    message["is_streaming"] = False
    message["blocks"] = given.get("blocks", [])
    if given.get("metadata"):
        message["metadata"] = given["metadata"]
    return {"channel": given["channel"], "ts": given["ts"]}


def _paged(messages: list[dict[str, Any]], given: Given) -> Reply:
    oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
    found = [one for one in messages if oldest < float(one["ts"]) < latest]
    start, limit = int(given.get("cursor") or 0), int(given.get("limit") or 100)
    page = [_seen(one, given) for one in found[start : start + limit]]
    more = start + limit < len(found)
    return {
        "messages": page,
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


def _seen(message: dict[str, Any], given: Given) -> dict[str, Any]:
    hidden = {"is_streaming", "streamed", "edits"}
    if str(given.get("include_all_metadata", "")).lower() not in {"1", "true"}:
        hidden |= {"metadata"}
    return {name: value for name, value in message.items() if name not in hidden}


def _replies(slack: "Slack", given: Given) -> Reply:
    return _paged(slack.conversations.thread(given["channel"], given["ts"]), given)


def _history(slack: "Slack", given: Given) -> Reply:
    every = [one for one in slack.conversations.messages.get(given["channel"], ()) if not one.get("thread_ts")]
    return _paged(sorted(every, key=lambda one: -float(one["ts"])), given)


def _open_conversation(_: "Slack", given: Given) -> Reply:
    return {"channel": {"id": f"D{given['users']}"}}


def _channel_info(slack: "Slack", given: Given) -> Reply:
    facts = slack.channels.get(given["channel"])
    if facts is None:
        raise Oops("channel_not_found")
    return {"channel": {"id": given["channel"], **facts}}


def _user_info(slack: "Slack", given: Given) -> Reply:
    if given["user"] not in slack.users:
        raise Oops("user_not_found")
    return {"user": {"id": given["user"], **slack.users[given["user"]]}}


def _group_members(slack: "Slack", given: Given) -> Reply:
    if given["usergroup"] not in slack.groups:
        raise Oops("no_such_subteam")
    return {"users": slack.groups[given["usergroup"]]}


def _status(slack: "Slack", given: Given) -> Reply:
    slack.statuses.append(given)
    return {}


def _prompts(slack: "Slack", given: Given) -> Reply:
    if len(given["prompts"]) > 4:
        raise Oops("too_many_prompts")
    slack.prompts.append(given)
    return {}


def _open_view(slack: "Slack", given: Given) -> Reply:
    if not given.get("trigger_id"):
        raise Oops("invalid_trigger_id")
    _check(slack, given["view"]["blocks"], 100)
    view = {**given["view"], "id": f"V{len(slack.views)}"}
    slack.views.append(view)
    return {"view": view}


def _update_view(slack: "Slack", given: Given) -> Reply:
    _check(slack, given["view"]["blocks"], 100)
    view = next((one for one in slack.views if one["id"] == given["view_id"]), None)
    if view is None:
        raise Oops("not_found")
    view.clear()
    view.update({**given["view"], "id": given["view_id"]})
    return {"view": view}


def _publish_view(slack: "Slack", given: Given) -> Reply:
    _check(slack, given["view"]["blocks"], 100)
    slack.homes[given["user_id"]] = given["view"]
    return {"view": given["view"]}


def _upload_url(slack: "Slack", given: Given) -> Reply:
    id_ = f"F{uuid.uuid4().hex[:8]}"
    slack.uploads[id_] = {"name": given["filename"]}
    return {"upload_url": f"{slack.url}/upload/{id_}", "file_id": id_}


def _complete_upload(slack: "Slack", given: Given) -> Reply:
    for file in given["files"]:
        uploaded = slack.uploads[file["id"]]
        where = {"channel": given.get("channel_id"), "thread_ts": given.get("thread_ts")}
        slack.files.append({**uploaded, **where, "comment": given.get("initial_comment")})
    return {"files": given["files"]}


def _connections_open(slack: "Slack", _: Given) -> Reply:
    return {"url": f"{slack.url.replace('http', 'ws')}/socket"}


METHODS: dict[str, Callable[["Slack", Given], Reply]] = {
    "auth.test": _auth_test,
    "chat.postMessage": _post,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.postEphemeral": _ephemeral,
    "chat.startStream": _start_stream,
    "chat.appendStream": _append_stream,
    "chat.stopStream": _stop_stream,
    "conversations.replies": _replies,
    "conversations.history": _history,
    "conversations.open": _open_conversation,
    "conversations.info": _channel_info,
    "users.info": _user_info,
    "usergroups.users.list": _group_members,
    "assistant.threads.setStatus": _status,
    "assistant.threads.setSuggestedPrompts": _prompts,
    "views.open": _open_view,
    "views.update": _update_view,
    "views.publish": _publish_view,
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _complete_upload,
    "apps.connections.open": _connections_open,
}
