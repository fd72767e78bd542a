"""Serves the bot over HTTP as a process of its own, with a set assistant, until it is stopped or killed.

    python -m evals.local_slack.serve_bot PORT SLACK_URL FOLDER SECONDS_PER_ANSWER

What it reads of the world is real: the clock, the disk, and the local Slack that it is given.
"""

import os
import sys
import threading
from pathlib import Path

import uvicorn
from pydantic import SecretStr

from bot.logs import set_up_logs
from bot.settings import Settings
from bot.slack.app import SlackApp, connect
from bot.slack.http import http_app
from bot.slack.settings import SlackSettings
from evals.local_slack.running import quick_world
from evals.local_slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from evals.local_slack.set_assistant import SetAssistant


def main() -> int:
    """Serve."""
    port, slack_url, folder, seconds = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])
    set_up_logs()
    in_slack = SlackSettings(
        bot_token=SecretStr(BOT_TOKEN),
        app_token=SecretStr(APP_TOKEN),
        signing_secret=SecretStr(SIGNING_SECRET),
        api_url=f"{slack_url}/api/",
        partner_users=("UPARTNER",),
    )

    async def connecting() -> SlackApp:
        world = quick_world(SetAssistant(pause=seconds), folder)
        return await connect(Settings(data=folder), in_slack, world._replace(look_after=0.3))

    threading.Thread(target=_end_with_parent, daemon=True).start()
    config = uvicorn.Config(
        http_app(connecting, SIGNING_SECRET), port=port, log_level="warning", access_log=False, lifespan="on"
    )
    uvicorn.Server(config).run()
    return 0


def _end_with_parent() -> None:
    """Standard input ends when the process that started this one is gone."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
