"""The bot, served over real HTTP or connected by web socket, in a thread of this process."""

import asyncio
import socket
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import uvicorn
from pydantic import SecretStr

from bot.records.database import Database
from bot.settings import Settings
from bot.slack.app import AsksAndOpens, SlackApp, World, connect
from bot.slack.feedback import KeepsOpinions
from bot.slack.http import PATH, http_app
from bot.slack.lease import Patience
from bot.slack.settings import SlackSettings
from bot.slack.socket import run_socket
from evals.local_slack.payloads import as_form, as_json, as_payload, callback, signed
from evals.local_slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, LocalSlack

QUICK = Patience(
    lease=timedelta(seconds=1),
    sweep=timedelta(seconds=0.2),
    answer=timedelta(seconds=20),
    in_one_piece=timedelta(seconds=0.15),
    between_tries=timedelta(seconds=0.1),
    goodbye=timedelta(seconds=10),
)


def slack_settings(local: LocalSlack, **changed: Any) -> SlackSettings:
    """The settings that lead to the local Slack."""
    given: dict[str, Any] = {
        "bot_token": SecretStr(BOT_TOKEN),
        "app_token": SecretStr(APP_TOKEN),
        "signing_secret": SecretStr(SIGNING_SECRET),
        "api_url": local.api_url,
        "partner_users": ("UPARTNER",),
    }
    return SlackSettings(**(given | changed))


def quick_world(assistant: AsksAndOpens, folder: Path, records: KeepsOpinions | None = None, **changed: Any) -> World:
    """Everything that the bot takes from outside, with short waits."""
    world = World(
        assistant=assistant,
        database=Database(f"sqlite:///{folder / 'records.sqlite'}"),
        records=records,
        now=lambda: datetime.now(UTC),
        today=lambda: date(2026, 1, 15),
        patience=QUICK,
        timeout=1.0,
        wait_after_failure=0.05,
        look_after=0.05,
    )
    return world._replace(**changed)


class Bot:
    """A running bot, and what Slack does to it."""

    def __init__(self, local: LocalSlack, world: World, settings: Settings, slack: SlackSettings | None = None) -> None:
        self.local = local
        self.world = world
        self.app: SlackApp | None = None
        self._settings = settings
        self._slack = slack or slack_settings(local)
        self._client = httpx.Client(timeout=20)
        self._stop: Callable[[], None] = lambda: None
        self._thread: threading.Thread | None = None
        self.url = ""

    async def _connect(self) -> SlackApp:
        self.app = await connect(self._settings, self._slack, self.world)
        return self.app

    def over_http(self) -> "Bot":
        """Serve it."""
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            http_app(self._connect, SIGNING_SECRET), log_level="warning", access_log=False, lifespan="on"
        )
        server = uvicorn.Server(config)
        self._start(lambda: asyncio.run(server.serve(sockets=[listening])))
        self._stop = lambda: setattr(server, "should_exit", True)
        for _ in range(2000):
            if server.started:
                return self
            threading.Event().wait(0.01)
        raise TimeoutError("the bot did not start")

    def over_socket(self) -> "Bot":
        """Connect it in Socket Mode."""
        ready = threading.Event()
        loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

        async def run() -> None:
            until = asyncio.Event()
            loops.append((asyncio.get_running_loop(), until))
            app = await self._connect()
            ready.set()
            await run_socket(app, APP_TOKEN, until)

        self._start(lambda: asyncio.run(run()))
        ready.wait(20)

        def stop() -> None:
            loop, until = loops[0]
            loop.call_soon_threadsafe(until.set)

        self._stop = stop
        self.local.wait_for(lambda: self.local.is_connected)
        return self

    def _start(self, run: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=run, name="bot", daemon=True)
        self._thread.start()

    def __enter__(self) -> "Bot":
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()
        self._client.close()

    def stop(self) -> None:
        """Stop it as a signal would, and wait until it has."""
        self._stop()
        if self._thread:
            self._thread.join(20)

    def post(self, body: bytes, kind: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """Send a request as Slack does, signed unless other headers are given."""
        proof = signed(body) if headers is None else headers
        return self._client.post(f"{self.url}{PATH}", content=body, headers={"Content-Type": kind, **proof})

    def event(self, event: dict[str, Any], event_id: str | None = None) -> httpx.Response:
        """Send an event."""
        return self.post(*as_json(callback(event, event_id)))

    def command(self, body: dict[str, Any]) -> httpx.Response:
        """Send a slash command."""
        return self.post(*as_form(body))

    def interact(self, body: dict[str, Any]) -> httpx.Response:
        """Send a press, a form or a shortcut."""
        return self.post(*as_payload(body))
