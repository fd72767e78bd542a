"""Times of a text: how long, how often, and at what time of the day."""

import re
from collections.abc import Iterator

from bot.extractive.conflicts.amounts import Amount
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.kinds import AnswerKind, values_in
from bot.proof.specifics import specifics_in

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_TENS})(?:-(?:{_ONES}))?|{_ONES}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen)"
)
_ONE = "hour|day|week|fortnight|month|term|year"
# "a week" is a length after these; after a number of things it is a rate.
_LENGTH = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s?(?:to|–|-|or)\s?(?P<high>{_NUMBER}))?[\s-]+"
    r"(?P<working>working|school|calendar|full|whole|consecutive)?[\s-]*(?P<unit>minute|hour|day|week|fortnight|month|term|year)s?"
    r"\b(?!\s+old)"
    rf"|\b(?:for|within|lasts?|takes?)\s(?P<single>an?\s(?:{_ONE}))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"\b(?:over|more than|at least)\s$", re.IGNORECASE)
# In days; a working day is 7/5 of one. Months and terms meet days only roughly.
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "quarter": 91.3,
    "term": 121.75,
    "half-term": 60.9,
    "year": 365.25,
}
_FAMILY = {"minute": "hour", "hour": "hour", "day": "day", "week": "day", "fortnight": "day", "term": "term"}
WORKING_DAY = 1.4
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "termly": "term",
    "half-termly": "half-term",
    "annually": "year",
    "yearly": "year",
}
_PERIOD = "day|week|fortnight|month|quarter|half-term|term|year"
_FREQUENCY = re.compile(
    rf"\b(?P<adverb>{'|'.join(sorted(_ADVERBS, key=len, reverse=True))})\b"
    rf"|\b(?P<times>once|twice|{_NUMBER}\stimes)\s(?:an?|every|each|per|in an?)\s(?P<within>{_PERIOD})\b"
    rf"|\b(?:every|each)\s(?:(?P<every>{_NUMBER}|other|second|third)\s)?(?P<unit>{_PERIOD})s?\b",
    re.IGNORECASE,
)
_TIMES = {"once": 1.0, "twice": 2.0}
_EVERY = {"other": 2.0, "second": 2.0, "third": 3.0}
_SAME_FREQUENCY = 0.02  # "every three months" and "quarterly"
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?\s?(?P<half>am|pm|noon)?", re.IGNORECASE)


def lengths_in(text: str) -> Iterator[Amount]:
    """Each length of time, in days."""
    for found in _LENGTH.finditer(text):
        single = found["single"]
        unit = (single.split()[-1] if single else found["unit"]).lower()
        low = 1.0 if single else _number(found["low"])
        high = _number(found["high"]) if found["high"] else low
        if low is None or high is None:
            continue
        working = (found["working"] or "").lower() in {"working", "school"}
        days = WORKING_DAY if working else _DAYS[unit]
        start = found.start("single") if single else found.start()
        yield Amount(
            kind=ValueKind.LENGTH,
            text=text[start : found.end()],
            start=start,
            end=found.end(),
            low=low * days,
            high=high * days,
            unit="working day" if working else _FAMILY.get(unit, "month"),
            step=_DAYS[unit] / 1000,
            at_least=bool(_AT_LEAST.search(text[:start])),
        )


def frequencies_in(text: str) -> Iterator[Amount]:
    """How often something happens, each as the days from one time to the next."""
    for found in _FREQUENCY.finditer(text):
        days = _days_between(found)
        yield Amount(
            kind=ValueKind.FREQUENCY,
            text=found.group(),
            start=found.start(),
            end=found.end(),
            low=days,
            high=days,
            step=days * _SAME_FREQUENCY,
        )


def _days_between(found: re.Match[str]) -> float:
    if found["adverb"]:
        return _DAYS[_ADVERBS[found["adverb"].lower()]]
    if found["times"]:
        times = _TIMES.get(found["times"].lower()) or _number(found["times"]) or 1.0
        return _DAYS[found["within"].lower()] / times
    every = (found["every"] or "").lower()
    return _DAYS[found["unit"].lower()] * (_EVERY.get(every) or _number(every) or 1.0)


def clock_times_in(text: str) -> Iterator[Amount]:
    """Each time of the day, in minutes after midnight."""
    for value in values_in(text, AnswerKind.TIME):
        minutes = _minutes(value.text)
        if minutes is not None:
            yield Amount(
                kind=ValueKind.TIME, text=value.text, start=value.start, end=value.end, low=minutes, high=minutes
            )


def _minutes(written: str) -> float | None:
    if written.lower() in {"noon", "midday", "midnight"}:
        return 0.0 if written.lower() == "midnight" else 720.0
    found = _CLOCK.fullmatch(written.strip())
    if not found:
        return None
    hour = int(found["hour"]) % 12 if found["half"] else int(found["hour"])
    late = (found["half"] or "").lower() in {"pm", "noon"}
    return float(60 * (hour + 12 * late) + int(found["minute"] or 0))


def _number(written: str) -> float | None:
    found = specifics_in(written)
    return float(found[0].value) if found and not found[0].value[-1].isalpha() else None
