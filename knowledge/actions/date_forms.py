"""The forms that a single date takes: a day, a month, a quarter, a term, a year."""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import lru_cache

from knowledge.actions import periods
from knowledge.actions.periods import Period
from knowledge.actions.rules import DateRules
from knowledge.actions.types import DateKind

_ISO = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})(?:[t ]\d\d:\d\d(?::\d\d)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})")
_MONTH_NUMBERS = re.compile(r"(\d{1,2})[/-](20\d\d)|(20\d\d)-(0[1-9]|1[0-2])")
_SPAN = re.compile(r"(20\d\d|\d\d)\s*[/–-]\s*(20\d\d|\d\d)")
_YEAR = re.compile(r"(20\d\d)")
_ANY_YEAR = re.compile(r"['’]?(20\d\d|\d\d)")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
_TIME = re.compile(r"\s+\d{1,2}:\d\d(?::\d\d)?$")
_MOST_LEAD_INS = 6


def read_period(text: str, rules: DateRules) -> Period | None:
    """Read one date, when the whole text is one, lead-in words aside."""
    plain = _TIME.sub("", " ".join(text.casefold().replace("’", "'").split())).strip(" .,:;*()[]")
    if not any(letter.isdigit() for letter in plain):
        return None
    for _ in range(_MOST_LEAD_INS):
        found = _first_form(plain, rules) or _edge(plain, rules)
        if found is not None:
            return found
        shorter = _WEEKDAY.sub("", _without_lead_in(plain, rules))
        if shorter == plain:
            return None
        plain = shorter
    return None


def _first_form(plain: str, rules: DateRules) -> Period | None:
    return next((found for form in _FORMS if (found := form(plain, rules)) is not None), None)


def _edge(plain: str, rules: DateRules) -> Period | None:
    """A day at the edge of a period: "by the start of April 2026", "before September 2026"."""
    for words, days in ((rules.start_of, 0), (rules.before, -1)):
        found = _lead_in(tuple(words)).match(plain)
        period = _first_form(plain[found.end() :].strip().removeprefix("the "), rules) if found else None
        if found and period:
            edge = period.first + timedelta(days=days)
            reading = f"{found.group()} {period.reading}, taken as {periods.in_words(edge)}"
            return Period(DateKind.DAY, edge, edge, reading)
    return None


def _without_lead_in(plain: str, rules: DateRules) -> str:
    found = _lead_in(tuple(rules.lead_ins)).match(plain)
    return plain[found.end() :].strip(" .,:;-–") if found else plain


@lru_cache(maxsize=4)
def _lead_in(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ /]") for word in longest_first) + r")\b")


def _span_start(text: str) -> int | None:
    """The first year of "2025/26"; None when the two years do not follow each other."""
    match = _SPAN.fullmatch(text.strip(" ,-–"))
    if not match:
        return None
    first, last = periods.full_year(match.group(1)), periods.full_year(match.group(2))
    return first if first is not None and last == first + 1 else None


def _single_year(text: str) -> int | None:
    match = _ANY_YEAR.fullmatch(text.strip(" ,-–"))
    return periods.full_year(match.group(1)) if match else None


