"""The working of a clock in words, so that a reader can check each date against a calendar."""

from calendar import monthrange
from datetime import date

from knowledge.clocks.law import Clock, Period, Step
from knowledge.clocks.results import CountedFrom, Sense
from knowledge.clocks.terms import Counting, Unit
from knowledge.dates import MONTHS, say_date, say_day

COUNTING_WORDS = {
    Counting.FROM_DAY_AFTER: "the day itself is not counted",
    Counting.BEGINNING_WITH: "the day itself is counted as day 1",
    Counting.BACK_FROM: "counted back from the day",
    Counting.BEFORE_DATE: "before a fixed date in the calendar year",
}
_DUE_WORDS = {
    Sense.BY: "by {}",
    Sense.BEFORE: "before {}",
    Sense.NOT_BEFORE_END_OF: "not before the end of {}",
}


def say_period(period: Period) -> str:
    """Write a period as "6 weeks", "1 month" or "3 working days"."""
    unit = period.unit.value.replace("_", " ")
    return f"{period.number} {unit.removesuffix('s') if period.number == 1 else unit}"


def say_due(day: date, sense: Sense, stricter: date | None) -> str:
    """Write how a date is to be read, with the stricter date if the way of counting is not confirmed."""
    words = _DUE_WORDS[sense].format(say_day(day))
    return f"{words} ({say_day(stricter)} on a stricter count)" if stricter else words


def say_working(step: Step, since: CountedFrom, due: date) -> str:
    """Write how a step's last day follows from the day it is counted from."""
    anchor = say_date(since.day)
    if not since.given:
        anchor = f"the last day for the {since.id.replace('-', ' ')}, {anchor}"
    working = f"{_count(step, since.day, anchor, due)}: {say_day(due)}"
    if since.given:
        return working
    return f"{working}. If that was done on another day, it is counted from that day"


def _count(step: Step, since: date, anchor: str, due: date) -> str:
    if step.by:
        return f"before {due.day} {MONTHS[due.month - 1]} in the calendar year of {anchor}"
    if step.before:
        words = f"{say_period(step.before)} back from {anchor}"
        return words + _month_end(step.before, since, due)
    if step.within is None:
        raise ValueError(f"step '{step.id}' has no period to put into words")
    words = say_period(step.within)
    if step.within.unit is Unit.MONTHS:
        return f"{words} from {anchor}" + _month_end(step.within, since, due)
    if step.counting is Counting.BEGINNING_WITH:
        words = f"{words}, the first of them {anchor}"
    else:
        words = f"{words} from the day after {anchor}"
    if step.within.unit is Unit.WORKING_DAYS:
        words += ", leaving out Saturdays, Sundays and England's bank holidays"
    return words


def _month_end(period: Period, since: date, due: date) -> str:
    if period.unit is not Unit.MONTHS:
        return ""
    if due.day == since.day:
        return ", to the same day of the month"
    month = f"{MONTHS[due.month - 1]} {due.year}"
    return f", to the last day of {month}, which has {monthrange(due.year, due.month)[1]} days"


def say_later(days: tuple[date, ...], unknown: list[str]) -> str:
    """Write which of several dates is the later, and what was not given and could make it later."""
    latest = say_day(max(days))
    if len(days) == 1:
        working = f"the only date known: {latest}"
    else:
        working = f"the later of {' and '.join(say_day(day) for day in days)}: {latest}"
    if not unknown:
        return working
    return f"{working}. It could be later; this was not given: {'; '.join(unknown)}"


def say_waiting(clock: Clock, wanted: str) -> str:
    """Write which date must be given before a step can be worked out."""
    return f"No date yet. It is counted from another date: {clock.dates_wanted.get(wanted, wanted)}."
