"""The manifest, the rendered blocks and the command agree with the code."""

import os
import re
from pathlib import Path

import pytest
import yaml

import bot.slack
from bot.examine import examine
from bot.settings import Settings
from bot.slack.settings import SlackSettings
from bot.slack.ways_in import SHORTCUT
from evals import slack_blocks
from evals.local_slack.limits import what_is_wrong
from evals.local_slack.methods import METHODS

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.slack.__path__[0]).rglob("*.py"))
# The scope that Slack's reference asks for, for each method that the bot calls.
SCOPES = {
    "auth.test": set(),
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.startStream": {"chat:write"},
    "chat.appendStream": {"chat:write"},
    "chat.stopStream": {"chat:write"},
    "assistant.threads.setStatus": {"chat:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.open": {"im:write"},
    "conversations.info": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "usergroups.users.list": {"usergroups:read"},
    "views.open": set(),
    "views.update": set(),
    "views.publish": set(),
    "files.getUploadURLExternal": {"files:write"},
    "files.completeUploadExternal": {"files:write"},
    "apps.connections.open": set(),
}
EVENTS = {
    "app_mention": {"app_mentions:read"},
    "app_home_opened": set(),
    "message.im": {"im:history"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, object]:
    return yaml.safe_load((ROOT / "slack" / "manifest.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_manifest_asks_for_the_scopes_that_are_used_and_no_others(manifest: dict[str, object]) -> None:
    events = set(manifest["settings"]["event_subscriptions"]["bot_events"])  # type: ignore[index]
    assert events == EVENTS.keys()
    wanted = set().union(*SCOPES.values(), *EVENTS.values()) | {"commands"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == wanted  # type: ignore[index]


def test_every_method_that_the_bot_calls_is_accounted_for() -> None:
    called = {name.replace("_", ".") for name in re.findall(r"client\.([a-z]+_[A-Za-z_0-9]+)", CODE)}
    assert "chat.postMessage" in called
    # What the library calls for us: uploading a file, and opening the web socket.
    called -= {"files.upload.v2"}
    called |= {"files.getUploadURLExternal", "files.completeUploadExternal", "apps.connections.open"}
    assert called == SCOPES.keys()
    assert METHODS.keys() == SCOPES.keys()


def test_the_manifest_has_the_commands_and_the_shortcut(manifest: dict[str, object]) -> None:
    features = manifest["features"]
    commands = {one["command"] for one in features["slash_commands"]}  # type: ignore[index]
    assert commands == set(re.findall(r'app\.command\("([^"]+)"\)', CODE))
    assert [one["callback_id"] for one in features["shortcuts"]] == [SHORTCUT]  # type: ignore[index]
    assert "agent_view" in features  # type: ignore[operator]


def test_the_rendered_blocks_are_those_of_the_code() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in slack_blocks.FOLDER.glob("*.json")}
    assert written == slack_blocks.rendered(), "run python -m evals.slack_blocks"


def test_slack_would_take_the_rendered_blocks() -> None:
    import json

    for text in slack_blocks.rendered().values():
        for message in json.loads(text):
            assert what_is_wrong(message["blocks"]) == []
            assert what_is_wrong(message["plain"], only_old=True) == []


def test_every_setting_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    missing = [name for name in SlackSettings.model_fields if f"SIGNPOST_SLACK_{name.upper()}" not in guide]
    assert missing == []


def test_doctor_says_what_is_set_and_never_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SIGNPOST_SLACK_")]:
        monkeypatch.delenv(name)
    settings = Settings(data=tmp_path, library=tmp_path)
    assert not [one for one in examine(settings) if "Slack" in one.text]
    monkeypatch.setenv("SIGNPOST_SLACK_BOT_TOKEN", "xoxb-mulberry")
    monkeypatch.setenv("SIGNPOST_SLACK_PARTNER_TEAMS", "T1, T2")
    half = [one for one in examine(settings) if "Slack" in one.text]
    assert any("SIGNPOST_SLACK_SIGNING_SECRET" in one.text and one.good is False for one in half)
    monkeypatch.setenv("SIGNPOST_SLACK_SIGNING_SECRET", "mulberry")
    whole = [one for one in examine(settings) if "Slack" in one.text]
    assert any("ready for HTTP" in one.text and one.good for one in whole)
    assert any("2 workspaces" in one.text for one in whole)
    assert "mulberry" not in "".join(one.text for one in [*half, *whole])


def test_tokens_do_not_show_when_settings_are_printed() -> None:
    settings = SlackSettings(bot_token="xoxb-mulberry", app_token="xapp-mulberry", signing_secret="mulberry")
    assert "mulberry" not in f"{settings!r} {settings} {settings.model_dump_json()}"
