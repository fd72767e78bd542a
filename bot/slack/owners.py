"""Correcting an owner: a proposal to the register's keeper. Nothing is changed by it."""

from bot.answer import ActionShown, Answer, Citation
from bot.slack.blocks.answer import messages_of
from bot.slack.blocks.buttons import MOST_OPTIONS
from bot.slack.blocks.packing import same
from bot.slack.blocks.rows import owners_shown
from bot.slack.blocks.sources import standing
from bot.slack.blocks.text import escape, link, pieces, section, web_address
from bot.slack.channels import Channels
from bot.slack.forms import choice, given, kept, modal, text_input
from bot.slack.jobs import Jobs
from bot.slack.wording import message
from bot.slack.work import Block, Message, ToPost
from knowledge.documents import Audience
from prompts.slack import say

CORRECTION = "owner_correction"


class Owners:
    """Takes proposals."""

    def __init__(self, jobs: Jobs, channels: Channels, keeper: str) -> None:
        self._jobs = jobs
        self._channels = channels
        self._keeper = keeper

    async def form(self, job_id: int) -> Block | None:
        """The form for the actions of an answer; none when the answer is not kept any more. Raises RecordsUnusable."""
        answer = await self._answer(job_id)
        if answer is None or not answer.actions:
            return None
        options = [
            (str(place), f"{action.ref or '–'} {action.action}")
            for place, action in enumerate(answer.actions[:MOST_OPTIONS])
        ]
        fields = [
            choice("action", say("correct_which"), options),
            text_input("owner", say("correct_owner"), most=200),
            text_input("why", say("correct_why"), hint=say("correct_why_hint"), long=True, most=1500),
        ]
        return modal(CORRECTION, say("correct_title"), fields, submit=say("correct_send"), keep={"job": job_id})

    async def propose(self, view: Block, user: str) -> Message:
        """Send a proposal to the keeper, once; gives what to say to who made it. Raises RecordsUnusable."""
        answer = await self._answer(int(kept(view)["job"]))
        place, owner, why = (given(view, name) or "" for name in ("action", "owner", "why"))
        if answer is None or int(place) >= len(answer.actions):
            return message("triage_late")
        action = answer.actions[int(place)]
        citation = next(one for one in answer.citations if one.number == action.citation)
        is_public = citation.document.audience is Audience.PUBLIC
        may_show = is_public or await self._channels.is_for_partners(self._keeper)
        blocks = _proposal(action, citation, owner, why, user) if may_show else _withheld(user)
        messages = messages_of(same(blocks), say("proposal"))
        await self._jobs.add(f"proposal:{view['id']}", ToPost(to=self._keeper, messages=messages, by=user))
        return message("correct_sent")

    async def _answer(self, job_id: int) -> Answer | None:
        job = await self._jobs.store.job(job_id)
        return job.answer if job else None


def _proposal(action: ActionShown, citation: Citation, owner: str, why: str, user: str) -> list[Block]:
    what, *more = pieces(f"{action.ref or ''} {action.action}".strip(), 2500)
    where = link(web_address(citation), f"{citation.document.title}, {citation.locator}")
    return [
        section(say("proposal")),
        section(say("proposal_action", action=what)),
        *map(section, more),
        section(f"{where}\n{standing(citation.document)}"),
        section(say("proposal_now", owners=escape(owners_shown(action)))),
        section(say("proposal_new", owner=escape(owner))),
        section(say("proposal_why", why=escape(why))),
        _by(user),
    ]


def _withheld(user: str) -> list[Block]:
    text = say("proposal_withheld", user=user)
    return [section(say("proposal")), {"type": "section", "text": {"type": "mrkdwn", "text": text}}]


def _by(user: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": say("proposal_by", user=user)}}
