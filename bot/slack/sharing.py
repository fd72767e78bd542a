"""Sharing an answer in a channel: asked again from the public documents, shown first, and posted as it was shown."""

from collections.abc import Sequence

from bot.answer import Answer, Status
from bot.slack.answers import Answers
from bot.slack.blocks.answer import answer_messages
from bot.slack.blocks.buttons import Offers
from bot.slack.blocks.text import escape, section
from bot.slack.forms import MOST_BLOCKS, modal
from bot.slack.history import History
from bot.slack.jobs import Jobs
from bot.slack.work import Asked, Block, Job, Message, State, ToPost
from knowledge.documents import Audience
from prompts.slack import say

SHARE_VIEW = "share_preview"
_WORTH_SHARING = frozenset({Status.ANSWERED, Status.PARTIAL, Status.SIGNPOSTED})


class Sharing:
    """Prepares what is shared. A channel never gets the private answer itself, nor a part of it."""

    def __init__(self, answers: Answers, history: History, jobs: Jobs) -> None:
        self._answers = answers
        self._history = history
        self._jobs = jobs

    def waiting_form(self) -> Block:
        """What is shown while the public answer is made."""
        return modal(SHARE_VIEW, say("share_title"), [section(say("share_wait"))])

    async def preview(self, job_id: int, user: str, view_id: str) -> Block:
        """The form that shows all that will be shared. Raises LeakError, RecordsUnusable."""
        job = await self._jobs.store.job(job_id)
        if job is None or job.answer is None or not isinstance(job.work, Asked) or job.work.user != user:
            return _said("share_gone")
        asked = job.work
        answer = await self._answers.whole(asked, Audience.PUBLIC, await self._history.before(asked))
        if answer.status not in _WORTH_SHARING:
            return _said("share_nothing")
        messages = answer_messages(answer, Offers(), [_by(user, answer)])
        blocks = [block for message in messages for block in message.plain]
        if len(blocks) >= MOST_BLOCKS:
            return _said("share_too_long")
        offered = await self._offer(job, asked, messages, view_id)
        head: Block = {
            "type": "section",
            "text": {"type": "mrkdwn", "text": say("share_this", channel=asked.channel)},
        }
        return modal(
            SHARE_VIEW,
            say("share_title"),
            [head, {"type": "divider"}, *blocks],
            submit=say("share")[:24],
            keep={"job": offered},
        )

    async def _offer(self, job: Job, asked: Asked, messages: Sequence[Message], view_id: str) -> int | None:
        shared = ToPost(to=asked.channel, messages=tuple(messages), by=asked.user)
        return await self._jobs.store.add(f"share:{job.id}:{view_id}", shared, state=State.OFFERED)


def _by(user: str, answer: Answer) -> str:
    return say("share_by", user=user, question=escape(answer.question[:1000]))


def _said(name: str) -> Block:
    return modal(SHARE_VIEW, say("share_title"), [section(say(name))])
