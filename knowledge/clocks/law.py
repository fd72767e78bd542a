"""What the file of clocks says: the time limits in law, each with its source and how sure we are of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from knowledge.clocks.terms import Actor, Bound, Counting, Grade, Unit


def day_in_year(month_day: str, year: int) -> date:
    """Turn "02-15" into the date in that year. Raises ValueError for a day that year does not have."""
    return date.fromisoformat(f"{year:04}-{month_day}")


def _every_year_has(month_day: str) -> str:
    day_in_year(month_day, 2015)  # a common year, so that 29 February is refused
    return month_day


MonthDay = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_every_year_has)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Words = Annotated[str, Field(min_length=1)]
Address = Annotated[str, Field(pattern=r"^https?://\S+$")]

START = "start"


class Entry(BaseModel):
    """Any entry of the file: it does not change, and a key that nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Note(Entry):
    """Something a reader should know, and how sure it is."""

    text: Words
    grade: Grade
    address: Address | None = None


class Source(Entry):
    """Where a rule comes from. ``quote`` is verbatim; ``seen_at`` is where it was read, if not in the law."""

    law: Words
    address: Address | None = None
    seen_at: Address | None = None
    quote: Words | None = None
    grade: Grade


class CountingSource(Entry):
    """Why days are counted as they are, where the regulation does not say."""

    title: Words
    address: Address
    says: Words
    grade: Grade


class Exemption(Source):
    """A reason in law for which a time limit need not be met. It sets no new date."""

    what: Words


class Span(Entry):
    """Part of every year, both days included; it may run over the new year."""

    from_: MonthDay = Field(alias="from")
    to: MonthDay


class Adjustment(Source):
    """A rule that moves a last day to a later one.

    With ``periods``, a day inside one moves to the first working day after it; without, a day that is
    not a working day moves to the next one that is.
    """

    id: Id
    what: Words
    periods: tuple[Span, ...] = ()


class Period(Entry):
    """A number of days, weeks, months or working days, written ``{weeks: 6}`` in the file."""

    number: int = Field(gt=0, le=1000)
    unit: Unit

    @model_validator(mode="before")
    @classmethod
    def _from_one_pair(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "unit" in value:
            return value
        if len(value) != 1 or next(iter(value)) not in set(Unit):
            raise ValueError(f"a period is one of {', '.join(Unit)} and a number, such as {{weeks: 6}}")
        unit, number = next(iter(value.items()))
        return {"unit": unit, "number": number}


class Event(Entry):
    """Something that starts a period of its own, such as the date on a certificate."""

    id: Id
    what: Words


class Step(Source):
    """One time limit. ``grade`` is of the figure, ``counting_grade`` of how its days are counted."""

    id: Id
    who: Actor
    what: Words
    within: Period | None = None
    before: Period | None = None
    by: MonthDay | None = None
    later_of: tuple[Id, ...] = ()
    bound: Bound
    count_from: Id | None = None
    counting: Counting | None = None
    counting_grade: Grade | None = None
    adjust: tuple[Id, ...] = ()
    applies_to: tuple[Id, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    exceptions_law: Words | None = None
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _counted_in_one_way(self) -> Self:
        ways: dict[str, tuple[object, set[Counting]]] = {
            "within": (self.within, {Counting.FROM_DAY_AFTER, Counting.BEGINNING_WITH}),
            "before": (self.before, {Counting.BACK_FROM}),
            "by": (self.by, {Counting.BEFORE_DATE}),
            "later_of": (self.later_of, set()),
        }
        used = [(name, allowed) for name, (value, allowed) in ways.items() if value]
        if len(used) != 1:
            raise ValueError("a step has exactly one of within, before, by and later_of")
        name, allowed = used[0]
        given = (self.count_from, self.counting, self.counting_grade)
        if not allowed:
            if any(given):
                raise ValueError("later_of takes no count_from, counting or counting_grade")
        elif not all(given):
            raise ValueError(f"{name} needs count_from, counting and counting_grade")
        elif self.counting not in allowed:
            raise ValueError(f"{name} is counted {' or '.join(sorted(allowed))}, not {self.counting}")
        self._refuse_what_no_rule_covers()
        return self

    def _refuse_what_no_rule_covers(self) -> None:
        if self.within and self.within.unit is Unit.MONTHS and self.counting is Counting.BEGINNING_WITH:
            raise ValueError("months are counted from_day_after, not beginning_with")
        if self.before and self.before.unit is Unit.WORKING_DAYS:
            raise ValueError("working days are not counted backwards")
        if self.bound is Bound.AT_LEAST and not self.within:
            raise ValueError("at_least is for a period that runs forward (within)")


class Clock(Entry):
    """A statutory timeline: what starts it, what else must be known, and its time limits in order."""

    name: Id
    title: Words
    starts: Words
    events: tuple[Event, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()
    checked: date = Field(description="day the law was last checked")
    counting_sources: tuple[CountingSource, ...] = ()
    working_day: Note = Field(description="what is taken as a working day")

    @property
    def dates_wanted(self) -> dict[str, str]:
        """What ``run_clock`` may be told beside the start: an id, and what that date is."""
        counted_from = {step.count_from for step in self.steps}
        wanted = {event.id: event.what for event in self.events}
        return wanted | {
            step.id: f"the day this was done: {step.what}" for step in self.steps if step.id in counted_from
        }

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        seen = {START}
        for event in self.events:
            if event.id in seen:
                yield f"two dates have the id '{event.id}'"
            seen.add(event.id)
        steps: set[str] = set()
        adjustments = {adjustment.id for adjustment in self.adjustments}
        for step in self.steps:
            here = f"step '{step.id}'"
            if step.id in seen:
                yield f"{here}: its id is already in use"
            if step.count_from and step.count_from not in seen:
                yield f"{here}: count_from '{step.count_from}' is not start, an event or an earlier step"
            for other in sorted(set(step.later_of) - steps):
                yield f"{here}: later_of '{other}' is not an earlier step"
            for adjustment in sorted(set(step.adjust) - adjustments):
                yield f"{here}: adjust '{adjustment}' is not an adjustment of this clock"
            seen.add(step.id)
            steps.add(step.id)
