"""Working days in England. Used only where the law speaks of working days."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and not a bank holiday in England, Christmas Day or Good Friday.

    Bank holidays are those announced when the ``holidays`` library was released.
    """
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def first_working_day_from(day: date) -> date:
    """The day itself if it is a working day, or else the next one."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_days_from(day: date, number: int) -> date:
    """The last of ``number`` working days, of which ``day`` is the first if it is a working day."""
    last = first_working_day_from(day)
    for _ in range(number - 1):
        last = first_working_day_from(last + _DAY)
    return last
