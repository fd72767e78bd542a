"""Figures of a text: sums of money, shares, and counts with what they count."""

import re
from collections.abc import Iterator

from bot.extractive.conflicts.amounts import Amount
from bot.extractive.conflicts.times import lengths_in
from bot.extractive.conflicts.values import ValueKind
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
_MOST_WORDS_OF_A_NOUN = 4
# A number after these names a thing ("phase 2", "action 2.3", "regulations 20(3) and 21") and counts nothing.
_NAMES_A_THING = re.compile(
    r"(?:\b(?:(?:action|phase|priorit(?:y|ies)|stage|level|band|tier|year|section|paragraph|part|page|table|appendix|"
    r"option|room|step|article|regulation|rule|schedule|clause|chapter|number|quarter|grade|zone|route)s?|no\.?|"
    r"ref(?:erence)?)\s"
    r"(?:\d[\w.]*(?:\(\w+\))*(?:,|\sand|\sor|\sto)\s)*|\d[A-Z]?\(|\)\(|\)\s(?:and|or)\s\(|[A-Za-z]-|[A-Z])$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|–|-)\s?")
_NO_COUNTS = {"one", "no", "none", "half", "quarter", "third", "once", "twice"}
_WHOLE_PER_CENT = 1.0


def money_in(text: str) -> Iterator[Amount]:
    """Each sum of money, in pounds."""
    for value in values_in(text, AnswerKind.MONEY):
        written = value.text.rstrip(".,")
        pence = written.lower().endswith("p")
        number = _number(written[:-1] if pence else written)
        if number is not None:
            yield _amount(ValueKind.MONEY, text, value.start, written, number / 100 if pence else number)


def shares_in(text: str) -> Iterator[Amount]:
    """Each share, in per cent; one without decimals is taken as rounded."""
    for value in values_in(text, AnswerKind.PERCENT):
        number = _number(value.text)
        if number is not None:
            share = _amount(ValueKind.PERCENT, text, value.start, value.text, number)
            yield share.model_copy(update={"step": share.step or _WHOLE_PER_CENT})


def counts_in(text: str) -> Iterator[Amount]:
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
    others = (AnswerKind.MONEY, AnswerKind.PERCENT, AnswerKind.DATE, AnswerKind.TIME, AnswerKind.PHONE)
    taken = [(value.start, value.end) for kind in others for value in values_in(text, kind)]
    taken += [(length.start, length.end) for length in lengths_in(text)]
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
    """The stems of what a number counts: of the noun after it, else of its label and the first cell of its row."""
    if _AGE.search(text[:start]):
        return ("age",)
    stems = tuple(_noun_after(text, end))
    if stems:
        return stems
    if _UNDER.search(text[:start]):
        return ("age",)
    label = _LABELLED.search(text[:start])
    if not label:
        return ()
    row = text.partition(" | ")[0] if " | " in text else ""
    return (*content_stems(label.group(1)), *content_stems(row))


def _noun_after(text: str, end: int) -> Iterator[str]:
    """The stems of the words after a place, up to the first that ends a noun."""
    reached, given = end, 0
    for word in words_of(text[end:]):
        between = text[reached : end + word.start]
        if between.strip(" ’'-") or given == _MOST_WORDS_OF_A_NOUN:
            return
        reached = end + word.end
        if word.text in {"of", "the", "more", "new", "other"}:
            continue
        if word.text in STOPWORDS or word.text in _ENDS_A_NOUN or word.text[0].isdigit():
            return
        given += 1
        yield word.stem
