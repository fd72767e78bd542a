"""Finds ways to reach one person: mail addresses, phone numbers and full postcodes."""

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.spans import Span

_LOCAL_PART = r"(?<![^\s@\[\]()<>,;:\"])[^\s@\[\]()<>,;:\"]+"
_EMAIL = re.compile(rf"{_LOCAL_PART}(?:@\w[\w\-]*(?:\.[\w\-]+)*| ?@ ?\w[\w\-]*(?:\.[\w\-]+)+)")
_DOT = r"(?:\s?(?:\.|\[dot\]|\(dot\))\s?|\s+dot\s+)"
_AT = r"\s?(?:\[at\]|\(at\)|\{at\}|<at>)\s?"
_DIGITS = re.compile(r"(?<![\w/.])(?:\+|00)?\(?\d(?:[ .()\-–/]{0,3}\d){6,14}(?!\w)")
_SHORT = re.compile(r"(?<![\w/.])\d(?:[ \-]?\d){4,7}(?!\w)")
_LOCAL = 6  # digits of a number without its area
_OURS = re.compile(r"\b(?:me|my|us|our)\b", re.IGNORECASE)
_LOOK = 80
_NOT_PHONE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d")
_OUTWARD = r"(?P<area>[A-Z]{1,2})\s?(?P<district>\d[A-Z\d]?)"
_POSTCODE = re.compile(
    rf"(?<!\w){_OUTWARD}(?P<gap>[ \-]{{0,2}})(?P<inward>\d ?[ABD-HJLNP-UW-Z]{{2}})(?!\w)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")


def find_emails(text: str) -> Iterator[Span]:
    """Mail addresses, also those written so that programs do not see them ("name [at] example.org")."""
    for pattern in (_EMAIL, _spelled_email()):
        for match in pattern.finditer(text):
            yield Span(kind=PersonalDataKind.EMAIL, start=match.start(), end=match.end(), sure=1.0)


@cache
def _spelled_email() -> re.Pattern[str]:
    boxes = "|".join(sorted(rules().numbers.mailboxes))
    name = r"(?<![\w.+\-])[\w.+\-]+(?:\s(?:dot|underscore|dash)\s[\w\-]+)*"
    plain = rf"{name}\s+at\s+(?:(?:{boxes})\b(?:{_DOT}[\w\-]+)*|[\w\-]+(?:\s+dot\s+[\w\-]+)+)"
    return re.compile(rf"{name}{_AT}[\w\-]+(?:{_DOT}[\w\-]+)*|{plain}", re.IGNORECASE)


def find_phones(text: str) -> Iterator[Span]:
    """Phone numbers however they are spaced; those without the area only when they are said to be the asker's own."""
    cue = _phone_before()
    for match in _DIGITS.finditer(text):
        spoken = cue.search(_left(text, match)) is not None
        if not _NOT_PHONE.match(match.group()) and _is_phone(match.group(), spoken=spoken):
            yield Span(kind=PersonalDataKind.PHONE, start=match.start(), end=match.end(), sure=0.9)
    for match in _SHORT.finditer(text):
        left = _left(text, match)
        if len(re.sub(r"\D", "", match.group())) == _LOCAL and cue.search(left) and _OURS.search(left):
            yield Span(kind=PersonalDataKind.PHONE, start=match.start(), end=match.end(), sure=0.6)


def _left(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LOOK) : match.start()]


@cache
def _phone_before() -> re.Pattern[str]:
    return re.compile(rules().numbers.phone_before, re.IGNORECASE)


def _is_phone(number: str, *, spoken: bool) -> bool:
    digits = re.sub(r"\D", "", number)
    if number.startswith(("+", "00")):
        return _possible("+" + digits.removeprefix("00").replace("440", "44", 1))
    if digits.startswith("0"):
        return 10 <= len(digits) <= 12
    if digits.startswith("44") and len(digits) == 12:
        return True
    return len(digits) == 10 and (digits[0] == "7" or spoken) and _possible(digits)


def _possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, "GB"))
    except phonenumbers.NumberParseException:
        return False


def find_postcodes(text: str) -> Iterator[Span]:
    """Full postcodes; a district alone is none."""
    for match in _POSTCODE.finditer(text):
        if match.group("area").upper() not in rules().numbers.postcode_areas:
            continue
        if _ORDINAL.fullmatch(match.group("inward")):
            continue  # "e1 2nd" is no postcode, "E1 2ND" is
        yield Span(kind=PersonalDataKind.POSTCODE, start=match.start(), end=match.end(), sure=0.9)


def district(postcode: str) -> str:
    """The district of a full postcode, as in "DT4" for "DT4 8NL". The text itself when it is no postcode."""
    match = _POSTCODE.fullmatch(postcode)
    return match.group("area") + match.group("district") if match else postcode