def _day(text: str, rules: DateRules) -> Period | None:
    iso, numbers = _ISO.fullmatch(text), _NUMBERS.fullmatch(text)
    if iso:
        return periods.day(*(int(part) for part in iso.groups()))
    if numbers:
        year = periods.full_year(numbers.group(3))
        # Day first: these are British plans.
        return periods.day(year, int(numbers.group(2)), int(numbers.group(1))) if year else None
    month = _months(tuple(rules.months))
    found = re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ /-]*(?:of )?({month})\.?,?[ /-]*['’]?(20\d\d|\d\d)", text)
    if found:
        number, name, digits = found.groups()
    else:
        american = re.fullmatch(rf"({month})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)", text)
        if not american:
            return None
        name, number, digits = american.groups()
    year = periods.full_year(digits)
    return periods.day(year, rules.months[name], int(number)) if year else None


def _month(text: str, rules: DateRules) -> Period | None:
    numbers = _MONTH_NUMBERS.fullmatch(text)
    if numbers:
        month, year = (
            int(part) for part in (numbers.group(1) or numbers.group(4), numbers.group(2) or numbers.group(3))
        )
        return periods.month(year, month) if 1 <= month <= 12 and periods.full_year(str(year)) else None
    name = _months(tuple(rules.months))
    found = re.fullmatch(rf"({name})\.?[ ,/-]*(?:of )?['’]?(20\d\d|\d\d)", text)
    year_first = re.fullmatch(rf"(20\d\d)[ ,/-]*({name})\.?", text)
    if found:
        year_of = periods.full_year(found.group(2))
        return periods.month(year_of, rules.months[found.group(1)]) if year_of else None
    return periods.month(int(year_first.group(1)), rules.months[year_first.group(2)]) if year_first else None


def _quarter(text: str, rules: DateRules) -> Period | None:
    found = _part_of_year(text, rules.quarter_words, rules, 4)
    if found is None:
        return None
    number, year, financial = found
    return periods.financial_quarter(year, number) if financial else periods.calendar_quarter(year, number)


def _half(text: str, rules: DateRules) -> Period | None:
    found = _part_of_year(text, rules.half_words, rules, 2)
    return periods.half_year(found[1], found[0], found[2]) if found else None


def _part_of_year(text: str, words: list[str], rules: DateRules, most: int) -> tuple[int, int, bool] | None:
    """The number, year and kind of year of "Q3 2025", "Q3 2025/26", "third quarter of 2025", "2025/26 Q3"."""
    word, ordinal = _any(words), _any(rules.ordinals)
    number = rf"(?:{word}\.? ?(?P<n>[1-4])|(?P<o>{ordinal})[ -](?:{word}))"
    of = rf"[ ,/:-]*(?:\(?of )?(?:the )?(?P<f>{_any(rules.financial_words)})?[ ,(]*"
    year = r"['’]?(?P<y>(?:20\d\d|\d\d)(?: ?[/–-] ?(?:20\d\d|\d\d))?)\)?"
    found = re.fullmatch(number + of + year, text)
    if found is None:
        found = re.fullmatch(rf"(?P<f>{_any(rules.financial_words)})? ?{year}[ ,:-]*{number}", text)
    if found is None:
        return None
    counted = int(found.group("n")) if found.group("n") else rules.ordinals[found.group("o")]
    if counted > most:
        return None
    span = _span_start(found.group("y"))
    if span is not None:
        return counted, span, True
    single = _single_year(found.group("y"))
    if single is None:
        return None
    # "Q3 FY26": a financial year that is named by one year is the one that ends in it.
    return (counted, single - 1, True) if found.group("f") else (counted, single, False)


def _term(text: str, rules: DateRules) -> Period | None:
    found = re.fullmatch(
        rf"({_any(rules.terms)})(?: half)?(?: ?-?term)?(?: ?[12])?[ ,/-]*(?:of |in )?"
        rf"(?:{_any(rules.academic_words)})?"
        r"[ ,]*['’]?((?:20\d\d|\d\d)(?: ?[/–-] ?(?:20\d\d|\d\d))?)",
        text,
    )
    if not found:
        return None
    term = rules.terms[found.group(1)]
    span, year = _span_start(found.group(2)), _single_year(found.group(2))
    if span is not None:
        year = span + term.school_year_offset
    if year is None:
        return None
    first = periods.day(year, *term.first)
    ends_next = term.last < term.first
    last = periods.month_end(year + 1, term.last[0]) if ends_next else None
    end = last or (closing.last if (closing := periods.day(year, *term.last)) else None)
    if first is None or end is None:
        return None
    reading = f"{term.name} {year}, taken as {periods.in_words(first.first)} to {periods.in_words(end)}"
    return Period(DateKind.TERM, first.first, end, reading)


def _year(text: str, rules: DateRules) -> Period | None:
    academic, financial = _any(rules.academic_words), _any(rules.financial_words)
    found = re.fullmatch(
        rf"(?P<before>{academic}|{financial}|calendar year|year)?[ :]*['’]?"
        r"(?P<y>(?:20\d\d|\d\d)(?: ?[/–-] ?(?:20\d\d|\d\d))?)"
        rf"[ ,]*(?P<after>{academic}|{financial})?",
        text,
    )
    if not found:
        return None
    name = found.group("before") or found.group("after") or ""
    span = _span_start(found.group("y"))
    if span is not None:
        return periods.academic_year(span) if re.fullmatch(academic, name) else periods.financial_year(span)
    if not _YEAR.fullmatch(found.group("y")) and not name:
        return None
    year = _single_year(found.group("y"))
    if year is None:
        return None
    if re.fullmatch(academic, name):
        return periods.academic_year(year - 1)
    return periods.financial_year(year - 1) if re.fullmatch(financial, name) else periods.calendar_year(year)


@lru_cache(maxsize=4)
def _months(names: tuple[str, ...]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\ ?") for word in longest_first) + ")"


_FORMS: tuple[Callable[[str, DateRules], Period | None], ...] = (_day, _month, _quarter, _half, _term, _year)
