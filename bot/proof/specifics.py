"""Specifics: what a reader acts on and code can compare to the letter: figures, addresses, numbers to ring."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "hundred": 1e2,
}  # fmt: skip
_WORD_NUMBER = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(_UNITS)}"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_WEB = re.compile(
    r"\b(?:https?://|www\.)\S*[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|gov|info|eu)\b(?:/\S*[\w/])?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d.,£])(?:\+44\s?|\(?0)(?:[\s()-]?\d){8,11}(?!\d)|\b116\s?\d{3}\b|\b85258\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_TIME = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm)\b|\b\d{1,2}[.:]\d{2}(?=\s?(?:noon|midnight|hours)\b)", re.IGNORECASE
)
_PENCE = re.compile(r"\b\d+p\b")
_NUMBER = re.compile(
    rf"(?P<pound>£\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?![.,]?\d)(?:st|nd|rd|th)?\s?(?P<scale>{'|'.join(_SCALES)})?\b"
    rf"|(?P<word>\b(?:{_WORD_NUMBER})\b)(?:[ -](?P<word_scale>{'|'.join(_SCALES)})\b)?",
    re.IGNORECASE,
)  # fmt: skip
_KINDS = {
    "email": _EMAIL, "web": _WEB, "phone": _PHONE, "postcode": _POSTCODE, "time": _TIME, "pence": _PENCE,
}  # fmt: skip
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.IGNORECASE)


class Specific(BaseModel):
    """One of them: its value, written in one way, and where it stands."""

    model_config = ConfigDict(frozen=True)

    value: str
    start: int
    end: int


def specifics_in(text: str) -> tuple[Specific, ...]:
    """All specifics of a text, in order; what is part of an address is no number of its own."""
    return tuple(sorted(_all(text), key=lambda one: one.start))


def _all(text: str) -> Iterator[Specific]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _KINDS.items():
        for found in pattern.finditer(text):
            if not _overlaps(found.span(), taken):
                taken.append(found.span())
                yield Specific(value=_plain(kind, found.group()), start=found.start(), end=found.end())
    for found in _NUMBER.finditer(text):
        if not _overlaps(found.span(), taken):
            percent = _PERCENT.match(text, found.end())
            mark = "£" if found["pound"] else "%" if percent else ""
            end = percent.end() if percent else found.end()
            yield Specific(value=f"{mark}{_written(found)}", start=found.start(), end=end)


def _written(found: re.Match[str]) -> str:
    """A number by its value; one with a point that counts nothing as it stands, because paragraph 2.1 is not 2.10."""
    digits = found["digits"]
    if digits and "." in digits and not found["scale"] and not found["pound"]:
        return digits.replace(",", "")
    return f"{_value(found):.10g}"


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _plain(kind: str, text: str) -> str:
    if kind == "phone":
        return re.sub(r"^\+44", "0", re.sub(r"[\s()-]", "", text))
    if kind == "web":
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower()).rstrip("/")
    if kind == "time":
        return re.sub(r"\s", "", text).lower().replace(":", ".")
    return re.sub(r"\s", "", text).lower()


def _value(found: re.Match[str]) -> float:
    if found["word"]:
        parts = re.split(r"[ -]", found["word"].lower())
        number = float(sum(_TENS.get(part, _UNITS.get(part, 0)) for part in parts))
    else:
        number = float(found["digits"].replace(",", ""))
    scale = found["scale"] or found["word_scale"]
    return number * _SCALES[scale.lower()] if scale else number
