"""Socket Mode: Slack's events over a web socket that we open, for where nothing may listen to the internet."""

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.app import SlackApp


async def run_socket(app: SlackApp, app_token: str, until: asyncio.Event) -> None:
    """Take what Slack sends until told to stop; then finish the answers under way."""
    # Its own client, so that the app's token is never sent with the bot's calls.
    bot = app.bolt.client
    client = AsyncWebClient(base_url=bot.base_url, logger=app.bolt.logger)
    handler = AsyncSocketModeHandler(app.bolt, app_token, web_client=client)
    app.start()
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await until.wait()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
        await app.stop()
