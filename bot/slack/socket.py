"""Socket Mode: Slack's events over a web socket that we open, for where nothing may listen to the internet."""

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.app import SlackApp
from bot.slack.calls import Calls


async def run_socket(app: SlackApp, app_token: str, until: asyncio.Event) -> None:
    """Take what Slack sends until told to stop; then finish the answers under way. Raises Refused, Unsure, Limited."""
    # Its own client, so that the app's token is never sent with the bot's calls.
    bot = app.bolt.client
    client = AsyncWebClient(base_url=bot.base_url, logger=app.bolt.logger)
    try:
        # The library tries for ever, also with a token that is no good: so it is tried once before.
        await Calls(client).do(client.apps_connections_open, app_token=app_token)
        handler = AsyncSocketModeHandler(app.bolt, app_token, web_client=client)
        app.start()
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await until.wait()
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
    finally:
        await app.stop()
