"""Finds the places where people live: a number or a house's name, and its street."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.spans import Span

_LOOK = 80
_POSTCODE = r"(?i:[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b)"
_NAME = r"[A-Za-z][\w'’.&\-]*"
_CAPITAL = r"[A-Z][\w'’&\-]*"
_NUMBER = r"\d{1,4} ?[A-Za-z]?(?: ?[-–/] ?\d{1,4}[A-Za-z]?)?"


def find_addresses(text: str) -> Iterator[Span]:
    """Addresses of homes. An office's name and street without a number or a word of living there stays."""
    for match in _numbered().finditer(text):
        if _is_street(text, match):
            yield _span(match, 0.8)
    for match in _housed().finditer(text):
        home = match.group("home").lower() in rules().addresses.homes
        if home or _lived(text, match.start()):
            yield _span(match, 0.75)
    for match in _street_first().finditer(text):
        yield _span(match, 0.85)
    for pattern in _lived_in():
        for match in pattern.finditer(text):
            if match.group("name").strip() and not set(_lows(match.group("name"))) & rules().addresses.between:
                yield Span(kind=PersonalDataKind.ADDRESS, start=match.start("name"), end=match.end(), sure=0.7)
    for pattern in _plain_numbered():
        for match in pattern.finditer(text):
            if not set(_lows(match.group("name"))) & rules().addresses.between:
                yield Span(kind=PersonalDataKind.ADDRESS, start=match.start("whole"), end=match.end("whole"), sure=0.6)


def _is_street(text: str, match: re.Match[str]) -> bool:
    words = _lows(match.group("name"))
    if _office_before().search(text[max(0, match.start() - _LOOK) : match.start()]):
        return False
    if set(words[1:] if words[:1] == ["the"] else words) & rules().addresses.between:
        return False
    if match.group("part") or match.group("street").lower() in rules().addresses.streets:
        return True
    capital = match.group("name")[0].isupper() and match.group("street")[0].isupper()
    return capital or _lived(text, match.start())


def _lived(text: str, start: int) -> bool:
    return (
        rules().pattern(rules().addresses.lived_before, before=True).search(text[max(0, start - _LOOK) : start])
        is not None
    )


@cache
def _lived_before() -> re.Pattern[str]:
    return rules().pattern(rules().addresses.lived_before, before=True)


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rules().addresses.office_before, re.IGNORECASE)


def _lows(text: str) -> Sequence[str]:
    return re.findall(r"[\w'’\-]+", text.lower())


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _numbered() -> re.Pattern[str]:
    """Such as "Flat 3, 27 Chickerell Road", "22b abbotsbury lane", "Unit 4A Old Dairy Yard"."""
    named = rules().addresses
    part = rf"(?:(?:{_any(named.parts)})\.? ?\w{{1,4}},? +)"
    house = rf"(?:{_CAPITAL} ){{0,3}}(?:{_any(named.homes)}|house|court|lodge)s?, "
    street = _any(named.streets | named.everyday_streets)
    number = (
        rf"(?:(?P<part>{part})(?:{house})?(?:no\.? ?|number )?(?:{_NUMBER}[, ]+)?|(?:no\.? ?|number )?{_NUMBER}[, ]+)"
    )
    called = rf"(?:(?-i:The {_CAPITAL}(?: {_CAPITAL})?), )?"
    return re.compile(
        rf"(?<![\w£/.:]){called}{number}(?P<name>(?:{_NAME} ){{1,3}}?)(?P<street>{street})\b(?: (?:{street})\b)*\.?",
        re.IGNORECASE,
    )


@cache
def _housed() -> re.Pattern[str]:
    """Such as "The Old Forge, Mill Lane"."""
    named = rules().addresses
    homes = _any(named.homes | {"house", "hall", "lodge", "manor", "villa", "court"})
    street = _any(named.streets | named.everyday_streets)
    house = rf"(?:The )?(?:{_CAPITAL} ){{0,3}}(?P<home>(?i:{homes}))"
    return re.compile(rf"(?<!\w){house}, (?:{_NUMBER} )?(?:{_CAPITAL} ){{1,3}}(?i:{street})\b\.?")


@cache
def _street_first() -> re.Pattern[str]:
    """Such as "Granville Rd number 9"."""
    street = _any(rules().addresses.streets | rules().addresses.everyday_streets)
    return re.compile(rf"(?<!\w)(?:{_CAPITAL} ){{1,3}}(?i:{street})\.?,? (?i:no\.? ?|number |num )\d{{1,4}}[a-z]?\b")


@cache
def _lived_in() -> tuple[re.Pattern[str], ...]:
    """A street or a house without a number, where somebody lives: "we live on Chesil Street", "at The Old Vicarage"."""
    named = rules().addresses
    lived = named.lived_before[0]
    who = rf"\b(?i:i|we|he|she|they|live|lives|living|lived|address|home)\b[^.?!]{{0,12}}?(?i:{lived})"
    street = rf"(?P<name>(?:[\w'’\-]+ ){{1,3}}?)(?i:{_any(named.streets)})\b"
    house = rf"(?P<name>(?:The )?(?:{_CAPITAL} ){{0,3}})(?:{_any(frozenset(map(str.title, named.homes)))})\b"
    where = rf"(?P<name>(?:{_CAPITAL} ){{1,3}})(?i:{_any(named.streets)})\b(?=,? where (?:we|i|he|she|they) live)"
    housed = r"\b(?i:live|lives|living|lived|address|home)(?i:[ :]+(?:at|in|on|is|called))* "
    return re.compile(who + street), re.compile(housed + house), re.compile(where)


@cache
def _plain_numbered() -> tuple[re.Pattern[str], ...]:
    """A number and a name without a word for a street: where somebody lives, or with a postcode after it."""
    lived = "|".join(rules().addresses.lived_before)
    named = rf"(?P<whole>{_NUMBER} (?P<name>(?:The )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}))"
    bare = rf"(?P<whole>{_NUMBER},? (?P<name>[\w'’\-]+(?: [\w'’\-]+){{0,3}}))"
    small = rf"(?P<whole>{_NUMBER} (?P<name>[a-z][\w'’\-]+(?: [a-z][\w'’\-]+)?))"
    part = rf"(?i:{_any(rules().addresses.parts)})\.? ?\w{{1,4}},?"
    part = rf"(?P<whole>{part} {_NUMBER} (?P<name>{_CAPITAL}(?: {_CAPITAL})*))"
    return (
        re.compile(rf"(?i:{lived}){part}"),
        re.compile(rf"(?i:{lived}){named}"),
        re.compile(rf"(?i:\b(?:live|lives|living|lived|address)(?: is| at|:)* ){small}"),
        re.compile(rf"(?<![\w£/.:]){bare}(?=,[ \w]{{0,30}}?,? {_POSTCODE})"),
    )


def _span(match: re.Match[str], sure: float) -> Span:
    return Span(kind=PersonalDataKind.ADDRESS, start=match.start(), end=match.end(), sure=sure)
