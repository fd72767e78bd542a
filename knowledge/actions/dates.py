"""Understands dates as plans write them: "Q3 2025", "by end March 26", "Autumn term 2025", "Ongoing"."""

import re
from functools import lru_cache

from knowledge.actions import periods
from knowledge.actions.date_forms import read_period
from knowledge.actions.organisations import fold
from knowledge.actions.periods import Period
from knowledge.actions.rules import DateRules, date_rules, folded
from knowledge.actions.types import DateKind, DateUnderstood

_LONGEST = 200
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ORDER = (DateKind.DAY, DateKind.MONTH, DateKind.QUARTER, DateKind.TERM, DateKind.YEAR)


@lru_cache(maxsize=20_000)
def understand_date(written: str) -> DateUnderstood:
    """Say which days a written date can mean. One that is not understood is said to be so, never guessed."""
    rules = date_rules()
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    text = " ".join(" ".join(lines).split())
    if not fold(text) or fold(text) in folded(tuple(rules.none)):
        reading = f"no date given: {text!r}" if fold(text) else "no date given"
        return DateUnderstood(written=written, reading=reading)
    if len(text) > _LONGEST:
        return _not_understood(written, "too long to be a date")
    found = _understand(written, text, rules)
    if found.kind is DateKind.NOT_UNDERSTOOD and len(lines) > 1:
        return _understand(written, "; ".join(lines), rules)
    return found


def _understand(written: str, text: str, rules: DateRules) -> DateUnderstood:
    repeated = _repeated(text, rules)
    if repeated is not None:
        return _repeats(written, text, repeated, rules)
    later = _latest_version(text, rules)
    period = read_period(later, rules)
    if period is not None and _begins_with(later, rules.open_starts):
        reading = f"from {period.reading}, without a last day"
        return DateUnderstood(written=written, kind=DateKind.ONGOING, earliest=period.first, reading=reading)
    if period is not None:
        note = "" if later == text else f" (of {text!r}, the date that now holds)"
        return _understood(written, period, period, f"{period.reading}{note}")
    for form in (_range, _several, _only_date):
        found = form(written, later, rules) or form(written, text, rules)
        if found is not None:
            return found
    return _why_not(written, later, rules)


def _repeats(written: str, text: str, kind: DateKind, rules: DateRules) -> DateUnderstood:
    """Ongoing or recurring work: with a last day only when it says until when."""
    until = _after_any(text, rules.until)
    period = read_period(until, rules) if until else None
    if period is None:
        return _without_end(written, text, kind, rules)
    return _understood(written, None, period, f"until the end of {period.reading}")


def _repeated(text: str, rules: DateRules) -> DateKind | None:
    words = f" {fold(text)} "
    for kind, known in ((DateKind.RECURRING, rules.recurring), (DateKind.ONGOING, rules.ongoing)):
        if any(f" {word} " in words for word in folded(tuple(known))):
            return kind
    return None


def _without_end(written: str, text: str, kind: DateKind, rules: DateRules) -> DateUnderstood:
    start = re.search(
        r"\b(?:from|starting|started|start|since|commencing|commenced|beginning|began)\b([^–—]+)",
        text,
        re.IGNORECASE,
    )
    named = (start.group(1) if start else re.split(r"\b(?:and|then|,)\b", text)[0]).strip(" ,;:-–")
    period = read_period(_without_repeats(named, rules), rules)
    reading = "repeats, without a last day" if kind is DateKind.RECURRING else "ongoing, without a last day"
    if period is None:
        return DateUnderstood(written=written, kind=kind, reading=reading)
    return DateUnderstood(
        written=written, kind=kind, earliest=period.first, reading=f"{reading}, from {period.reading}"
    )


