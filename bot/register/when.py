"""Takes the dates out of a question: due by, before, after or between, in the next months, late on a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from bot.register.phrases import Words, alternatives, any_of, phrases
from bot.register.sentence import Mark, Sentence
from bot.register.spans import Span, read_span, span_pattern

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12}
_PAST = re.compile(r"\b(?:was|were) (?:all |also )?due\b|\bsince\b")
_DAY = timedelta(days=1)
_MOST = 120  # of any unit that people look ahead


@dataclass(frozen=True)
class DatesAsked:
    """The fields of an `ActionQuery` that speak of dates, and what has to be said or asked about them."""

    fields: dict[str, date] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    ask_back: str | None = None


_Edges = Callable[[Span], dict[str, date]]
_EDGES: dict[str, _Edges] = {
    "after": lambda span: {"after": span.last},
    "from_": lambda span: {"after": span.first - _DAY},
    "start_of": lambda span: {"on_or_before": span.first},
    "by": lambda span: {"on_or_before": span.last},
    "before": lambda span: {"before": span.first},
    "during": lambda span: {"after": span.first - _DAY, "on_or_before": span.last},
}


def take_dates(sentence: Sentence, today: date) -> DatesAsked:
    """Take out every date and the words round it. More than one date is asked back."""
    finished = sentence.take(_finished())
    if finished:
        return DatesAsked(ask_back=phrases().ask_finished.format(words=finished.group(1)))
    past = bool(_PAST.search(sentence.text))
    late = _take_late(sentence, today)
    asked = _take_between(sentence, today) or _take_distance(sentence, today) or _take_one(sentence, today, past=past)
    if asked.ask_back is None and (more := sentence.take(_with_words("during"))):
        return replace(asked, ask_back=phrases().ask_one_date.format(words=f"“{more.group().strip()}” or the other"))
    return DatesAsked(asked.fields | late.fields, late.notes + asked.notes, late.ask_back or asked.ask_back)


@cache
def _finished() -> re.Pattern[str]:
    words = phrases()
    ops = alternatives(words.dates.by + words.dates.before + words.dates.after + words.dates.from_ + words.dates.during)
    finished = alternatives(words.finished_when)
    return re.compile(rf"(?<!be )(?<!to )(?<!not )\b({finished}) (?!due\b)(?:{ops} )?(?:the )?{span_pattern()}")


@cache
def _late_on() -> re.Pattern[str]:
    words = phrases()
    return re.compile(
        rf"\b{alternatives(words.late)} (?:(?P<op>{alternatives(words.dates.late_on)}) )?(?P<day>{span_pattern()})"
    )


@cache
def _plainly_late() -> re.Pattern[str]:
    return re.compile(rf"(?<!not )\b{alternatives(phrases().late)}\b(?! {span_pattern()})")


def _take_late(sentence: Sentence, today: date) -> DatesAsked:
    on = _late_on()
    found = sentence.take(on, Mark.DATE) if _late_on_a_day(on, sentence) else None
    if found:
        span = read_span(found["day"], today)
        if span is None or span.unclear:
            return DatesAsked(ask_back=_which(found["day"]))
        return DatesAsked({"late_on": span.last}, _said(span))
    return DatesAsked({"late_on": today}) if sentence.take_all(_plainly_late(), Mark.DATE) else DatesAsked()


def _late_on_a_day(on: re.Pattern[str], sentence: Sentence) -> bool:
    """Whether "late" is said of a day: "late March" is not."""
    found = on.search(sentence.text)
    return bool(found and (found["op"] or found["day"] == "today"))


@cache
def _between() -> re.Pattern[str]:
    span = span_pattern()
    return re.compile(
        rf"{_lead()}(?:(?:between|from) (?P<a>{span}) (?:and|to|until|till|-) (?P<b>{span})"
        rf"|(?P<c>{span}) (?:to|until|-) (?P<d>{span}))"
    )


def _take_between(sentence: Sentence, today: date) -> DatesAsked | None:
    found = sentence.take(_between(), Mark.DATE)
    if not found:
        return None
    first_words, last_words = found["a"] or found["c"], found["b"] or found["d"]
    first, last = read_span(first_words, today), read_span(last_words, today)
    year = re.search(r"20\d\d$", last_words)
    if year and first and first.said:
        first = next(
            (one for back in (0, 1) if (one := _of_year(first_words, int(year.group()) - back, today, last))), first
        )
    elif first and last and last.said and last.last < first.first:
        last = read_span(last_words, first.first)
    if not first or not last or first.unclear or last.unclear or first.first > last.last:
        return DatesAsked(ask_back=_which(f"{first_words} to {last_words}"))
    return DatesAsked(_fields(found, Span(first.first, last.last), "during"), _said(first) + _said(last))


def _of_year(words: str, year: int, today: date, last: Span | None) -> Span | None:
    span = read_span(f"{words} {year}", today)
    return span if span and last and span.first <= last.last else None


@cache
def _distance() -> re.Pattern[str]:
    number = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|couple of|few)"
    unit = r"(?P<unit>day|week|fortnight|month|quarter|year)s?\b"
    within = f"(?<=within ){number.replace('<n>', '<m>')} {unit.replace('<unit>', '<unit2>')}"
    return re.compile(
        rf"{_lead()}(?:(?:in|within|over|during|for) )?(?:the )?"
        rf"(?:(?P<way>next|coming|following|last|past|previous) {number} {unit}|{within})"
    )


def _take_distance(sentence: Sentence, today: date) -> DatesAsked | None:
    found = sentence.take(_distance(), Mark.DATE)
    if not found:
        return None
    written, way = found["n"] or found["m"], found["way"]
    count = int(written) if written.isdigit() else _NUMBERS.get(written, 0)
    if not 0 < count <= _MOST:
        return DatesAsked(ask_back=_which(found.group().strip()))
    length = _length(count, found["unit"] or found["unit2"])
    back = way in ("last", "past", "previous")
    span = Span(today - length, today) if back else Span(today, today + length)
    return DatesAsked(_fields(found, span, "during"))


def _length(count: int, unit: str) -> relativedelta:
    if unit in ("quarter", "month"):
        return relativedelta(months=count * (3 if unit == "quarter" else 1))
    if unit == "year":
        return relativedelta(years=count)
    return relativedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _take_one(sentence: Sentence, today: date, *, past: bool) -> DatesAsked:
    for edge in _EDGES:
        found = sentence.take(_with_words(edge), Mark.DATE)
        if found:
            return _one(found, "from_" if found["onwards"] else edge, today, past=past)
    found = sentence.take(_bare(), Mark.DATE)
    return _one(found, "from_" if found["onwards"] else "during", today, past=past) if found else DatesAsked()


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"{_lead()}(?<!\w)(?P<day>(?!may\b(?! 2)|today|tomorrow|yesterday){span_pattern()})(?P<onwards> onwards?)?"
    )


@cache
def _with_words(edge: str) -> re.Pattern[str]:
    words: Words = getattr(phrases().dates, edge)
    return re.compile(rf"{_lead()}(?<!\w){alternatives(words)} (?P<day>{span_pattern()})(?P<onwards> onwards?)?")


@cache
def _lead() -> str:
    return rf"(?:\b(?P<start>{alternatives(phrases().start_words)}) )?"


def _one(found: re.Match[str], edge: str, today: date, *, past: bool) -> DatesAsked:
    words = found["day"]
    span = read_span(words, today, past=past)
    if span is None or span.unclear:
        return DatesAsked(ask_back=_which(words))
    return DatesAsked(_fields(found, span, edge), _said(span))


def _fields(found: re.Match[str], span: Span, edge: str) -> dict[str, date]:
    field_of = "start" if found["start"] else "due"
    return {f"{field_of}_{name}": day for name, day in _EDGES[edge](span).items()}


def _said(span: Span) -> tuple[str, ...]:
    return (span.said,) if span.said else ()


def _which(words: str) -> str:
    text = words.removeprefix("the ")
    if re.match(r"q ?\d|\w+ quarter|quarter", text):
        return phrases().ask_quarter.format(words=f"“{text.upper() if text[0] == 'q' else text}”")
    return phrases().ask_one_date.format(words=f"“{text}”")


def asks_due_in_words(text: str) -> bool:
    """Whether a text says that it is about what is due."""
    return bool(any_of(("due", "deadlines")).search(text))
