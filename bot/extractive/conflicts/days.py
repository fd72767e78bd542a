"""Days: dates as documents write them, as the days they can mean; and the period that a figure is of."""

import re
from datetime import date

from bot.extractive.conflicts.values import Stated, ValueKind
from knowledge.actions import understand_date
from knowledge.dates import MONTHS, WEEKDAYS

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS).replace(
    "Sep(?:tember)?", "Sep(?:t(?:ember)?)?"
)
_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"{_YEAR}\s?[/–-]\s?(?:20)?\d\d(?![\d-])"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?"
_DATED = re.compile(
    rf"""\b(?:
      (?:{_DAY}\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?),?\s+{_YEAR}
    | \d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d
    | {_YEAR}-\d\d-\d\d
    | (?:the\s+)?(?:end|start|beginning|middle)\s+of\s+(?:{_MONTH}|{_YEAR})(?:\s+{_YEAR})?
    | (?:early|mid|late)[\s-](?:{_MONTH}|{_YEAR})(?:\s+{_YEAR})?
    | (?:{_MONTH})\s+{_YEAR}
    | (?:spring|summer|autumn|winter)(?:\s+term)?(?:\s+(?:of|in))?\s+{_YEAR}
    | Q[1-4]\s+(?:of\s+)?(?:{_SPAN}|{_YEAR})
    | (?P<short>{_DAY}\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d))
    | {_SPAN}
    | {_YEAR}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# A month without its day or year, where it cannot be another word.
_BARE_MONTH = re.compile(
    rf"\b(?:in|by|from|until|of|each|every|during|since)\s+(?P<month>{'|'.join(MONTHS)})\b(?!\s+\d)", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})s?\b(?!,?\s+(?:the\s+)?\d)")
NO_YEAR = 2000  # stands for "no year": a leap year, so that 29 February is a day of it


class Days(Stated):
    """The first and last day that a date can mean, or the day of the week."""

    first: date | None = None
    last: date | None = None
    weekday: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the year was written."""
        return self.first is not None and self.first.year != NO_YEAR

    def agrees(self, other: Stated) -> bool | None:
        """As any value: dates agree when some day can be both. None for a date and a day of the week."""
        if not isinstance(other, Days):
            return None
        if self.weekday and other.weekday:
            return self.weekday == other.weekday
        if not (self.first and self.last and other.first and other.last):
            return None
        if self.has_year and other.has_year:
            return self.first <= other.last and other.first <= self.last
        mine, theirs = _without_year(self.first, self.last), _without_year(other.first, other.last)
        return mine[0] <= theirs[1] and theirs[0] <= mine[1] if mine and theirs else None


def _without_year(first: date, last: date) -> tuple[date, date] | None:
    return (first.replace(year=NO_YEAR), last.replace(year=NO_YEAR)) if first.year == last.year else None


def dates_in(text: str) -> tuple[Days, ...]:
    """The dates of a text, in order; what is not certain is left out."""
    found = [day for match in _DATED.finditer(text) if (day := _read(match))]
    taken = [(day.start, day.end) for day in found]
    for match in _BARE_MONTH.finditer(text):
        if not any(start < match.end() and match.start("month") < end for start, end in taken):
            day = _of_a_year(match["month"], match.start("month"), f"{match['month']} {NO_YEAR}")
            found += [day] if day else []
    return tuple(sorted(found, key=lambda day: day.start))


_NOT_WHEN = re.compile(rf"(?:{_YEAR}|{_SPAN})", re.VERBOSE)
_WHEN_BEFORE = re.compile(r"\b(?:in|by|until|from|during|before|after|for)\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)


def days_in(text: str) -> tuple[Days, ...]:
    """The dates and the days of the week of a text, in order."""
    weekdays = [
        Days(
            kind=ValueKind.DATE,
            text=match.group(),
            start=match.start(),
            end=match.end(),
            weekday=match.group().removesuffix("s"),
        )
        for match in _WEEKDAY.finditer(text)
    ]
    dates = [
        day
        for day in dates_in(text)
        if not _NOT_WHEN.fullmatch(day.text) or _WHEN_BEFORE.search(text[: day.start])  # "Travel policy 2024" is a name
    ]
    return tuple(sorted((*dates, *weekdays), key=lambda day: day.start))


def _read(match: re.Match[str]) -> Days | None:
    written = match.group()
    return _of_a_year(written, match.start(), f"{written} {NO_YEAR}" if match["short"] else written)


def _of_a_year(written: str, start: int, full: str) -> Days | None:
    understood = understand_date(full)
    if understood.earliest is None or understood.latest is None:
        return None
    return Days(
        kind=ValueKind.DATE,
        text=written,
        start=start,
        end=start + len(written),
        first=understood.earliest,
        last=understood.latest,
    )


def same_period(one: tuple[Days, ...], other: tuple[Days, ...]) -> bool | None:
    """Whether two sets of dates share a day; None when one of them is empty."""
    if not one or not other:
        return None
    return any(mine.agrees(theirs) for mine in one for theirs in other)
