"""The stretches of days that people name: "March", "31 March 2026", "this quarter", "Q4 2025/26", "Christmas"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from knowledge.actions import understand_date
from knowledge.actions.rules import date_rules

_SPAN = r"20\d\d ?[/-] ?(?:20)?\d\d"
_YEAR_KIND = r"(?:financial|academic|school|calendar)"
_UNIT = r"(?:week|month|quarter|term|year)"
_HAS_YEAR = re.compile(r"20\d\d|\d\d$|[/.-]\d")
_SHIFT = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1}
_TERMS = ("spring", "summer", "autumn")


@dataclass(frozen=True)
class Span:
    """From a first to a last day; ``said`` when a year had to be chosen, ``unclear`` when it could not be."""

    first: date
    last: date
    said: str | None = None
    unclear: bool = False


@cache
def span_pattern() -> str:
    """A pattern for any of the forms."""
    rules = date_rules()
    month, term = ("|".join(sorted(words, key=len, reverse=True)) for words in (rules.months, rules.terms))
    year = r"(?:20\d\d|2\d(?!\d|[/.-]\d))"
    forms = (
        rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{month})(?: {year})?",
        rf"(?:{month}) \d{{1,2}}(?:st|nd|rd|th)(?: {year})?",
        r"20\d\d-\d\d-\d\d",
        r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d",
        rf"(?:{month})(?: {year})?",
        rf"(?:q ?[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter|quarter [1-4])"
        rf"(?: (?:of )?(?:the )?(?:financial year |fy ?)?(?:{_SPAN}|\d\d/\d\d|20\d\d))?",
        rf"(?:the )?(?:{term})(?: term)?(?: (?:{_SPAN}|20\d\d))?",
        rf"(?:the )?(?:this|next|last|current|coming|following|previous) (?:{_YEAR_KIND} )?{_UNIT}",
        rf"the (?:{_YEAR_KIND} )?{_UNIT}",
        rf"(?:the )?(?:{_YEAR_KIND} year )?(?:{_SPAN}|20\d\d|\d\d/\d\d)(?: {_YEAR_KIND} year)?",
        r"today|tomorrow|yesterday",
    )
    return "(?:" + "|".join(forms) + r")(?![\w/])"


def read_span(text: str, today: date, *, past: bool = False) -> Span | None:
    """The days that such words mean. What has no year is the next one to come, or with ``past`` the last one begun."""
    plain = text.strip().removeprefix("the ")
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(plain)
    if near is not None:
        day = today + timedelta(days=near)
        return Span(day, day)
    relative = re.fullmatch(rf"(?:({'|'.join(_SHIFT)}) )?(?:({_YEAR_KIND}) )?(week|month|quarter|term|year)", plain)
    if relative:
        return _relative(_SHIFT[relative.group(1) or "the"], relative.group(2), relative.group(3), today)
    feast = re.fullmatch(r"(easter|christmas) (20\d\d)", plain)
    if feast:
        return _feast(feast.group(1), int(feast.group(2)))
    if _HAS_YEAR.search(plain):
        return _dated(re.sub(r"^(\d\d/\d\d)$", r"20\1", plain))
    if re.match(r"q ?\d|\w+ quarter|quarter", plain):
        return Span(today, today, unclear=True)
    years = range(today.year - 1, today.year + 9)
    for year in reversed(years) if past else years:
        found = _feast(plain, year) or _dated(f"{plain} {year}")
        if found and (found.first <= today if past else found.last >= today):
            return Span(found.first, found.last, said=f"{plain.capitalize()} is taken as {plain.capitalize()} {year}")
    return None


def _feast(name: str, year: int) -> Span | None:
    """The day itself: what is due before Christmas is due by the 24th, not before a season begins."""
    day = {"easter": easter(year), "christmas": date(year, 12, 25)}.get(name)
    return Span(day, day) if day else None


def _dated(text: str) -> Span | None:
    found = understand_date(text)
    return Span(found.earliest, found.latest) if found.earliest and found.latest else None


def _relative(shift: int, kind: str | None, unit: str, today: date) -> Span | None:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return Span(monday, monday + timedelta(days=6))
    if unit == "month":
        return _months(today.year, today.month + shift, 1)
    if unit == "quarter":
        return _months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    if unit == "term":
        return _term(shift, today)
    starts = {"financial": 4, "academic": 9, "school": 9}.get(kind or "", 1)
    year = today.year + shift - (today.month < starts)
    span = _months(year, starts, 12)
    return span if kind else Span(span.first, span.last, said=f"The year is taken as January to December {year}")


def _months(year: int, month: int, count: int) -> Span:
    first, after = (date(year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in (month, month + count))
    return Span(first, after - timedelta(days=1))


def _term(shift: int, today: date) -> Span | None:
    terms = [
        found
        for year in range(today.year - 1, today.year + 2)
        for name in _TERMS
        if (found := _dated(f"{name} term {year}"))
    ]
    # In a holiday "this term" is the one to come.
    now = next((place for place, term in enumerate(terms) if term.last >= today), None)
    if now is None or not 0 <= now + shift < len(terms):
        return None
    term = terms[now + shift]
    said = f"The term is taken as {term.first.day} {term.first:%B} to {term.last.day} {term.last:%B %Y}"
    return Span(term.first, term.last, said=said)
