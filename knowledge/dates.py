"""Dates in plain words: saying them, and reading what people in England type.

Reading gives a date only where it is certain. Numbers are day, month, year, never month first; a date
without its year is the most recent one that is not in the future; "last Monday", "3/4" and "about three
weeks ago" are not certain, so they give nothing.
"""

import re
from calendar import isleap
from datetime import date, timedelta

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS).replace(
    "Sep(?:tember)?", "Sep(?:t(?:ember)?)?"
)
_WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"[0-3]?[0-9]"
_YEAR = r"(?:19|20)[0-9]{2}"
# A year of two digits ends its clause ("12 Nov 25."); "5 January 10.30" and "5 January 1430" are no date.
_SHORT = r"[0-9]{2}(?=\s*(?:$|[.,;?!)](?![0-9])))"
_NO_YEAR = r"(?!\s*'?[0-9]{2}|,\s*[0-9]{3}|\w)"
_NO_DAY_BEFORE = r"(?<![0-9][\s-])(?<!st\s|nd\s|rd\s|th\s|of\s)"  # "12 Nov 25 ..." is not 25 November
_ANY = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])(?![0-9-])
    | (?P<numbers>{_DAY}(?P<mark>[/.-])[01]?[0-9](?P=mark){_YEAR}|{_DAY}/[01]?[0-9]/[0-9]{{2}})
      (?![0-9/-]|\.[0-9])
    | (?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?:the\s+)?(?P<day>{_DAY})(?:\s*(?:st|nd|rd|th))?(?P<of>\s+of)?
      [\s-]{{0,3}}(?P<month>{_MONTH})\b\.?
      (?:,?[\s-]*(?P<year>{_YEAR})(?!\w)|\s+'?(?P<short>{_SHORT})|{_NO_YEAR})
    | (?:(?P<weekday2>{_WEEKDAY})\.?,?\s+)?{_NO_DAY_BEFORE}(?P<month2>{_MONTH})\b\.?\s+
      (?:the\s+)?(?P<day2>{_DAY})(?:st|nd|rd|th)?
      (?:,?\s+(?P<year2>{_YEAR})(?!\w)|,?\s+'?(?P<short2>{_SHORT})|{_NO_YEAR})(?!\s*[\u2013-]\s*[0-9])
    | (?P<near>(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tomorrow)\b
    | (?P<ago>[0-9]{{1,3}})\s+days?\s+ago\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# "5 to 12 January" and "5 or 6 January" are two days, of which only one would be read.
_RANGE_BEFORE = re.compile(
    rf"(?<![0-9/.-]){_DAY}(?:st|nd|rd|th)?\s*(?:-|\u2013|to|and|or|&)\s*(?:the\s+)?$", re.IGNORECASE
)
_VAGUE_BEFORE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|over|than|least)\s+(?:the\s+)?$", re.IGNORECASE
)
_DATE_WORD_BEFORE = re.compile(r"\b(?:on|since|from|dated|before|after|until)\s+(?:the\s+)?$", re.IGNORECASE)
_NEAR = {"before": -2, "after": 2, "yesterday": -1, "today": 0, "tomorrow": 1}
_LOOK_BACK = 40  # characters, more than the longest words that make a date uncertain
_YEARS_AHEAD = 10  # a two-digit year further on than this could be of the last century


def say_date(day: date) -> str:
    """Write a date as "5 January 2026", whatever the computer's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day(day: date) -> str:
    """Write a date with its weekday: "Monday 5 January 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {say_date(day)}"


def read_date(text: str, today: date) -> date | None:
    """Read a text that is a date and nothing else; None if it is not one, not possible or not certain.

    Reads "5 January", "Mon 5th of Jan 2026", "January 5", "05/01/2026" (5 January), "05.01.26",
    "2026-01-05", "yesterday" and "3 days ago". ``today`` gives the missing year.
    """
    plain = re.sub(r"^on\s+", "", " ".join(text.split()).rstrip(".,"), flags=re.IGNORECASE)
    found = _ANY.fullmatch(plain)
    return _date_of(found, today) if found else None


def find_dates(text: str, today: date) -> tuple[tuple[date, str], ...]:
    """The dates in a text, in its order, each with the words it was read from.

    As ``read_date``, less what a sentence makes uncertain: both ends of "5 to 12 January", "around 5
    January", and "5 may" where "may" could be the verb.
    """
    found: list[tuple[date, str]] = []
    for match in _ANY.finditer(text):
        unsure = any(
            words.search(text, max(0, match.start() - _LOOK_BACK), match.start())
            for words in (_RANGE_BEFORE, _VAGUE_BEFORE)
        )
        day = None if unsure or _may_is_a_verb(match, text) else _date_of(match, today)
        if day:
            found.append((day, match.group(0)))
    return tuple(found)


def _part(match: re.Match[str], name: str) -> str | None:
    """A part that both "5 January" and "January 5" have."""
    return match[name] or match[f"{name}2"]


def _may_is_a_verb(match: re.Match[str], text: str) -> bool:
    month = _part(match, "month")
    if month is None or month.lower() != "may":
        return False
    if match["month"] == "May" or match["of"] or _part(match, "weekday"):
        return False
    if _part(match, "year") or _part(match, "short"):
        return False
    return not _DATE_WORD_BEFORE.search(text, max(0, match.start() - _LOOK_BACK), match.start())


def _full_year(short: int, today: date) -> int | None:
    year = 2000 + short
    return year if year <= today.year + _YEARS_AHEAD else None


def _date_of(match: re.Match[str], today: date) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["numbers"]:
            return _numbered(match["numbers"], today)
        if match["near"]:
            near = match["near"].lower()
            return today + timedelta(days=next(days for word, days in _NEAR.items() if word in near))
        if match["ago"]:
            return today - timedelta(days=int(match["ago"]))
        return _named_month(match, today)
    except (ValueError, OverflowError):
        return None


def _numbered(numbers: str, today: date) -> date | None:
    day, month, year = (int(number) for number in re.split("[/.-]", numbers))
    full = year if year > 99 else _full_year(year, today)
    return date(full, month, day) if full else None


def _named_month(match: re.Match[str], today: date) -> date | None:
    """Raises ValueError for a day that its month does not have."""
    month_name, weekday, short = _part(match, "month"), _part(match, "weekday"), _part(match, "short")
    month = [name[:3].lower() for name in MONTHS].index(str(month_name)[:3].lower()) + 1
    day = int(str(_part(match, "day")))
    year = _full_year(int(short), today) if short else int(_part(match, "year") or 0)
    if year is None:
        return None
    read = date(year, month, day) if year else _most_recent(month, day, today)
    if weekday and not WEEKDAYS[read.weekday()].lower().startswith(weekday[:3].lower()):
        return None
    return read


def _most_recent(month: int, day: int, today: date) -> date:
    year = today.year
    if (month, day) > (today.month, today.day):
        year -= 1
    while (month, day) == (2, 29) and not isleap(year):
        year -= 1
    return date(year, month, day)
