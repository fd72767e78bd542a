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
    for match in _lived_in().finditer(text):
        if not set(_lows(match.group("name"))) & rules().addresses.between:
            yield Span(kind=PersonalDataKind.ADDRESS, start=match.start("name"), end=match.end(), sure=0.7)
    for pattern in _plain_numbered():
        for match in pattern.finditer(text):
            if not set(_lows(match.group("name"))) & rules().addresses.between:
                yield Span(kind=PersonalDataKind.ADDRESS, start=match.start("whole"), end=match.end("whole"), sure=0.6)


def _is_street(text: str, match: re.Match[str]) -> bool:
    words = _lows(match.group("name"))
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
    return re.compile(
        rf"(?<![\w£/.:]){number}(?P<name>(?:{_NAME} ){{1,3}}?)(?P<street>{street})\b(?: (?:{street})\b)*\.?",
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
def _lived_in() -> re.Pattern[str]:
    """A street without a number, when somebody lives there: "we live on Chesil Street"."""
    named = rules().addresses
    lived = "|".join(named.lived_before[:1]).replace(r"\[name\],? ", "")
    small = rf"(?P<name>(?:[\w'’\-]+ ){{1,3}}?)(?:{_any(named.streets)})\b"
    return re.compile(
        rf"\b(?:i|we|he|she|they|live|lives|living|lived)\b[^.?!]{{0,12}}?(?:{lived}){small}", re.IGNORECASE
    )


@cache
def _plain_numbered() -> tuple[re.Pattern[str], ...]:
    """A number and a name without a word for a street: where somebody lives, or with a postcode after it."""
    lived = "|".join(rules().addresses.lived_before)
    named = rf"(?P<whole>{_NUMBER} (?P<name>(?:The )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}))"
    bare = rf"(?P<whole>{_NUMBER},? (?P<name>[\w'’\-]+(?: [\w'’\-]+){{0,3}}))"
    return (
        re.compile(rf"(?i:{lived}){named}"),
        re.compile(rf"(?<![\w£/.:]){bare}(?=,[ \w]{{0,30}}?,? {_POSTCODE})"),
    )


def _span(match: re.Match[str], sure: float) -> Span:
    return Span(kind=PersonalDataKind.ADDRESS, start=match.start(), end=match.end(), sure=sure)
