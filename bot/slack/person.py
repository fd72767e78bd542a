"""Asking a person: the question, its answer and its sources go to a channel where people look after them."""

from collections.abc import Sequence

from bot.slack.blocks.answer import answer_blocks, messages_of
from bot.slack.blocks.packing import same
from bot.slack.blocks.text import escape, paragraphs, pieces, plain_text
from bot.slack.calls import Calls
from bot.slack.channels import Channels
from bot.slack.jobs import Jobs
from bot.slack.wording import message
from bot.slack.work import Asked, Block, Job, Message, ToPost
from knowledge.documents import Audience
from prompts.slack import say

RESOLVE = "resolve"


class People:
    """Hands questions to people, and tells askers when they have been dealt with."""

    def __init__(self, jobs: Jobs, calls: Calls, channels: Channels, triage: str | None) -> None:
        self._jobs = jobs
        self._calls = calls
        self._channels = channels
        self._triage = triage

    async def ask(self, job_id: int, user: str) -> Message:
        """Hand a question over, once; gives what to say to the asker. Raises RecordsUnusable."""
        if self._triage is None:
            return message("triage_none")
        job = await self._jobs.store.job(job_id)
        if job is None or job.answer is None or not isinstance(job.work, Asked):
            return message("triage_late")
        is_public = job.answer.audience is Audience.PUBLIC
        may_show = is_public or await self._channels.is_for_partners(self._triage)
        messages = self._shown(job, user) if may_show else self._withheld(user)
        await self._jobs.add(f"person:{job_id}:{user}", ToPost(to=self._triage, messages=messages, by=user))
        return message("triage_sent")

    def _shown(self, job: Job, user: str) -> tuple[Message, ...]:
        answer = job.answer
        if answer is None:
            raise TypeError("only an answer that is kept can be handed over")
        first, *rest = pieces(answer.question, 2500)
        head = [_said(say("triage")), *paragraphs([say("triage_question", question=first), *rest])]
        tail = [_said(say("triage_asked_by", user=user)), _resolve(user)]
        blocks = [*same(head), *answer_blocks(answer), *same(tail)]
        return messages_of(blocks, f"{say('triage')} {escape(answer.question[:200])}")

    def _withheld(self, user: str) -> tuple[Message, ...]:
        blocks = [_said(say("triage")), _said(say("triage_withheld", user=user)), _resolve(user)]
        return messages_of(same(blocks), say("triage"))

    async def resolve(self, channel: str, ts: str, blocks: Sequence[Block], by: str, asker: str) -> None:
        """Mark a question as dealt with, and tell its asker. Raises Unsure, Refused, Limited, RecordsUnusable."""
        left = [block for block in blocks if block.get("block_id") != RESOLVE]
        done = [*left, _said(say("resolved", user=by))]
        await self._calls.do(
            self._calls.client.chat_update, channel=channel, ts=ts, text=say("resolved", user=by), blocks=done
        )
        told = message("resolved_for_asker", user=by)
        if asker:
            await self._jobs.add(f"resolved:{channel}:{ts}", ToPost(to=asker, messages=(told,)))


def _said(text: str) -> Block:
    """Our own words, in which Slack shows the names of people."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _resolve(user: str) -> Block:
    button = {"type": "button", "action_id": RESOLVE, "text": plain_text(say("resolve"), 75), "value": user}
    return {"type": "actions", "block_id": RESOLVE, "elements": [button]}
