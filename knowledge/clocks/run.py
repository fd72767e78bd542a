"""Running a clock: from the day it starts to the date of each of its time limits. Pure: no clock is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dateutil.relativedelta import relativedelta

from knowledge.clocks.counting import adjusted, last_day, latest_day_before, stricter_reading
from knowledge.clocks.errors import ClockError
from knowledge.clocks.law import START, Adjustment, Clock, Note, Step, day_in_year
from knowledge.clocks.results import ClockResult, CountedFrom, KnownDate, Moved, Sense, StepResult
from knowledge.clocks.terms import Bound, Grade, Unit
from knowledge.clocks.wording import COUNTING_WORDS, say_due, say_later, say_waiting, say_working
from knowledge.dates import say_date, say_day

ACT_IN_FORCE = date(2014, 9, 1)  # Part 3 of the Children and Families Act 2014, and the SEND Regulations
YEARS_AHEAD = 10
NO_EVENTS: Mapping[str, date] = MappingProxyType({})
_NOT_CONFIRMED = "No date is given, because this time limit was not confirmed in the law."


@dataclass(frozen=True)
class _Outcome:
    """What was worked out for one step. Without ``due``, ``working`` says why."""

    working: str
    due: date | None = None
    stricter: date | None = None
    since: CountedFrom | None = None
    waits_for: str | None = None
    moved: tuple[Moved, ...] = field(default=())


def run_clock(clock: Clock, start: date, events: Mapping[str, date] = NO_EVENTS) -> ClockResult:
    """Work out each time limit of a clock that starts on ``start``.

    ``events`` gives the other dates that are known, by the ids in ``clock.dates_wanted``; a limit
    counted from one that is not given has no date, or the last day of the earlier step is used and
    said. The law of each step, and how sure it is, comes from the clock.

    Raises ClockError if a date is before 1 September 2014, when the Act came in, or more than ten
    years after the law was last checked; if an event is before the start; or if its id is not known.
    """
    known = _known_dates(clock, start, events)
    results: dict[str, StepResult] = {}
    for step in clock.steps:
        results[step.id] = _result(step, clock, _work_out(step, clock, known, results))
    return ClockResult(
        name=clock.name,
        title=clock.title,
        starts=clock.starts,
        start=start,
        events=tuple(KnownDate(id=id_, what=what, day=events.get(id_)) for id_, what in clock.dates_wanted.items()),
        steps=tuple(results.values()),
        notes=clock.notes,
        counting_sources=clock.counting_sources,
        checked=clock.checked,
    )


def _known_dates(clock: Clock, start: date, events: Mapping[str, date]) -> dict[str, date]:
    wanted = clock.dates_wanted
    for unknown in sorted(set(events) - set(wanted)):
        takes = f"It takes: {', '.join(wanted)}." if wanted else "It takes no date but its start."
        raise ClockError(f'The clock "{clock.name}" has no date called "{unknown}". {takes}')
    latest = clock.checked + relativedelta(years=YEARS_AHEAD)
    for name, day in {START: start, **events}.items():
        if day < ACT_IN_FORCE:
            raise ClockError(
                f"{say_date(day)} ({name}) is before {say_date(ACT_IN_FORCE)}, when this law came in. Check the year."
            )
        if day > latest:
            raise ClockError(
                f"{say_date(day)} ({name}) is more than {YEARS_AHEAD} years after the law was last checked,"
                f" {say_date(clock.checked)}. Check the year."
            )
        if day < start:
            raise ClockError(f"{say_date(day)} ({name}) is before the start, {say_date(start)}. Check the two dates.")
    return {START: start, **events}


def _work_out(step: Step, clock: Clock, known: Mapping[str, date], results: Mapping[str, StepResult]) -> _Outcome:
    if step.grade is Grade.UNCONFIRMED:
        return _Outcome(_NOT_CONFIRMED)
    if step.later_of:
        outcome = _later(step, clock, results)
    else:
        since = _counted_from(str(step.count_from), known, results)
        if since is None:
            return _waiting(str(step.count_from), clock, results)
        outcome = _counted(step, since)
    return _move(outcome, [rule for id_ in step.adjust for rule in clock.adjustments if rule.id == id_])


def _counted_from(name: str, known: Mapping[str, date], results: Mapping[str, StepResult]) -> CountedFrom | None:
    if name in known:
        return CountedFrom(id=name, day=known[name], given=True)
    earlier = results[name].due if name in results else None
    return CountedFrom(id=name, day=earlier, given=False) if earlier else None


def _waiting(name: str, clock: Clock, results: Mapping[str, StepResult]) -> _Outcome:
    deeper = results[name].waits_for if name in results else None
    wanted = deeper or name
    return _Outcome(say_waiting(clock, wanted), waits_for=wanted)


def _counted(step: Step, since: CountedFrom) -> _Outcome:
    period = step.within or step.before
    if step.by:
        due = day_in_year(step.by, since.day.year)
    elif step.within and step.counting:
        due = last_day(since.day, step.within, step.counting)
    elif step.before:
        due = latest_day_before(since.day, step.before)
    else:
        raise ValueError(f"step '{step.id}' has no period to count")
    stricter = None
    if step.counting_grade is Grade.UNCONFIRMED and period and step.counting:
        stricter = stricter_reading(since.day, period, step.counting)
    return _Outcome(say_working(step, since, due), due=due, stricter=stricter, since=since)


def _later(step: Step, clock: Clock, results: Mapping[str, StepResult]) -> _Outcome:
    days = {name: due for name in step.later_of if (due := results[name].due)}
    if not days:
        return _waiting(step.later_of[0], clock, results)
    due = max(days.values())
    missing = [results[name].waits_for or name for name in step.later_of if name not in days]
    unknown = [clock.dates_wanted.get(name, name) for name in missing]
    return _Outcome(say_later(tuple(days.values()), unknown), due=due)


def _move(outcome: _Outcome, rules: list[Adjustment]) -> _Outcome:
    due, moved = outcome.due, list[Moved]()
    if due is None:
        return outcome
    for rule in rules:
        later = adjusted(due, rule)
        if later != due:
            moved.append(_moved(rule, due, later))
            due = later
    return _Outcome(outcome.working, due, outcome.stricter, outcome.since, moved=tuple(moved))


def _moved(rule: Adjustment, due: date, later: date) -> Moved:
    return Moved(
        id=rule.id,
        moved_from=due,
        moved_to=later,
        working=f"{rule.what}: {say_day(due)} becomes {say_day(later)}",
        **rule.model_dump(include={"law", "address", "seen_at", "quote", "grade"}),
    )


def _result(step: Step, clock: Clock, outcome: _Outcome) -> StepResult:
    sense = _sense(step)
    due = outcome.due
    return StepResult(
        **step.model_dump(include=_TAKEN_FROM_LAW),
        exceptions=step.exceptions,
        due=due,
        sense=sense,
        stricter=outcome.stricter,
        due_words=say_due(due, sense, outcome.stricter) if due else None,
        working=outcome.working,
        counted_from=outcome.since,
        waits_for=outcome.waits_for,
        counting_words=COUNTING_WORDS[step.counting] if step.counting else None,
        moved=outcome.moved,
        notes=(*step.notes, *_note_on_working_days(step, clock, outcome)),
    )


_TAKEN_FROM_LAW = {
    *("id", "who", "what", "bound", "applies_to", "counting", "counting_grade"),
    *("law", "address", "seen_at", "quote", "grade", "exceptions_law"),
}


def _sense(step: Step) -> Sense:
    if step.by:
        return Sense.BEFORE
    return Sense.NOT_BEFORE_END_OF if step.bound is Bound.AT_LEAST else Sense.BY


def _note_on_working_days(step: Step, clock: Clock, outcome: _Outcome) -> tuple[Note, ...]:
    counted = step.within is not None and step.within.unit is Unit.WORKING_DAYS
    return (clock.working_day,) if outcome.moved or (counted and outcome.due) else ()
