"""Finds numbers that belong to one person: NHS, National Insurance, pupil and case numbers."""

import re
from collections.abc import Iterator
from functools import cache

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.spans import Span

_TEN_DIGITS = re.compile(r"(?<![\w+])[1-9](?:[ .\-]{0,2}\d){9}(?!\w)")
_SPOKEN_DIGITS = re.compile(r"(?<!\w)\d(?:[ .\-]{0,2}\d){7,11}(?!\w)")
_PUPIL = re.compile(r"(?<!\w)[A-Z](?:[ \-]?\d){11}[ \-]?[0-9A-Z](?!\w)", re.IGNORECASE)
_PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_INSURANCE = re.compile(
    r"(?<!\w)(?!BG|GB|NK|KN|NT|TN|ZZ)"
    r"[A-CEGHJ-PR-TW-Z][ \-.]?[A-CEGHJ-NPR-TW-Z](?:[ \-.]{0,2}\d){6}[ \-.]{0,2}[A-D](?!\w)",
    re.IGNORECASE,
)
_INSURANCE_SPOKEN = re.compile(r"(?<!\w)[A-Z]{2}(?:[ \-.]{0,2}\d){6}(?:[ \-.]{0,2}[A-Z])?(?!\w)", re.IGNORECASE)
_TRIBUNAL = re.compile(r"(?<!\w)EH ?\d{3}[/ \-]\d{2}[/ \-]\d{4,6}(?!\w)", re.IGNORECASE)
_SHAPED = re.compile(
    r"(?<![\w/\-])(?!(?:DFE|COVID|ISBN|ISSN|HC|SI|CM)\b)(?:[A-Z]{2,6}[/\-])+"
    r"(?:\d{4,}(?:[/\-]\w+)*|\d+[/\-]\d{3,}(?:[/\-]\w+)*)(?!\w)"
)
_VALUE = (
    r"(?!(?:in|of|on|by|at|to|for|from|is|was|the|under|since|and|page|para|year|with)\b)"
    r"(?:[A-Z]{1,6}[ /\-.]?)?(?:[A-Z]{1,6}[/\-.])*\d[\dA-Z]*(?:[/\-.][\dA-Z]+)*(?: \d{2,})*"
)
_LOOK = 80
_LEAST_DIGITS = 3
_PLAIN_DIGITS = 5  # without a word such as "number"
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[/\-–]\s?(?:(?:19|20)?\d\d))?")
_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check of the NHS Data Dictionary: weights 10 to 2, modulus 11."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and int(digits[9]) == check % 11


def is_pupil_number(number: str) -> bool:
    """Whether 13 characters pass the check letter of the Department for Education's UPN guide.

    The remainder by 23 of the weighted sum (2 for the second character, to 13) picks the letter. A temporary number
    ends with a letter, which counts by its place among the same letters.
    """
    number = number.upper()
    if len(number) != 13 or not number[1:12].isdigit() or number[12] not in "0123456789" + _PUPIL_LETTERS:
        return False
    last = int(number[12]) if number[12].isdigit() else _PUPIL_LETTERS.index(number[12])
    total = sum(int(digit) * weight for digit, weight in zip(number[1:12], range(2, 13), strict=True)) + last * 13
    return _PUPIL_LETTERS[total % 23] == number[0]


def find_nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits that pass the check; ten or nearly so that are spoken of as an NHS number, right or not."""
    spoken = _cue(rules().numbers.nhs_before)
    for match in _TEN_DIGITS.finditer(text):
        if is_nhs_number(_digits(match.group())):
            yield _span(PersonalDataKind.NHS_NUMBER, match, 0.95)
    for match in _SPOKEN_DIGITS.finditer(text):
        if (
            spoken.search(text[max(0, match.start() - _LOOK) : match.start()])
            and not _DATE.match(match.group())
            and match.group()[0] != "0"
        ):
            yield _span(PersonalDataKind.NHS_NUMBER, match, 0.97)


def find_insurance_numbers(text: str) -> Iterator[Span]:
    """National Insurance numbers, with HMRC's rules for their letters; any letters when it is spoken of as one."""
    for match in _INSURANCE.finditer(text):
        yield _span(PersonalDataKind.NATIONAL_INSURANCE, match, 0.9)
    spoken = _cue(rules().numbers.insurance_before)
    for match in _INSURANCE_SPOKEN.finditer(text):
        if spoken.search(text[max(0, match.start() - _LOOK) : match.start()]):
            yield _span(PersonalDataKind.NATIONAL_INSURANCE, match, 0.92)


def find_pupil_numbers(text: str) -> Iterator[Span]:
    """Unique pupil numbers whose check letter is right, or that are spoken of as one."""
    spoken = _cue(rules().numbers.pupil_before)
    for match in _PUPIL.finditer(text):
        if is_pupil_number(re.sub(r"[ \-]", "", match.group())) or spoken.search(
            text[max(0, match.start() - _LOOK) : match.start()]
        ):
            yield _span(PersonalDataKind.PUPIL_NUMBER, match, 0.95)


def find_case_references(text: str) -> Iterator[Span]:
    """References of cases, complaints and appeals: by the words before them, or by their shape."""
    for pattern in (_TRIBUNAL, _SHAPED):
        for match in pattern.finditer(text):
            if not _YEARS.search(match.group()) or pattern is _TRIBUNAL:
                yield _span(PersonalDataKind.CASE_REFERENCE, match, 0.7)
    for match in _spoken_reference().finditer(text):
        value = match.group("value").rstrip(" .-/")
        least = _LEAST_DIGITS if match.group("word") else _PLAIN_DIGITS
        if len(_digits(value)) < least or _YEARS.fullmatch(value) or _DATE.match(value):
            continue
        start = match.start("value")
        yield Span(kind=PersonalDataKind.CASE_REFERENCE, start=start, end=start + len(value), sure=0.65)


@cache
def _spoken_reference() -> re.Pattern[str]:
    numbers = rules().numbers
    kinds = "|".join(sorted(numbers.reference_kinds, key=len, reverse=True))
    words = "|".join(sorted((re.escape(word) for word in numbers.reference_words), key=len, reverse=True))
    said = rf"(?P<word>(?:(?:{words})\b|#)[. ]*(?:(?:{words})\b)?)?"
    between = r"(?:\s*(?:is|was|are|=|:|\(|-|–|,|of)\s*){0,2}\s*"
    return re.compile(rf"\b(?:{kinds})['’]?s?[ \-]*{said}{between}(?P<value>{_VALUE})(?!\w)", re.IGNORECASE)


@cache
def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _span(kind: PersonalDataKind, match: re.Match[str], sure: float) -> Span:
    return Span(kind=kind, start=match.start(), end=match.end(), sure=sure)
