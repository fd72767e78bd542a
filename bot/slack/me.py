"""Who the bot is in its workspace, as Slack says when it starts."""

from pydantic import BaseModel, ConfigDict

from bot.slack.calls import Calls


class Me(BaseModel):
    """The bot: its workspace, its user, and its id as a bot."""

    model_config = ConfigDict(frozen=True)

    team: str
    enterprise: str | None = None
    user: str
    bot: str | None = None


async def who_am_i(calls: Calls) -> Me:
    """Ask Slack. Raises Refused when the token is not good, Unsure when Slack cannot be reached."""
    said = await calls.do(calls.client.auth_test)
    return Me(
        team=said.get("team_id", ""),
        enterprise=said.get("enterprise_id"),
        user=said.get("user_id", ""),
        bot=said.get("bot_id"),
    )
