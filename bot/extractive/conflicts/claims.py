"""Claims: a value, and what a sentence says it of."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from bot.extractive.conflicts.days import Days, dates_in, days_in
from bot.extractive.conflicts.figures import counts_in, money_in, shares_in
from bot.extractive.conflicts.lines import Line
from bot.extractive.conflicts.parties import parties_in
from bot.extractive.conflicts.times import clock_times_in, frequencies_in, lengths_in
from bot.extractive.conflicts.titles import titles_in
from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.conflicts.wording import light_phrases, light_stems
from knowledge.dates import MONTHS, WEEKDAYS
from knowledge.documents import LocatorKind
from retrieval.words import STOPWORDS, content_stems, words_of

# Where a sentence goes over to another matter. What begins with one of these is a clause of its own.
_CUT = re.compile(
    r"(?=[;|\n])|(?=\s[–—]\s)|(?=,\s(?:and|of which|of whom|which|who|where|when|with|after|as|at an?)\s)"
    r"|(?=,?\s(?:but|while|whereas|although|though|because|owing to|compared with|up from|down from|so that)\s)",
    re.IGNORECASE,
)
_CUT_BETWEEN_VALUES = re.compile(r"(?=\s(?:and|or|to|but|with|on)\s)|(?=,\s)|(?=\s\()", re.IGNORECASE)
_CUT_BETWEEN_PARTIES = re.compile(r"(?=,?\s(?:and|but)\s)|(?=,\s)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# A clause that begins so speaks of what stands before it.
_POINTS = re.compile(
    r"(?:it|its|they|their|he|she|this|that|these|those|the|both|all|there|so far|work|half)\b|[^.:]{1,40}:\s",
    re.IGNORECASE,
)
# A date that says which thing is meant, or of when a figure is, and not when something happens.
_TELLS_WHICH = re.compile(
    r"(?:\b(?:of|dated|ended|ending|as at|as of)|^at|(?<!\bbe )(?<!\bis )(?<!\bwas )\bheld on)\s+"
    r"(?:the\s+)?(?:\w+day\s+)?$",
    re.IGNORECASE,
)
_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
_NAME = re.compile(r"(?<![.?!:|]\s)(?<!^)\b[A-Z][\w'’-]+")
_READERS: dict[ValueKind, Callable[[str], Iterable[Stated]]] = {
    ValueKind.MONEY: money_in,
    ValueKind.PERCENT: shares_in,
    ValueKind.COUNT: counts_in,
    ValueKind.LENGTH: lengths_in,
    ValueKind.FREQUENCY: frequencies_in,
    ValueKind.DATE: days_in,
    ValueKind.TIME: clock_times_in,
    ValueKind.PARTY: parties_in,
    ValueKind.TITLE: titles_in,
}


class Claim(BaseModel):
    """A value, the clause it stands in (from ``start`` to ``end`` of its line), and what it may be of.

    ``before``: the sentence up to the clause, which often names its subject. ``pointed``: what stands
    before a clause that only points to its subject. ``stems``: the words that carry the clause's
    matter; ``qualified``: which of them stands before which.
    """

    model_config = ConfigDict(frozen=True)

    line: Line
    value: Stated
    start: int
    end: int
    clause: str
    before: str
    pointed: str
    period: tuple[Days, ...]
    stems: tuple[str, ...]
    names: frozenset[str]
    qualified: frozenset[tuple[str, str]]

    @cached_property
    def in_the_sentence(self) -> frozenset[str]:
        """The words of its clause, and of the sentence before it."""
        return frozenset((*self.stems, *content_stems(self.before)))

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Those, and the words of its headings and of what it points to."""
        return self.in_the_sentence.union(content_stems(self.line.around), content_stems(self.pointed))


@lru_cache(maxsize=20_000)
def values_of(text: str, kind: ValueKind) -> tuple[Stated, ...]:
    """The values of one kind that a text holds, in order."""
    return tuple(_READERS[kind](text))


