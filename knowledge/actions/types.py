"""The typed rows of a delivery plan: what was understood of each, and beside it what was written."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Owner(BaseModel):
    """Someone an action is given to: a role, an organisation, or a role in an organisation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str | None = Field(default=None, description="name of the role; as written when it is not a known one")
    organisation: str | None = Field(default=None, description="name as in organisations.yaml")
    written: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role, self.organisation) if part)


class DateKind(StrEnum):
    """How exactly a date was given."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    NONE = "none"
    NOT_UNDERSTOOD = "not_understood"


class DateUnderstood(BaseModel):
    """A date as written, and the days it can mean.

    A due date means its last day: ``latest``. ``reading`` says in plain words how it was taken.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    written: str = ""
    kind: DateKind = DateKind.NONE
    earliest: date | None = None
    latest: date | None = None
    reading: str = "no date given"

    @property
    def is_dated(self) -> bool:
        """Whether there is a last day to hold someone to."""
        return self.latest is not None


class ActionStatus(StrEnum):
    """How an action stands. ``unknown``: the plan does not say, or not in words we know."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    COMPLETE = "complete"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to be done: complete or closed."""
        return self in (ActionStatus.COMPLETE, ActionStatus.CLOSED)


class Action(BaseModel):
    """One action of a plan. No owners: none is named. A due date of kind ``none``: none is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ref: str | None = None
    priority: str | None = None
    action: str = Field(min_length=1)
    owners: tuple[Owner, ...] = ()
    joint: bool = False
    start: DateUnderstood = DateUnderstood()
    due: DateUnderstood = DateUnderstood()
    status: ActionStatus = ActionStatus.UNKNOWN
    status_written: str = Field(default="", description='the words, or the colour: "green (cell colour)"')
    measure: str | None = None
    notes: str | None = None
    document_id: str
    passage_id: str
    locator: str
    row: int | None = Field(default=None, description="row number in its table or sheet; None in a list")
    written: dict[str, str] = Field(default_factory=dict, description="the row as it stands: column to text")


class PlanReading(BaseModel):
    """The actions of one document, the columns that could not be mapped, and what its keeper should know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actions: tuple[Action, ...] = ()
    unmapped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
