"""A question to the action register, typed."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.actions import ActionQuery


class Wants(StrEnum):
    """What the asker wants of the rows that fit."""

    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    OWNER = "owner"


class ChangeKind(StrEnum):
    """A kind of change between two versions of a plan; the names of `PlanComparison`'s lists."""

    ADDED = "added"
    DROPPED = "dropped"
    CLOSED = "closed"
    SLIPPED = "slipped"
    BROUGHT_FORWARD = "brought_forward"
    DATES_CHANGED = "dates_changed"
    OWNERS_CHANGED = "owners_changed"
    STATUS_CHANGED = "status_changed"
    WORDING_CHANGED = "wording_changed"


class ActionQuestion(BaseModel):
    """What is asked of the register.

    An action fits when it meets ``query`` and every one of ``also``, or any one of ``or_else``. ``notes``
    say how a word was taken where that is not plain. ``unclear``: words that were not understood; then
    ``ask_back`` is the question to put back, and nothing may be answered.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: ActionQuery
    wants: Wants = Wants.LIST
    also: tuple[ActionQuery, ...] = ()
    or_else: tuple[ActionQuery, ...] = ()
    changes: tuple[ChangeKind, ...] = ()
    older_plan: str | None = Field(default=None, description="id of the plan to compare with, when it was named")
    notes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    ask_back: str | None = None
