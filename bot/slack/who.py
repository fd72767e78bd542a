"""Who is asking, and what they may see.

A partner is who is on the allow-list: by name, as a full member of a listed workspace, or in a listed user group.
Full members of the bot's own workspace may ask from the public documents. Guests and people of other workspaces are
shut out, unless the settings let them ask from the public documents. What cannot be found out counts against access.
"""

import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.slack.calls import Calls, Limited, Refused, Unsure
from bot.slack.me import Me
from bot.slack.settings import Outsiders, SlackSettings
from knowledge.documents import Audience

logger = logging.getLogger(__name__)

REMEMBERED = 600.0  # seconds that Slack's word about somebody holds
_MOST = 10_000  # people remembered
Fact = TypeVar("Fact")


class _Facts(BaseModel):
    """What Slack says of somebody."""

    model_config = ConfigDict(frozen=True)

    team: str | None
    is_full_member: bool


class Who:
    """Says what somebody may see."""

    def __init__(self, calls: Calls, settings: SlackSettings, me: Me, clock: Callable[[], float] = monotonic) -> None:
        self._calls = calls
        self._settings = settings
        self._me = me
        self._clock = clock
        self._remembered: dict[str, tuple[float, Any]] = {}

    async def audience(self, user: str, team: str | None) -> Audience | None:
        """The ring of somebody; none for who is shut out. ``team``: their workspace, as the event has it."""
        settings = self._settings
        if user in settings.partner_users:
            return Audience.PARTNER
        facts = await self._remember(user, lambda: self._ask_about(user))
        home = {self._me.team, self._me.enterprise} - {None}
        if facts is None:  # Slack did not say: a member of our own workspace may still see what is public
            return Audience.PUBLIC if team in home else self._outsider()
        is_listed = facts.team in settings.partner_teams
        if not facts.is_full_member or not (is_listed or facts.team in home):
            return self._outsider()
        return Audience.PARTNER if is_listed or await self._is_in_group(user) else Audience.PUBLIC

    def _outsider(self) -> Audience | None:
        return Audience.PUBLIC if self._settings.outsiders is Outsiders.PUBLIC else None

    async def _is_in_group(self, user: str) -> bool:
        for group in self._settings.partner_groups:
            members = await self._remember(group, lambda group=group: self._members(group))  # type: ignore[misc]
            if user in (members or ()):
                return True
        return False

    async def _ask_about(self, user: str) -> _Facts | None:
        client = self._calls.client
        said = (await self._calls.do(client.users_info, user=user)).get("user") or {}
        odd = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
        return _Facts(team=said.get("team_id"), is_full_member=not any(said.get(name) for name in odd))

    async def _members(self, group: str) -> tuple[str, ...]:
        said = await self._calls.do(self._calls.client.usergroups_users_list, usergroup=group)
        return tuple(said.get("users") or ())

    async def _remember(self, key: str, ask: Callable[[], Awaitable[Fact]]) -> Fact | None:
        known = self._remembered.get(key)
        if known and known[0] > self._clock():
            return known[1]  # type: ignore[no-any-return]
        try:
            fact = await ask()
        except (Unsure, Refused, Limited) as error:
            logger.warning("Slack did not say who %s is, so access is not widened. %s", key, error)
            return None
        if len(self._remembered) >= _MOST:
            self._remembered.clear()
        self._remembered[key] = (self._clock() + REMEMBERED, fact)
        return fact
