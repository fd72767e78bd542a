"""What Slack hands us to do, as it is kept until it is done."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.answer import Answer

Block = dict[str, Any]


class Way(StrEnum):
    """How a question came in."""

    MENTION = "mention"
    DIRECT = "direct"
    COMMAND = "command"
    ACTIONS = "actions"
    SHORTCUT = "shortcut"
    PRIVATE = "private"  # what partner documents add to an answer in a channel


class State(StrEnum):
    """How far a job is."""

    OFFERED = "offered"  # prepared and shown, not yet agreed to
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    APOLOGISED = "apologised"
    WITHDRAWN = "withdrawn"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Message(_Kept):
    """A message that is ready to be posted.

    ``text`` is for notifications and screen readers. ``plain`` says the same with the oldest blocks only, for a
    workspace that refuses the newer ones.
    """

    text: str
    blocks: tuple[Block, ...]
    plain: tuple[Block, ...] = ()


class Asked(_Kept):
    """A question, who asked it, and where its answer goes."""

    kind: Literal["asked"] = "asked"
    way: Way
    text: str
    user: str
    team: str | None = None
    channel: str
    ts: str | None = Field(default=None, description="of the message that asks; none for a command")
    thread: str | None = Field(default=None, description="the thread that the answer goes into")
    response_url: str | None = Field(default=None, description="where a private answer goes, for half an hour")

    @property
    def is_private(self) -> bool:
        """Whether nobody but the asker reads what is posted here: a conversation with the bot alone."""
        return self.channel.startswith("D")


class ToPost(_Kept):
    """Messages that are ready, and have to be posted once. ``to`` is a channel, or a user for a direct message."""

    kind: Literal["to_post"] = "to_post"
    to: str
    thread: str | None = None
    messages: tuple[Message, ...]
    by: str | None = Field(default=None, description="who is told when they cannot be posted")


Work = Annotated[Asked | ToPost, Field(discriminator="kind")]


class Job(_Kept):
    """A piece of work as it is kept. ``posted``: the ids of the messages that show it, in their order."""

    id: int
    key: str = Field(description="what makes it one job, however often and through whatever event it comes")
    work: Work
    state: State
    tries: int
    since: datetime
    channel: str | None = None
    posted: tuple[str, ...] = ()
    answer: Answer | None = None