def claims_in(line: Line, kind: ValueKind) -> list[Claim]:
    """Each value of one kind in a sentence, with what it is said of."""
    if kind is ValueKind.DATE and line.passage.locator.kind is LocatorKind.FRONT:
        return []  # a front page's dates are the paper's own
    values = values_of(line.text, kind)
    dates = dates_in(line.text)
    return [
        _claim(line, value, values, dates)
        for value in values
        if kind is not ValueKind.DATE or not _TELLS_WHICH.search(line.text[: value.start])
    ]


def _claim(line: Line, value: Stated, values: Sequence[Stated], dates: tuple[Days, ...]) -> Claim:
    start, end = _clause(line.text, value, values)
    clause = line.text[start:end]
    inside = tuple(day for day in dates if start <= day.start < end)
    leave = [(value.start - start, value.end - start), *((day.start - start, day.end - start) for day in inside)]
    stems, qualified = _content(clause, leave)
    if line.is_row:
        key, more = _content(line.first_cell, [])
        stems, qualified = (*key, *stems), qualified | more
    return Claim.model_construct(
        line=line,
        value=value,
        start=start,
        end=end,
        clause=f"{line.first_cell} | {clause}" if line.is_row else clause,
        before=line.text[:start],
        pointed=_pointed(line, clause),
        period=() if value.kind is ValueKind.DATE else _nearest(value, inside) or dates,
        stems=stems,
        names=_names(line.text, start, end, value),
        qualified=qualified,
    )


def _clause(text: str, value: Stated, values: Sequence[Stated]) -> tuple[int, int]:
    """From where to where the clause of a value goes."""
    cuts = [match.start() for match in _CUT.finditer(text)]
    between_values = _CUT_BETWEEN_PARTIES if value.kind is ValueKind.PARTY else _CUT_BETWEEN_VALUES
    for one, other in pairwise(values):
        if not any(one.end <= cut <= other.start for cut in cuts):
            between = between_values.search(text, one.end, other.start)
            cuts += [between.start()] if between else []
    beside = _IN_BRACKETS.match(text, value.end)
    start = max((cut for cut in cuts if cut <= value.start), default=0)
    end = min((cut for cut in cuts if cut >= (beside.end() if beside else value.end)), default=len(text))
    return start, end


def _nearest(value: Stated, dates: tuple[Days, ...]) -> tuple[Days, ...]:
    """The date that a value is of, where its clause has several: the nearest, after it rather than before."""

    def gap(day: Days) -> float:
        return day.start - value.end if day.start >= value.end else value.start - day.end + 0.5

    return (min(dates, key=gap),) if len(dates) > 1 else dates


def _content(text: str, leave: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], frozenset[tuple[str, str]]]:
    """The stems that carry a clause's matter, and which word stands right before which."""
    leave = [*leave, *(found.span() for found in light_phrases().finditer(text))]
    stems: list[str] = []
    qualified: set[tuple[str, str]] = set()
    last, reached = "", 0
    for word in words_of(text):
        left_out = any(start < word.end and word.start < end for start, end in leave)
        if left_out or word.text in STOPWORDS or word.text[0].isdigit():
            last = ""
        elif word.stem not in light_stems():
            if last and not text[reached : word.start].strip(" -’'"):
                qualified.add((last, word.stem))
            last, reached = word.stem, word.end
            stems.append(word.stem)
    return tuple(dict.fromkeys(stems)), frozenset(qualified)


def _names(text: str, start: int, end: int, value: Stated) -> frozenset[str]:
    """The stems of the capitalised words of a clause, its value and the calendar's left out."""
    found = [match for match in _NAME.finditer(text) if start <= match.start() < end]
    kept = [match for match in found if match.end() <= value.start or match.start() >= value.end]
    return frozenset(
        word.stem
        for match in kept
        for word in words_of(match.group())
        if word.text not in _CALENDAR and word.text not in STOPWORDS
    )


def _pointed(line: Line, clause: str) -> str:
    """What a clause that only points to its subject may point to."""
    return f"{line.before} {line.text}" if not line.is_row and _POINTS.match(clause.lstrip(" ;,–")) else ""
