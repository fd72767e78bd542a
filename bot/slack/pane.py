"""The assistant pane: what it suggests to ask, by who opens it."""

from bot.slack.calls import Calls
from bot.slack.privately import Privately
from bot.slack.who import Who
from bot.slack.wording import message
from knowledge.documents import Audience
from prompts.slack import slack_texts


class Pane:
    """What is said before anybody asks."""

    def __init__(self, calls: Calls, who: Who, privately: Privately) -> None:
        self._calls = calls
        self._who = who
        self._privately = privately

    async def suggest(self, channel: str, thread: str | None, user: str, team: str | None) -> None:
        """Offer the questions that fit who is asking. ``thread`` only in Slack's older assistant view.

        Raises Unsure, Refused, Limited.
        """
        audience = await self._who.audience(user, team)
        prompts = slack_texts().prompts[(audience or Audience.PUBLIC).value]
        await self._calls.do(
            self._calls.client.assistant_threads_setSuggestedPrompts,
            channel_id=channel,
            thread_ts=thread,
            prompts=[prompt.model_dump() for prompt in prompts],
        )

    async def point_to_direct(self, response_url: str) -> None:
        """Say where the answer to a shortcut will be."""
        await self._privately.respond(response_url, message("in_direct"))
