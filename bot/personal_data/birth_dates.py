"""Finds dates of birth. A date that is not spoken of as one stays: time limits are worked out from it."""

import re
from collections.abc import Iterator
from functools import cache

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.spans import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_DAY_WORD = rf"(?:{_ONES}|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|(?:twenty|thirty)[ -](?:{_ONES}))"
_DAY = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)?|{_DAY_WORD})"
_YEAR = r"(?:(?:19|20)\d\d|nineteen[ -]\w+(?:[ -]\w+)?|['’]?\d\d(?!\d)|two thousand (?:and )?\w+|twenty[ -]\w+)"
_GAP = r" ?[/.\-] ?"
_NUMERIC = (
    rf"\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}(?:\d{{4}}|\d{{2}})|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})"
    rf"|(?:19|20)\d\d{_GAP}\d{{1,2}}{_GAP}\d{{1,2}}"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_WRITTEN = rf"{_WEEKDAY}(?:the )?{_DAY}(?: of)?[ \-./]*{_MONTH}[ \-.,/]*{_YEAR}|{_MONTH}[ .]*{_DAY}[ ,]*{_YEAR}"
_OF_THE = rf"(?:the )?{_DAY} of the {_DAY},? (?:of )?{_YEAR}|\d{{1,2}}[/.\-](?:19|20)\d\d"
_PART = rf"(?:the )?(?:{_DAY}(?: of)? ?{_MONTH}|{_MONTH} {_DAY}|{_MONTH},? (?:19|20)\d\d)"
_FEAST = r"(?:christmas|boxing|new year['’]?s|valentine['’]?s|hallowe['’]?en)(?: day| eve)?(?:,? (?:19|20)\d\d)?"
_BORN_IN = r"(?:(?<=born in )|(?<=birth )|(?<=born )|(?<=yob ))(?:19|20)\d\d"
_D, _M = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_RUN_TOGETHER = rf"{_D}{_M}(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d{_M}{_D}"
_DATE = re.compile(
    rf"(?<![\w/])(?:{_NUMERIC}|{_WRITTEN}|{_OF_THE}|{_PART}|{_FEAST}|{_BORN_IN})(?![\w/])|(?<![\w/])(?P<bare>{_RUN_TOGETHER})(?!\w)",
    re.IGNORECASE,
)
_OWN_CHILD = r"\b(?:my|our) (?:son|daughter|child|boy|girl|twins|baby)"
_AGES = "three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
_HE_IS = r"\b(?:he|she)(?:['’]?s| is)"
_AGED = rf"{_HE_IS} (?:\d{{1,2}}|{_AGES})|\b(?:aged? \d{{1,2}}|\d{{1,2}} ?(?:yo|y/o|yrs?|years?)(?: old)?)|\bborn"
_BESIDE = re.compile(rf"(?:\[name\]|{_HE_IS}|{_OWN_CHILD}|{_AGED})[ ,(:;–\-]{{1,3}}$", re.IGNORECASE)
_FULL = re.compile(_NUMERIC)
_LOOK = 80


def find_birth_dates(text: str) -> Iterator[Span]:
    """Dates that the words around them call a birthday."""
    before, after, rule = _cues()
    for match in _DATE.finditer(text):
        left, right = text[max(0, match.start() - _LOOK) : match.start()], text[match.end() : match.end() + _LOOK]
        cue = before.search(left)
        told_before = cue and not rule.search(left[: cue.start()] + " ") and not rule.search(_upto_born(left))
        beside_name = _BESIDE.search(left) is not None and _FULL.fullmatch(match.group()) is not None
        if beside_name or told_before or (after.match(right) and not match.group("bare")):
            yield _span(match)


def _upto_born(left: str) -> str:
    """What stands before the last "born"."""
    place = left.lower().rfind("born")
    return left[:place] if place >= 0 else ""


def _span(match: re.Match[str]) -> Span:
    return Span(kind=PersonalDataKind.DATE_OF_BIRTH, start=match.start(), end=match.end(), sure=0.85)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    dates = rules().dates
    return (
        rules().pattern(dates.cues_before, before=True),
        rules().pattern(dates.cues_after, before=False),
        re.compile(dates.not_before, re.IGNORECASE),
    )
