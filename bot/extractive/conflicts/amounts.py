"""Amounts: money, shares, counts, lengths of time, how often, times of day. Equal when one is the other rounded."""

import re
from collections.abc import Iterator

from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.conflicts.wording import alike
from bot.extractive.kinds import AnswerKind, values_in
from bot.proof.specifics import specifics_in
from retrieval.words import STOPWORDS, content_stems, words_of

_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_SCALE = re.compile(rf"(?<=[\d\s])({'|'.join(_SCALES)})\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|just (?:under|over)|circa|c\.)\s*£?$", re.IGNORECASE
)
_AT_LEAST = re.compile(r"\b(?:over|more than|at least|upwards of|not less than)\s*£?$", re.IGNORECASE)
_RATE = re.compile(r"^,?\s(?:an?|per|each|every|for each|for every)\s(?:\w+\s)??(\w+)", re.IGNORECASE)
# A label or a column's name says what the number after it counts: "Portage places: 46".
_LABELLED = re.compile(r"(?:^|\| |\n)([^|:\n]{2,60}):\s$")
_AGE = re.compile(
    r"\b(?:ages?|aged)(?: of| from| between)?\s(?:\d+\s?(?:to|and|–|-)\s?)?$"
    r"|\b(?:they|you|he|she|child|person|people)\s(?:are|is|turns?|reach(?:es)?)\s$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|over)\s$", re.IGNORECASE)
# Words that end the name of what is counted, besides those that carry grammar only.
_ENDS_A_NOUN = frozenset("outside inside within across among around near per without since until aged at".split())
# Amounts further apart than this many times are seldom of one thing, whatever the words say.
FAR_APART = 6.0

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|"
    "twenty-four|thirty|forty|fifty|sixty|ninety"
)
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_NUMBER_WORDS})"
_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|term|year)s?"
_LENGTH = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s?(?:to|–|-|or)\s?(?P<high>{_NUMBER}))?[\s-]+"
    rf"(?P<working>working|school|calendar|full|whole|consecutive)?[\s-]*{_UNIT}\b(?!\s+old)"
    r"|(?<=\bfor )(?:an?)\s(?P<single>hour|day|week|fortnight|month|term|year)\b"
    r"|(?<=\b(?:last|take|than|with)s )(?:an?)\s(?P<single2>hour|day|week|fortnight|month|term|year)\b"
    r"|(?<=\bwithin )(?:an?)\s(?P<single3>hour|day|week|fortnight|month|term|year)\b",
    re.IGNORECASE,
)
# In days; a working day is 7/5 of one. Months and terms only meet days roughly.
_DAYS = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "term": 91.0,
    "year": 365.25,
}  # fmt: skip
_FAMILY = {"minute": "hour", "hour": "hour", "day": "day", "week": "day", "fortnight": "day"}
WORKING_DAY = 1.4
ROUGHLY = 0.12  # how far apart "12 weeks" and "3 months" may be and still be meant as the same

_ADVERBS = {
    "daily": 1.0, "weekly": 7.0, "fortnightly": 14.0, "monthly": 30.44, "quarterly": 91.3, "termly": 121.75,
    "annually": 365.25, "yearly": 365.25,
}  # fmt: skip
_TIMES = {"once": 1.0, "twice": 2.0}
_FREQUENCY = re.compile(
    rf"\b(?P<adverb>half-termly|{'|'.join(_ADVERBS)})\b"
    rf"|\b(?P<times>once|twice|{_NUMBER}\stimes)\s(?:an?|every|each|per|in an?)\s(?P<within>day|week|fortnight|month|quarter|term|half-term|year)\b"
    rf"|\b(?:every|each)\s(?:(?P<every>{_NUMBER}|other|second|third)\s)?(?P<unit>day|week|fortnight|month|quarter|term|half-term|year)s?\b",
    re.IGNORECASE,
)
_EVERY = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "quarter": 91.3, "term": 121.75,
          "half-term": 60.9, "year": 365.25}  # fmt: skip
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?\s?(?P<half>am|pm|noon)?", re.IGNORECASE)
# A number after these names a thing ("phase 2", "action 2.3", "regulations 20(3) and 21") and counts nothing.
_NAMES_A_THING = re.compile(
    r"(?:\b(?:(?:action|phase|priorit(?:y|ies)|stage|level|band|tier|year|section|paragraph|part|page|table|appendix|option|"
    r"room|step|article|regulation|rule|schedule|clause|chapter|number|quarter|grade|zone|route)s?|no\.?|ref(?:erence)?)\s"
    r"(?:\d[\w.]*(?:\(\w+\))*(?:,|\sand|\sor|\sto)\s)*|\d[A-Z]?\(|\)\(|\)\s(?:and|or)\s\(|[A-Za-z]-|[A-Z])$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|–|-)\s?")
