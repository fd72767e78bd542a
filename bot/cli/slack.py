"""``signpost slack``: answer officers in Slack."""

import asyncio
import signal
import socket as sockets
from typing import TYPE_CHECKING, Annotated

import typer

from bot.build import build_assistant, build_records, today_in_england
from bot.cli.indexing import build_index
from bot.cli.terminal import complain, out
from bot.records.retention import purging_daily
from bot.settings import Settings
from bot.slack.settings import SlackSettings

if TYPE_CHECKING:
    from bot.slack.app import SlackApp

BAD_USAGE = 2


def slack(
    socket: Annotated[
        bool, typer.Option("--socket", help="Use Socket Mode: Slack is connected to, and nothing listens here.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="The address to listen on, without --socket.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes any that is free.")] = None,
) -> int:
    """Bring the index up to date and answer in Slack. How to set it up: docs/slack.md."""
    settings, in_slack = Settings(), SlackSettings()
    missing = in_slack.missing(socket=socket)
    if missing:
        complain(f"Not set: {', '.join(missing)}. docs/slack.md says where to find them.")
        return BAD_USAGE
    build_index(settings)
    with purging_daily(build_records(settings), settings.retention_days):
        return _run(settings, in_slack, socket, (host or settings.host, settings.port if port is None else port))


def _run(settings: Settings, in_slack: SlackSettings, socket: bool, where: tuple[str, int]) -> int:
    from bot.slack.calls import Limited, Refused, Unsure

    try:
        if socket:
            asyncio.run(_in_socket_mode(settings, in_slack))
            return 0
        return _over_http(settings, in_slack, *where)
    except Refused as refused:
        complain(f"{refused}. Are the tokens of this app, and is it installed? docs/slack.md says where to find them.")
    except (Unsure, Limited) as error:
        complain(f"{error}. Can this machine reach slack.com?")
    return 1


async def _connected(settings: Settings, in_slack: SlackSettings) -> "SlackApp":
    from bot.records.database import Database
    from bot.records.records import utc_now
    from bot.slack.app import World, connect

    records = build_records(settings)
    assistant = build_assistant(settings, records=records)
    world = World(
        assistant=assistant,
        database=Database(settings.records_url),
        records=records,
        now=utc_now,
        today=today_in_england,
        pause=assistant.pause,
    )
    return await connect(settings, in_slack, world)


async def _in_socket_mode(settings: Settings, in_slack: SlackSettings) -> None:
    from bot.slack.socket import run_socket

    app = await _connected(settings, in_slack)
    until = asyncio.Event()
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, until.set)
    out.print("Signpost is connected to Slack - stop it with Ctrl+C.", soft_wrap=True)
    token = in_slack.app_token.get_secret_value() if in_slack.app_token else ""
    await run_socket(app, token, until)


def _over_http(settings: Settings, in_slack: SlackSettings, host: str, port: int) -> int:
    import uvicorn

    from bot.slack.http import PATH, http_app

    try:
        listening = sockets.create_server((host, port), reuse_port=False)
    except OSError as error:
        complain(f"Cannot listen on {host} port {port} ({error.strerror}). Choose another with --port.")
        return 1
    secret = in_slack.signing_secret.get_secret_value() if in_slack.signing_secret else ""
    with listening:
        address, taken = listening.getsockname()[:2]
        app = http_app(lambda: _connected(settings, in_slack), secret)
        out.print(
            f"Signpost takes Slack's events on http://{address}:{taken}{PATH} - stop it with Ctrl+C.", soft_wrap=True
        )
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
        server = uvicorn.Server(config)
        server.run(sockets=[listening])
        return 0 if server.started else 1