def _without_repeats(text: str, rules: DateRules) -> str:
    words = sorted([*rules.recurring, *rules.ongoing], key=len, reverse=True)
    gone = re.sub(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", " ", text, flags=re.IGNORECASE)
    return re.sub(r"(?:^|\s)(?:and|then|,|;)\s*$", "", gone.strip(" ,;:-–")).strip(" ,;:-–")


def _after_any(text: str, words: list[str]) -> str | None:
    """What follows the last of these words, if one is there."""
    pattern = "|".join(re.escape(word) if not word[0].isalpha() else rf"\b{re.escape(word)}\b" for word in words)
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    rest = text[found[-1].end() :].strip(" :,;()") if found else ""
    return rest or None


def _latest_version(text: str, rules: DateRules) -> str:
    """Of "Dec 2025 (revised to March 2026)" the part that now holds; of "March 2026 (was Dec)" likewise."""
    for match in _BRACKETS.finditer(text):
        inner = match.group(1) or match.group(2) or ""
        revised = _after_any(inner, rules.revised)
        if revised and read_period(revised, rules) and not _begins_with(inner, rules.earlier):
            return revised
    outside = " ".join(_BRACKETS.sub(" ", text).split()) or text
    earlier = re.search(r"[\s,;–-]+(?:" + "|".join(map(re.escape, rules.earlier)) + r")\b", outside, re.IGNORECASE)
    if earlier and read_period(outside[: earlier.start()], rules):
        return outside[: earlier.start()]
    revised = _after_any(outside, rules.revised)
    return revised if revised and read_period(revised, rules) else outside


def _begins_with(text: str, words: list[str]) -> bool:
    return any(fold(text) == fold(word) or fold(text).startswith(f"{fold(word)} ") for word in words)


def _range(written: str, text: str, rules: DateRules) -> DateUnderstood | None:
    """A stretch: "Sept 2025 – March 2026", "April to June 2026", "Q1-Q2 2026/27"."""
    marks = "|".join(re.escape(mark) if not mark[0].isalpha() else rf"\b{mark}\b" for mark in rules.range)
    for match in re.finditer(rf"\s*(?:{marks})\s*", text, re.IGNORECASE):
        first, last = text[: match.start()], text[match.end() :]
        end = read_period(last, rules)
        if end is None or not first.strip():
            continue
        begin = read_period(first, rules) or _with_year_of(first, last, end, rules)
        if begin is not None and begin.first <= end.last:
            reading = f"from {begin.reading} to {end.reading}"
            kind = max(begin.kind, end.kind, key=_ORDER.index)
            whole = Period(kind, begin.first, end.last, reading)
            return _understood(written, whole, whole, reading)
    return None


def _with_year_of(first: str, last: str, end: Period, rules: DateRules) -> Period | None:
    """The beginning of a stretch whose year is only given at its end; it may be the year before."""
    year = re.search(r"(?:20\d\d|\d\d)(?:\s*[/-]\s*\d{2,4})?\s*$", last)
    written = year.group().strip() if year else str(end.last.year)
    with_month = (
        f"{first} {last.strip()}" if re.fullmatch(r"\s*\d{1,2}(?:st|nd|rd|th)?\s*", first) else f"{first} {written}"
    )
    if with_month != f"{first} {written}":
        with_month = re.sub(r"^(\s*\d{1,2})(?:st|nd|rd|th)?\s+\d{1,2}(?:st|nd|rd|th)?\s", r"\1 ", with_month)
    begin = read_period(with_month, rules)
    if begin is not None and begin.first > end.last and "/" not in written:
        begin = read_period(f"{first} {end.last.year - 1}", rules)
    return begin


def _several(written: str, text: str, rules: DateRules) -> DateUnderstood | None:
    """Several dates in one cell: an action is due by the last of them."""
    parts = [part.rpartition(":")[2] for part in re.split(r"\s*(?:[;,/&]|\band\b|\bthen\b)\s*", text) if part]
    end = read_period(parts[-1], rules) if len(parts) > 1 else None
    if end is None:
        return None
    found = [read_period(part, rules) or _with_year_of(part, parts[-1], end, rules) for part in parts]
    if any(period is None for period in found):
        return None
    dated = sorted((period for period in found if period is not None), key=lambda period: period.last)
    last = dated[-1]
    return _understood(written, dated[0], last, f"the last of {len(dated)} dates: {last.reading}")


def _only_date(written: str, text: str, rules: DateRules) -> DateUnderstood | None:
    """The one date among other words: "Mar 2026 - complete", "Autumn term (2025)", "Phase 2 – April 2026"."""
    without_marks = " ".join(re.sub(r"[()\[\]✓✔~?]", " ", text).split())
    parts = [without_marks, *re.split(r"\s+[–—-]\s+|[;:]", text)]
    found = [(part, period) for part in parts if (period := read_period(part, rules)) is not None]
    others = [part for part in parts[1:] if read_period(part, rules) is None]
    if (
        len({period for _part, period in found}) != 1
        or any(re.search(r"20\d\d|\d/\d", part) for part in others)
        and found[0][0] != parts[0]
    ):
        return None
    period = found[0][1]
    return _understood(written, period, period, f"{period.reading} (the one date in {written!r})")


def _why_not(written: str, text: str, rules: DateRules) -> DateUnderstood:
    months = "|".join(rules.months)
    if re.search(rf"\b(?:{months}|{'|'.join(rules.terms)}|q[1-4])\b", text, re.IGNORECASE) and not re.search(
        r"\d\d", text
    ):
        return _not_understood(written, "no year given")
    if re.search(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{months})\s*$", text, re.IGNORECASE):
        return _not_understood(written, "no year given")
    if re.search(rf"\b\d{{1,2}}(?:[./-]\d{{1,2}}[./-]|(?:st|nd|rd|th)? (?:{months}) )\d{{2,4}}\b", text, re.IGNORECASE):
        return _not_understood(written, "there is no such day")
    return _not_understood(written, "not in words that are known as a date")


def _understood(written: str, first: Period | None, last: Period, reading: str) -> DateUnderstood:
    text = reading if last.kind is DateKind.DAY else f"{reading}: last day {periods.in_words(last.last)}"
    earliest = first.first if first else None
    return DateUnderstood(written=written, kind=last.kind, earliest=earliest, latest=last.last, reading=text)


def _not_understood(written: str, why: str) -> DateUnderstood:
    return DateUnderstood(written=written, kind=DateKind.NOT_UNDERSTOOD, reading=f"date not understood: {why}")
