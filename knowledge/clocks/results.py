"""What running a clock gives: dates, each with its working, its source and how sure it is."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.clocks.law import CountingSource, Exemption, Note
from knowledge.clocks.terms import Actor, Bound, Counting, Grade


class Sense(StrEnum):
    """How a step's date is to be read."""

    BY = "by"  # on that day or earlier
    BEFORE = "before"  # earlier than that day
    NOT_BEFORE_END_OF = "not_before_end_of"  # the time given must not end until that day is over


class CountedFrom(BaseModel):
    """The day a step was counted from. ``given`` is false for the last day of an earlier step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    day: date
    given: bool


class Moved(BaseModel):
    """A rule that moved a step's date, and from which day to which."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    moved_from: date
    moved_to: date
    working: str
    law: str
    address: str | None
    seen_at: str | None
    quote: str | None
    grade: Grade


class StepResult(BaseModel):
    """One time limit with its date, or with the reason why there is none in ``working``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    who: Actor
    what: str
    bound: Bound
    applies_to: tuple[str, ...] = Field(description="the cases it is for; empty for every case")
    due: date | None
    sense: Sense
    stricter: date | None = Field(description="the date on the stricter count, where counting is unconfirmed")
    due_words: str | None = Field(description='"by Monday 16 February 2026"')
    working: str
    counted_from: CountedFrom | None
    waits_for: str | None = Field(description="id of the date that must be given first")
    counting: Counting | None
    counting_words: str | None
    counting_grade: Grade | None
    moved: tuple[Moved, ...]
    law: str
    address: str | None
    seen_at: str | None
    quote: str | None
    grade: Grade
    exceptions: tuple[Exemption, ...]
    exceptions_law: str | None
    notes: tuple[Note, ...]


class KnownDate(BaseModel):
    """A date that the clock can use beside its start; ``day`` is None if it was not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    what: str
    day: date | None


class ClockResult(BaseModel):
    """A clock that has been run. It gives dates, and never says what anybody did or failed to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    starts: str
    start: date
    events: tuple[KnownDate, ...]
    steps: tuple[StepResult, ...]
    notes: tuple[Note, ...]
    counting_sources: tuple[CountingSource, ...]
    checked: date = Field(description="day the law was last checked")

    def step(self, step_id: str) -> StepResult:
        """The step of this id. Raises KeyError if the clock has none."""
        return {step.id: step for step in self.steps}[step_id]
