"""The Home tab: what Signpost is, and how the actions of my organisation stand."""

from collections.abc import Sequence

from bot.answer import ActionShown
from bot.slack.blocks.rows import listed_blocks
from bot.slack.blocks.text import context, escape, plain_text, section
from bot.slack.calls import Calls
from bot.slack.plans import DUE_SOON, Plans, Standing
from bot.slack.store import Person, Store
from bot.slack.who import Who
from bot.slack.work import Block
from knowledge.documents import Audience
from prompts.slack import say
from retrieval.errors import IndexBroken, IndexMissing

CHOOSE, DIGEST = "home_organisation", "home_digest"
_MOST = 20  # actions of a group; the command shows all
_MOST_BLOCKS = 100  # Slack's limit
_MOST_OPTIONS = 100


class Home:
    """Publishes Home tabs."""

    def __init__(self, calls: Calls, store: Store, plans: Plans, who: Who, public_url: str) -> None:
        self._calls = calls
        self._store = store
        self._plans = plans
        self._who = who
        self._public_url = public_url

    async def publish(self, user: str, team: str | None) -> None:
        """Show somebody their Home tab as it is now. Raises Unsure, Refused, Limited, RecordsUnusable."""
        person = await self._store.person(user)
        audience = await self._who.audience(user, team or person.team)
        view = {"type": "home", "blocks": (await self._blocks(person, audience))[:_MOST_BLOCKS]}
        await self._calls.do(self._calls.client.views_publish, user_id=user, view=view)

    async def choose(self, user: str, team: str | None, organisation: str | None) -> None:
        """Keep somebody's organisation, and show their tab anew."""
        person = await self._store.person(user)
        await self._store.choose(person.model_copy(update={"team": team, "organisation": organisation}))
        await self.publish(user, team)

    async def switch_digest(self, user: str, team: str | None) -> None:
        """Turn somebody's Monday digest on or off, and show their tab anew."""
        person = await self._store.person(user)
        wants = not person.digest and person.organisation is not None
        await self._store.choose(person.model_copy(update={"team": team, "digest": wants}))
        await self.publish(user, team)

    async def _blocks(self, person: Person, audience: Audience | None) -> list[Block]:
        head: list[Block] = [{"type": "header", "text": plain_text(say("home_title"), 150)}]
        if audience is None:
            return [*head, section(say("outsider", url=self._public_url))]
        head += [section(say("home_lead")), context(say(f"home_{audience.value}")), section(say("home_organisation"))]
        try:
            organisations = await self._plans.organisations(audience)
            chosen = person.organisation if person.organisation in organisations else None
            standing = await self._plans.standing(chosen, audience) if chosen else None
        except (IndexMissing, IndexBroken):
            return [*head, section(say("actions_down", id="home"))]
        head += [_chooser(organisations, chosen)] if organisations else []
        if standing is None or chosen is None:
            return [*head, section(say("home_unchosen"))]
        return [*head, *standing_blocks(standing, chosen), *_digest(wanted=person.digest)]


def standing_blocks(standing: Standing, organisation: str) -> list[Block]:
    """An organisation's open actions: late, due soon, others."""
    groups = (("home_late", standing.late), ("home_due", standing.due), ("home_other", standing.other))
    if not any(actions for _, actions in groups):
        return [section(say("home_none", organisation=escape(organisation)))]
    blocks: list[Block] = []
    for name, actions in groups:
        if actions:
            blocks += [section(say(name, count=str(len(actions)), days=str(DUE_SOON.days)))]
            blocks += group_blocks(actions, standing, organisation)
    return blocks


def group_blocks(actions: Sequence[ActionShown], standing: Standing, organisation: str) -> list[Block]:
    """Some actions, and how many more there are."""
    cited = {citation.number: citation for citation in standing.citations}
    blocks = listed_blocks(actions[:_MOST], cited)
    if len(actions) > _MOST:
        more = say("home_more", count=str(len(actions) - _MOST), organisation=escape(organisation))
        blocks.append(context(more))
    return blocks


def _chooser(organisations: Sequence[str], chosen: str | None) -> Block:
    options = [{"text": plain_text(name, 75), "value": name[:150]} for name in organisations[:_MOST_OPTIONS]]
    select: Block = {
        "type": "static_select",
        "action_id": CHOOSE,
        "placeholder": plain_text(say("home_choose"), 150),
        "options": options,
    }
    first = next((option for option in options if option["value"] == chosen), None)
    return {"type": "actions", "elements": [{**select, "initial_option": first} if first else select]}


def _digest(*, wanted: bool) -> list[Block]:
    label = say("digest_off") if wanted else say("digest_on")
    button = {"type": "button", "action_id": DIGEST, "text": plain_text(label, 75), "value": "switch"}
    help_ = context(say("digest_help", days=str(DUE_SOON.days)))
    return [{"type": "divider"}, {"type": "actions", "elements": [button]}, help_]