_NO_COUNTS = {"one", "no", "none", "half", "quarter", "third", "once", "twice"}


class Amount(Stated):
    """A number with its unit. ``low`` and ``high`` differ for "6 to 8 weeks"; ``step`` is what it is rounded to."""

    low: float
    high: float
    step: float = 0.0
    unit: str = ""
    rate: str | None = None
    counted: tuple[str, ...] = ()
    at_least: bool = False

    def agrees(self, other: Stated) -> bool | None:
        """As any value; None for different units, rates or things counted."""
        if not isinstance(other, Amount) or other.kind is not self.kind:
            return None
        if self.rate and other.rate and other.rate not in alike(self.rate):
            return None
        if self.kind is ValueKind.COUNT and not _count_the_same(self.counted, other.counted):
            return None
        if self.unit != other.unit and "hour" in {self.unit, other.unit}:
            return None
        smaller, larger = sorted((self.high, other.high))
        if larger > FAR_APART * smaller:
            return None
        slack = max(self.step, other.step) / 2
        if self.unit != other.unit:
            slack = max(slack, ROUGHLY * max(self.high, other.high))
        if self._is_inside(other, slack) or other._is_inside(self, slack):
            return True
        if self.at_least != other.at_least:
            floor, exact = (self, other) if self.at_least else (other, self)
            return floor.low <= exact.low <= 1.5 * floor.low
        return False

    def _is_inside(self, other: "Amount", slack: float) -> bool:
        if self.low != self.high and other.low != other.high:
            return abs(self.low - other.low) <= slack and abs(self.high - other.high) <= slack
        return other.low - slack <= self.low and self.high <= other.high + slack


def _count_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or any(theirs in alike(mine) for mine in one for theirs in other)


def amounts_in(text: str, kind: ValueKind) -> tuple[Amount, ...]:
    """Every amount of one kind that a text holds, in order."""
    readers = {
        ValueKind.MONEY: _money,
        ValueKind.PERCENT: _shares,
        ValueKind.COUNT: _counts,
        ValueKind.LENGTH: _lengths,
        ValueKind.FREQUENCY: _frequencies,
        ValueKind.TIME: _times,
    }
    return tuple(readers[kind](text)) if kind in readers else ()


def _money(text: str) -> Iterator[Amount]:
    for value in values_in(text, AnswerKind.MONEY):
        written = value.text.rstrip(".,")
        pence = written.lower().endswith("p")
        number = _number(written[:-1] if pence else written)
        if number is not None:
            worth = number / 100 if pence else number
            yield _amount(ValueKind.MONEY, text, value.start, written, worth)


def _shares(text: str) -> Iterator[Amount]:
    for value in values_in(text, AnswerKind.PERCENT):
        number = _number(value.text)
        if number is not None:
            share = _amount(ValueKind.PERCENT, text, value.start, value.text, number)
            yield share.model_copy(update={"step": share.step or 1.0})


def _counts(text: str) -> Iterator[Amount]:
    """Each count; "40 to 60 homes" is one."""
    last: Amount | None = None
    for count in _single_counts(text):
        if last and _RANGE.fullmatch(text[last.end : count.start]):
            written = text[last.start : count.end]
            last = count.model_copy(update={"text": written, "start": last.start, "low": last.low})
            continue
        if last:
            yield last
        last = count
    if last:
        yield last


def _single_counts(text: str) -> Iterator[Amount]:
    taken = [
        (value.start, value.end)
        for kind in (AnswerKind.MONEY, AnswerKind.PERCENT, AnswerKind.DATE, AnswerKind.TIME, AnswerKind.PHONE)
        for value in values_in(text, kind)
    ]
    taken += [found.span() for found in _LENGTH.finditer(text)]
    for value in values_in(text, AnswerKind.COUNT):
        written = value.text.rstrip(".,")
        if any(start < value.end and value.start < end for start, end in taken):
            continue
        if written.lower() in _NO_COUNTS or _NAMES_A_THING.search(text[: value.start]):
            continue
        number = _number(written)
        if number is not None:
            counted = _counted(text, value.start, value.start + len(written))
            yield _amount(ValueKind.COUNT, text, value.start, written, number, counted)


