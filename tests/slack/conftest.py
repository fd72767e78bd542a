"""What the tests of the Slack surface share: a local Slack, and bots that are connected to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from evals.local_slack.running import Bot, quick_world, slack_settings
from evals.local_slack.server import TEAM, LocalSlack
from evals.local_slack.set_assistant import BASE, SetAssistant

MakeBot = Callable[..., Bot]

PUBLIC_CHANNEL, PRIVATE_CHANNEL, SHARED_CHANNEL = "C0PUBLIC", "G0PRIVATE", "C0SHARED"
TRIAGE, KEEPER = "G0TRIAGE", "G0KEEPER"


@pytest.fixture
def local() -> Iterator[LocalSlack]:
    with LocalSlack() as running:
        slack = running.slack
        slack.users = {
            "UPARTNER": {"team_id": TEAM},
            "UMEMBER": {"team_id": TEAM},
            "UGUEST": {"team_id": TEAM, "is_restricted": True},
            "UOTHER": {"team_id": "T0OTHER", "is_stranger": True},
        }
        slack.channels = {
            PUBLIC_CHANNEL: {"is_private": False},
            PRIVATE_CHANNEL: {"is_private": True},
            SHARED_CHANNEL: {"is_private": False, "is_ext_shared": True},
            TRIAGE: {"is_private": True},
            KEEPER: {"is_private": True},
        }
        yield running


@pytest.fixture
def assistant() -> SetAssistant:
    return SetAssistant()


@pytest.fixture
def make_bot(local: LocalSlack, assistant: SetAssistant, tmp_path: Path) -> Iterator[MakeBot]:
    with ExitStack() as stack:

        def make(*, socket: bool = False, records: Any = None, world: Any = None, **in_slack: Any) -> Bot:
            settings = Settings(data=tmp_path, public_url=BASE)
            made = quick_world(assistant, tmp_path, records)._replace(**(world or {}))
            bot = Bot(local, made, settings, slack_settings(local, **in_slack))
            stack.enter_context(bot)
            return bot.over_socket() if socket else bot.over_http()

        yield make


@pytest.fixture
def bot(make_bot: MakeBot) -> Bot:
    return make_bot()
