"""Works out the numbers that Word shows beside paragraphs: the file holds only the rules for them."""

import re
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from knowledge.readers.list_marks import BULLET
from knowledge.readers.word_styles import Style

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
_MOST = 3000


@dataclass(frozen=True)
class ListPlace:
    """Where a paragraph stands in a list: which list, how deep."""

    list_id: str
    level: int


@dataclass
class _Level:
    shape: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    """A list's levels, and the counters it shares with every list of the same definition."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts a document's lists, in reading order."""

    def __init__(self, document: WordDocument) -> None:
        self._lists: dict[str, _List] = {}
        try:
            root: Element = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        counters: dict[str, dict[int, int]] = {}
        abstract = {str(each.get(qn("w:abstractNumId"))): each for each in root.iterfind(qn("w:abstractNum"))}
        for number in root.iterfind(qn("w:num")):
            key = _value(number.find(qn("w:abstractNumId")))
            if key in abstract:
                found = _List(_levels(abstract[key]), counters.setdefault(key, {}), _restarts(number))
                self._lists[str(number.get(qn("w:numId")))] = found

    def place(self, paragraph: Element, style: Style) -> ListPlace | None:
        """Where a paragraph stands in a list, by its own properties or its style's; None when in none."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        list_id, level = style.list_id, style.list_level
        if own is not None:
            list_id = _value(own.find(qn("w:numId"))) or list_id
            level = _whole(_value(own.find(qn("w:ilvl"))), level)
        if list_id is None or list_id not in self._lists:
            return None
        return ListPlace(list_id, level)

    def mark(self, place: ListPlace) -> str:
        """Count the paragraph, and give the mark that Word shows beside it."""
        found = self._lists[place.list_id]
        level = found.levels.get(place.level, _Level())
        if level.shape in ("bullet", "none"):
            return BULLET if level.shape == "bullet" else ""
        if place.level in found.restarts:
            found.counters[place.level] = found.restarts.pop(place.level)
        else:
            found.counters[place.level] = found.counters.get(place.level, level.start - 1) + 1
        for deeper in [known for known in found.counters if known > place.level]:
            del found.counters[deeper]
        return _PLACE.sub(lambda match: _written(found, int(match.group(1)) - 1), level.text).strip()


def _written(found: _List, level: int) -> str:
    shape = found.levels.get(level, _Level(shape="decimal"))
    number = found.counters.setdefault(level, shape.start)
    if shape.shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if shape.shape == "upperLetter" else letter
    if shape.shape in ("lowerRoman", "upperRoman") and 0 < number < _MOST:
        return _roman(number).upper() if shape.shape == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        count, number = divmod(number, value)
        written += letters * count
    return written


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        _whole(str(level.get(qn("w:ilvl"))), 0): _Level(
            shape=_value(level.find(qn("w:numFmt"))) or "decimal",
            text=_value(level.find(qn("w:lvlText"))),
            start=_whole(_value(level.find(qn("w:start"))), 1),
        )
        for level in abstract.iterfind(qn("w:lvl"))
    }


def _restarts(number: Element) -> dict[int, int]:
    restarts: dict[int, int] = {}
    for override in number.iterfind(qn("w:lvlOverride")):
        start = _value(override.find(qn("w:startOverride")))
        if start:
            restarts[_whole(str(override.get(qn("w:ilvl"))), 0)] = _whole(start, 1)
    return restarts


def _value(element: Element | None) -> str:
    return str(element.get(qn("w:val")) or "") if element is not None else ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
