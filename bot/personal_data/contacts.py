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
_DIGIT = r"(?:\d|(?<=[\dOo ])[Oo](?=[\dOo ]))"
_DIGITS = re.compile(rf"(?<![\d/])(?<!\d\.)(?:\+|00|[Oo](?=7))?\(?\d(?:[ .()\-–/]{{0,3}}{_DIGIT}){{6,20}}(?!\d)")
_GROUP_ENDS = re.compile(r"\d(?=\D|$)")
_SAID = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_TIMES = r"(?:(?:double|treble|triple) )?"
_SAID_DIGITS = re.compile(rf"\b{_TIMES}{_SAID}(?:[ ,\-]+{_TIMES}{_SAID}){{8,}}\b", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\w/.])\d(?:[ \-]?\d){4,7}(?!\w)")
_ORGANISATIONS = {
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.UAN,
    phonenumbers.PhoneNumberType.SHARED_COST,
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
}
_LONGEST = 11  # digits, without the country
_LOCAL = 6  # digits of a number without its area
_LABEL = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|landline|ext|extension)[ :.]*(?:no\.?|number)?[ :.]*(?:is )?$", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:me|my|us|our)\b", re.IGNORECASE)
_LOOK = 80
_NOT_PHONE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d")
_OUTWARD = r"(?P<area>[A-Z]{1,2})\s?(?P<district>\d[A-Z\d]?)"
_POSTCODE = re.compile(rf"(?<!\w){_OUTWARD}(?P<gap>[ \-]{{0,2}})(?P<inward>[\dO] ?[A-Z] ?[A-Z])(?!\w)", re.IGNORECASE)
_ODD_INWARD = re.compile("[CIKMOV]", re.IGNORECASE)  # letters that the end of a real postcode does without
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
        own = spoken and _OURS.search(_left(text, match)) is not None
        number = _phone_in(match.group(), spoken=spoken, own=own)
        if number and not _NOT_PHONE.match(number):
            yield Span(kind=PersonalDataKind.PHONE, start=match.start(), end=match.start() + len(number), sure=0.9)
    for match in _SAID_DIGITS.finditer(text):
        yield Span(kind=PersonalDataKind.PHONE, start=match.start(), end=match.end(), sure=0.6)
    for match in _SHORT.finditer(text):
        left = _left(text, match)
        ours = cue.search(left) and _OURS.search(left)
        if _LOCAL <= _digits(match.group()) < _LOCAL + 3 and (ours or _LABEL.search(left)):
            yield Span(kind=PersonalDataKind.PHONE, start=match.start(), end=match.end(), sure=0.6)


def _left(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LOOK) : match.start()]


@cache
def _phone_before() -> re.Pattern[str]:
    return re.compile(rules().numbers.phone_before, re.IGNORECASE)


def _phone_in(text: str, *, spoken: bool, own: bool) -> str | None:
    """The longest start of some digits that is a phone number: what follows may be a day or an age."""
    starts = [text[: match.end()] for match in _GROUP_ENDS.finditer(text)]
    phones = [start for start in starts if _is_phone(start, spoken=spoken, own=own)]
    # One digit too many is a slip of the finger, but only when nothing shorter is a number.
    return max(
        phones, key=lambda phone: (not phone.startswith("0") or _digits(phone) <= _LONGEST, len(phone)), default=None
    )


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _is_phone(number: str, *, spoken: bool, own: bool) -> bool:
    digits = re.sub(r"\D", "", re.sub("[Oo]", "0", number.replace("(0)", "")))
    if not own and _of_an_organisation(digits):
        return False
    if number.startswith(("+", "00")):
        return _possible("+" + digits.removeprefix("00").replace("440", "44", 1))
    if digits.startswith("0"):
        return 10 <= len(digits) <= _LONGEST + 1
    if digits.startswith("44") and len(digits) == 12:
        return True
    return len(digits) == 10 and (digits[0] == "7" or spoken) and _possible(digits)


def _of_an_organisation(digits: str) -> bool:
    """Numbers from 03 and 08 are not given to people."""
    try:
        return phonenumbers.number_type(phonenumbers.parse(digits, "GB")) in _ORGANISATIONS
    except phonenumbers.NumberParseException:
        return False


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
        inward = match.group("inward")
        if _ORDINAL.fullmatch(inward) or (_ODD_INWARD.search(inward) and not (inward.isupper() and " " not in inward)):
            continue  # "e1 2nd" and "s2 5km" are no postcodes, "E1 2ND" is
        yield Span(kind=PersonalDataKind.POSTCODE, start=match.start(), end=match.end(), sure=0.9)


def district(postcode: str) -> str:
    """The district of a full postcode, as in "DT4" for "DT4 8NL". The text itself when it is no postcode."""
    match = _POSTCODE.fullmatch(postcode)
    return match.group("area") + match.group("district") if match else postcode
