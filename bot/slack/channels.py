"""Which channels only members read, so that partner words may stand in them."""

import logging

from bot.slack.calls import Calls, Limited, Refused, Unsure

logger = logging.getLogger(__name__)


class Channels:
    """Looks at channels."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def is_for_partners(self, channel: str) -> bool:
        """Whether a channel that the settings name is private, and shared with nobody. In doubt it is not."""
        try:
            said = await self._calls.do(self._calls.client.conversations_info, channel=channel)
        except (Unsure, Refused, Limited) as error:
            logger.warning(
                "It cannot be seen who reads %s, so nothing from partner documents goes there. %s", channel, error
            )
            return False
        facts = said.get("channel") or {}
        shared = ("is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared")
        return bool(facts.get("is_private")) and not any(facts.get(name) for name in shared)
