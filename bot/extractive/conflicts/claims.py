"""Claims: a value, and what a sentence says it of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from bot.extractive.conflicts.amounts import amounts_in
from bot.extractive.conflicts.days import Days, dates_in, days_in
from bot.extractive.conflicts.lines import Line
from bot.extractive.conflicts.parties import parties_in
from bot.extractive.conflicts.titles import titles_in
from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.conflicts.wording import light_phrases, light_stems
from knowledge.dates import MONTHS, WEEKDAYS
from knowledge.documents import LocatorKind
from retrieval.words import STOPWORDS, words_of

# Where a sentence goes over to another matter. What begins with one of these is a clause of its own.
_CUT = re.compile(
    r"(?=[;|\n])|(?=,?\s(?:but|while|whereas|although|though|because|owing to|compared with|up from|down from|so that)\s)"
    r"|(?=,\s(?:and|of which|of whom|which|who|where|when|with|after|as|at an?)\s)|(?=\s[–—]\s)",
    re.IGNORECASE,
)
_CUT_BETWEEN_VALUES = re.compile(r"(?=\s(?:and|or|to|but|with|on)\s)|(?=,\s)|(?=\s\()", re.IGNORECASE)
_CUT_BETWEEN_PARTIES = re.compile(r"(?=,?\s(?:and|but)\s)|(?=,\s)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# A sentence that begins so speaks of what stands before it.
_POINTS = re.compile(
    r"(?:it|its|they|their|he|she|this|that|these|those|the|both|all|there|so far|work|half)\b|[^.:]{1,40}:\s",
    re.IGNORECASE,
)
# A date that says which thing is meant, or of when a figure is, and not when something happens.
_TELLS_WHICH = re.compile(
    r"(?:\b(?:of|dated|ended|ending|as at|as of)|^at|(?<!\bbe )(?<!\bis )(?<!\bwas )\bheld on)\s+(?:the\s+)?(?:\w+day\s+)?$",
    re.IGNORECASE,
)
_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
_NAME = re.compile(r"(?<![.?!:|]\s)(?<!^)\b[A-Z][\w'’-]+")


class Claim(BaseModel):
    """A value, the clause it stands in, and where else its matter may be named.

    ``before``: the sentence up to the clause, which often names its subject. ``around``: headings and
    title, and what stands before a sentence that only points to its subject.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    line: Line
    value: Stated
    clause: str
    before: str
    around: str
    pointed: str
    period: tuple[Days, ...]
    stems: tuple[str, ...]
    names: frozenset[str]
    qualified: frozenset[tuple[str, str]]


def values_of(text: str, kind: ValueKind) -> Sequence[Stated]:
    """The values of one kind that a text holds, in order."""
    if kind is ValueKind.DATE:
        return days_in(text)
    if kind is ValueKind.PARTY:
        return parties_in(text)
    if kind is ValueKind.TITLE:
        return titles_in(text)
    return amounts_in(text, kind)


def claims_in(line: Line, kind: ValueKind) -> list[Claim]:
    """Each value of one kind in a sentence, with what it is said of."""
    text = line.text
    if kind is ValueKind.DATE and line.passage.locator.kind is LocatorKind.FRONT:
        return []  # a front page's dates are the paper's own
    values = values_of(text, kind)
    dates = dates_in(text)
    claims = []
    for value in values:
        if kind is ValueKind.DATE and _TELLS_WHICH.search(text[: value.start]):
            continue
        start, end = _clause(text, value, values)
        clause = text[start:end]
        if line.is_row:
            clause = f"{text.split(' | ')[0]} | {clause}"
        inside = tuple(day for day in dates if start <= day.start < end)
        own = _nearest(value, inside) or dates
        leave = [(value.start - start, value.end - start), *((day.start - start, day.end - start) for day in inside)]
        stems, qualified = _content(text[start:end], leave)
        if clause != text[start:end]:
            key, more = _content(text.split(" | ")[0], [])
            stems, qualified = (*key, *stems), qualified | more
        claims.append(
            Claim(
                line=line,
                value=value,
                clause=clause,
                before=text[:start],
                around=line.around,
                pointed=_pointed(line, clause),
                period=() if kind is ValueKind.DATE else own,
                stems=stems,
                names=_names(text, start, end, value),
                qualified=qualified,
            )
        )
    return claims


def _clause(text: str, value: Stated, values: Sequence[Stated]) -> tuple[int, int]:
    """From where to where the clause of a value goes."""
    cuts = [match.start() for match in _CUT.finditer(text)]
    for one, other in pairwise(values):
        if not any(one.end <= cut <= other.start for cut in cuts):
            between = list(_cut_between(one.kind).finditer(text, one.end, other.start))
            cuts += [between[0].start()] if between else []
    beside = _IN_BRACKETS.match(text, value.end)
    start = max((cut for cut in cuts if cut <= value.start), default=0)
    end = min((cut for cut in cuts if cut >= (beside.end() if beside else value.end)), default=len(text))
    return start, end


def _cut_between(kind: ValueKind) -> re.Pattern[str]:
    return _CUT_BETWEEN_PARTIES if kind is ValueKind.PARTY else _CUT_BETWEEN_VALUES


def _nearest(value: Stated, dates: tuple[Days, ...]) -> tuple[Days, ...]:
    """The date that a value is of, where its clause has several: the nearest."""
    if len(dates) < 2:
        return dates
    return (
        min(dates, key=lambda day: day.start - value.end if day.start >= value.end else value.start - day.end + 0.5),
    )


def _content(text: str, leave: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], frozenset[tuple[str, str]]]:
    """The stems that carry a clause's matter, and which word stands before which."""
    leave = [*leave, *(found.span() for found in light_phrases().finditer(text))]
    stems: list[str] = []
    qualified: set[tuple[str, str]] = set()
    last, reached = "", 0
    for word in words_of(text):
        left_out = any(start < word.end and word.start < end for start, end in leave)
        if left_out or word.text in STOPWORDS or word.text[0].isdigit() or word.stem in light_stems():
            if not left_out and word.text not in STOPWORDS:
                continue
            last = ""
            continue
        if last and not text[reached : word.start].strip(" -’'"):
            qualified.add((last, word.stem))
        last, reached = word.stem, word.end
        stems.append(word.stem)
    return tuple(dict.fromkeys(stems)), frozenset(qualified)


def _names(text: str, start: int, end: int, value: Stated) -> frozenset[str]:
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