def _amount(
    kind: ValueKind, text: str, start: int, written: str, number: float, counted: tuple[str, ...] = ()
) -> Amount:
    end = start + len(written)
    rate = _RATE.match(text[end:])
    before = text[:start]
    return Amount(
        kind=kind,
        text=written,
        start=start,
        end=end,
        low=number,
        high=number,
        step=_step(written, about=bool(_ABOUT.search(before))),
        rate=words_of(rate.group(1))[0].stem if rate else None,
        counted=counted,
        at_least=bool(_AT_LEAST.search(before)),
    )


def _number(written: str) -> float | None:
    found = specifics_in(written)
    return float(found[0].value.lstrip("£%")) if found and not found[0].value[-1].isalpha() else None


def _step(written: str, *, about: bool) -> float:
    """What a number is rounded to: £1.2m to 0.1m, "about 1,200" to 100, "1,200" to the last unit."""
    scale = _SCALE.search(written)
    times = _SCALES[scale.group(1).lower()] if scale else 1.0
    digits = re.sub(r"[^\d.]", "", written).rstrip(".")
    whole, _, decimals = digits.partition(".")
    if times > 1 or decimals:
        return float(times * 10 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10**zeros) if about and zeros else 0.0


def _counted(text: str, start: int, end: int) -> tuple[str, ...]:
    """The stems of what a number counts: the words after it, up to the first that ends a noun."""
    if _AGE.search(text[:start]):
        return ("age",)
    stems: list[str] = []
    reached = end
    for word in words_of(text[end:]):
        between = text[reached : end + word.start]
        if between.strip(" ’'-") or len(stems) == 4:
            break
        reached = end + word.end
        if word.text in {"of", "the", "more", "new", "other"}:
            continue
        if word.text in STOPWORDS or word.text in _ENDS_A_NOUN or word.text[0].isdigit():
            break
        stems.append(word.stem)
    if not stems and _UNDER.search(text[:start]):
        return ("age",)
    label = _LABELLED.search(text[:start]) if not stems else None
    if not label:
        return tuple(stems)
    # In a table, the row's first cell says what is counted as much as the column's name does.
    return (*content_stems(label.group(1)), *content_stems(text.split(" | ", maxsplit=1)[0] if " | " in text else ""))


def _lengths(text: str) -> Iterator[Amount]:
    for found in _LENGTH.finditer(text):
        single = found["single"] or found["single2"] or found["single3"]
        unit = (single or found["unit"]).lower()
        low = 1.0 if single else _number(found["low"])
        high = _number(found["high"]) if found["high"] else low
        if low is None or high is None:
            continue
        working = (found["working"] or "").lower() in {"working", "school"}
        days = WORKING_DAY if working else _DAYS[unit]
        yield Amount(
            kind=ValueKind.LENGTH,
            text=found.group(),
            start=found.start(),
            end=found.end(),
            low=low * days,
            high=high * days,
            unit="working day" if working else _FAMILY.get(unit, "month"),
            step=_DAYS[unit] / 1000,
            at_least=bool(_AT_LEAST.search(text[: found.start()])),
        )


def _frequencies(text: str) -> Iterator[Amount]:
    for found in _FREQUENCY.finditer(text):
        if found["adverb"]:
            days = (
                _EVERY["half-term"] if found["adverb"].lower() == "half-termly" else _ADVERBS[found["adverb"].lower()]
            )
        elif found["times"]:
            times = _TIMES.get(found["times"].lower()) or _number(found["times"]) or 1.0
            days = _EVERY[found["within"].lower()] / times
        else:
            every = (found["every"] or "").lower()
            days = _EVERY[found["unit"].lower()] * (
                {"other": 2.0, "second": 2.0, "third": 3.0}.get(every) or _number(every) or 1.0
            )
        yield Amount(
            kind=ValueKind.FREQUENCY,
            text=found.group(),
            start=found.start(),
            end=found.end(),
            low=days,
            high=days,
            step=days / 50,
        )


def _times(text: str) -> Iterator[Amount]:
    for value in values_in(text, AnswerKind.TIME):
        minutes = _minutes(value.text)
        if minutes is not None:
            yield Amount(
                kind=ValueKind.TIME, text=value.text, start=value.start, end=value.end, low=minutes, high=minutes
            )


def _minutes(written: str) -> float | None:
    """Minutes since midnight."""
    if written.lower() in {"noon", "midday", "midnight"}:
        return 0.0 if written.lower() == "midnight" else 720.0
    found = _CLOCK.fullmatch(written.strip())
    if not found:
        return None
    hour = int(found["hour"]) % 12 if found["half"] else int(found["hour"])
    late = (found["half"] or "").lower() in {"pm", "noon"}
    return float(60 * (hour + 12 * late) + int(found["minute"] or 0))
