"""The days that a question names, each with how it was read."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from bot.clocks.phrases import Phrases
from bot.ways_of_saying import Heard
from knowledge.dates import MONTHS, find_dates, read_date

_NEAR = 4  # characters between "is on" and the day it speaks of: a space, or "the"
_YEARS_ON = 5
_MONTH_NAME = "|".join((*MONTHS, "Sept"))
_MONTH = re.compile(rf"\b(?P<month>{_MONTH_NAME})\b(?:\s+(?:of\s+)?(?P<year>20[0-9]{{2}})\b)?", re.IGNORECASE)
_MONTH_WORD = re.compile("|".join(month[:3] for month in MONTHS), re.IGNORECASE)
_YEAR = re.compile(r"\bin\s+(?P<year>20[0-9]{2})\b", re.IGNORECASE)


class GivenDay(NamedTuple):
    """A day in a question: where it stands, and what of it was not said but taken."""

    day: date
    start: int
    end: int
    year_taken: bool = False
    month_only: bool = False


def given_days(question: str, heard: Heard, ahead: Phrases, today: date) -> list[GivenDay]:
    """The certain days of a question, in its order.

    A day without its year is the most recent one; right after words such as "is booked for", the next one.
    """
    found: list[GivenDay] = []
    place = 0
    coming = heard.spans(ahead)
    for day, words in find_dates(question, today):
        start = question.index(words, place)
        place = start + len(words)
        taken = _year_is_taken(day, words, today)
        is_ahead = taken and day < today and any(0 <= start - said.end <= _NEAR for said in coming)
        on = day + relativedelta(years=1) if is_ahead else day
        found.append(GivenDay(on, start, place, year_taken=taken))
    return found


def given_months(question: str, taken: Iterable[GivenDay], today: date) -> list[GivenDay]:
    """The months and years of a question that are not part of a day: the first of the month, next to come."""
    spans = [(day.start, day.end) for day in taken]
    found: list[GivenDay] = []
    for match in (*_MONTH.finditer(question), *_YEAR.finditer(question)):
        if any(start <= match.start() < end for start, end in spans):
            continue
        name = match.groupdict().get("month") or "September"
        if name == "may":
            continue
        month = [month[:3].lower() for month in MONTHS].index(name[:3].lower()) + 1
        year = int(match["year"]) if match["year"] else _year_to_come(month, today)
        day = date(year, month, 1)
        spans.append((match.start(), match.end()))
        found.append(GivenDay(day, match.start(), match.end(), year_taken=not match["year"], month_only=True))
    return found


def _year_to_come(month: int, today: date) -> int:
    return today.year if month >= today.month else today.year + 1


def _year_is_taken(day: date, words: str, today: date) -> bool:
    """Whether the year was not said: then another "today" gives another year."""
    if not _MONTH_WORD.search(words):
        return False
    return read_date(words, date(today.year + _YEARS_ON, 12, 31)) != day
