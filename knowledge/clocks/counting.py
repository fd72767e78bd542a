"""The arithmetic of the clocks: how a period in law becomes a last day."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from knowledge.clocks.law import Adjustment, Period, Span, day_in_year
from knowledge.clocks.terms import Counting, Unit
from knowledge.clocks.working_days import first_working_day_from, working_days_from

_DAY = timedelta(days=1)


def last_day(day: date, period: Period, counting: Counting) -> date:
    """The last day of a period that runs forward from an event.

    Counted from the day after, the event's own day is not counted, and months end on the same day
    number in the later month or on its last day (Dodds v Walker [1981] 1 WLR 1027). Beginning with,
    the event's own day is day 1. Raises ValueError for a period no rule covers: months beginning with.
    """
    after = counting is Counting.FROM_DAY_AFTER
    if period.unit is Unit.MONTHS:
        if not after:
            raise ValueError("months are counted from the day after, not beginning with a day")
        return day + relativedelta(months=period.number)
    if period.unit is Unit.WORKING_DAYS:
        return working_days_from(day + _DAY if after else day, period.number)
    return day + _days(period) - (timedelta(0) if after else _DAY)


def latest_day_before(day: date, period: Period) -> date:
    """The latest day that is at least a period before an event.

    Months go back to the same day number, or to the last day of a month that has no such day. Raises
    ValueError for working days, which no rule here counts backwards.
    """
    if period.unit is Unit.MONTHS:
        return day - relativedelta(months=period.number)
    return day - _days(period)


def _days(period: Period) -> timedelta:
    if period.unit is Unit.WEEKS:
        return timedelta(weeks=period.number)
    if period.unit is Unit.DAYS:
        return timedelta(days=period.number)
    raise ValueError(f"{period.unit} are not a fixed number of days")


def stricter_reading(day: date, period: Period, counting: Counting) -> date | None:
    """The last day if the period is counted the other way, or None if that gives the same day.

    Forward, the event's own day is counted; back, the days at both ends are left out. Each is the
    earlier of two readings, for a period whose way of counting is not confirmed. None for months
    that run forward.
    """
    if counting is Counting.BACK_FROM:
        return latest_day_before(day, period) - _DAY
    if counting is not Counting.FROM_DAY_AFTER or period.unit is Unit.MONTHS:
        return None
    other = last_day(day, period, Counting.BEGINNING_WITH)
    return None if other == last_day(day, period, counting) else other


def adjusted(day: date, adjustment: Adjustment) -> date:
    """Where an adjustment moves a last day; the same day if it does not touch it.

    For an appeal this is rule 12(2) and (3)(a) of the Tribunal Procedure (First-tier Tribunal) (Health,
    Education and Social Care Chamber) Rules 2008.
    """
    if not adjustment.periods:
        return first_working_day_from(day)
    for span in adjustment.periods:
        end = _end_if_inside(day, span)
        if end:
            return first_working_day_from(end + _DAY)
    return day


def _end_if_inside(day: date, span: Span) -> date | None:
    over_new_year = span.to < span.from_
    for year in (day.year - 1, day.year):
        begins = day_in_year(span.from_, year)
        ends = day_in_year(span.to, year + 1 if over_new_year else year)
        if begins <= day <= ends:
            return ends
    return None
