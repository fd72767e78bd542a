"""Recognises paragraph numbers, and tells them from decimals, dates and amounts by their sequence."""

import re
from dataclasses import dataclass
from datetime import date

Number = tuple[int, ...]

_NUMBERED = re.compile(r"^(\d{1,3}\.\s?\d{1,3}(?:\.\d{1,3}){0,2})(?!\.?\d)([.:)]{0,2})(\s*)(.*)$", re.DOTALL)
_DOTLESS = re.compile(r"^(\d{1,2})[ ,]?(\d{1,2})[.:]?\s+(?=[A-Z“\"‘])(.*)$", re.DOTALL)
# What follows a quantity, never a paragraph number.
_UNIT = re.compile(
    r"^(?:%|[/–-]\s?\d|per ?cent\b|(?i:million|billion|thousand)\b|(?:FTEs?|WTEs?|GB|MB|KB|MHz|GHz)\b"
    r"|(?:m|bn|k|am|pm|x|hours?|hrs|minutes"
    r"|days?|weeks?|months?|years?|terms?|times|miles?|km|kg|cm|mm|points?|out of)\b)"
)
_OPENS_SENTENCE = re.compile(r"^[\"“‘'(\[*_]*(?:[A-Z]|[£$€]?\d|$)")
_FAR = 10
_FAR_SECTION = 3


@dataclass(frozen=True)
class Candidate:
    """A line that may be a numbered paragraph: the number, what follows it, and how sure its shape is."""

    number: Number
    text: str
    marked: bool
    spaced: bool

    @property
    def label(self) -> str:
        """The number as a footnote writes it: "4.2"."""
        return label_of(self.number)

    @property
    def opens(self) -> bool:
        """Whether the text begins as a sentence does."""
        return bool(_OPENS_SENTENCE.match(self.text))


def label_of(number: Number) -> str:
    """Write a number as a footnote does."""
    return ".".join(str(part) for part in number)


def candidate(line: str, bulleted: bool = False) -> Candidate | None:
    """Read a line as a numbered paragraph, if its shape allows that."""
    match = _NUMBERED.match(line)
    if not match:
        return None
    digits, mark, _gap, text = match.groups()
    parts = re.split(r"\.\s?", digits)
    if any(len(part) > 1 and part[0] == "0" for part in parts) or parts[0] == "0":
        return None
    number = tuple(int(part) for part in parts)
    if number[0] > 99 or _UNIT.match(text) or (_is_date(number) and not mark):
        return None
    return Candidate(number, text.strip(), marked=bool(mark) or bulleted, spaced=bool(re.search(r"\s", digits)))


def looks_numbered(line: str) -> bool:
    """Say whether a line begins as a numbered paragraph does, before its sequence is known."""
    found = candidate(line)
    return found is not None and (found.opens or found.marked) and not found.spaced


def dotless(line: str, before: Number, after: Number) -> str | None:
    """The text of a line whose number lost its dot ("43 …"), when its neighbours leave no other reading."""
    match = _DOTLESS.match(line)
    if not match or len(before) != 2 or after[:1] != before[:1]:
        return None
    between = (before[0], before[1] + 1)
    certain = after[:2] == (between[0], between[1] + 1)
    return match.group(3) if certain and match.group(1) + match.group(2) == f"{between[0]}{between[1]}" else None


def follows(number: Number, before: Number | None) -> bool:
    """Say whether a number is the very next one after another: 4.3 or 4.2.1 after 4.2, 5.1 after 4.6."""
    if before is None:
        return number[-1] == 1
    nexts = {(*before[:depth], before[depth] + 1) for depth in range(len(before))}
    nexts |= {(*step, 1) for step in nexts} | {(*before, 1)}
    return number in nexts


def comes_after(number: Number, before: Number | None) -> bool:
    """Say whether a number stands a little further on than another, so that few are missing between."""
    if before is None:
        return number[-1] == 1
    if number <= before or number[0] - before[0] > _FAR_SECTION:
        return False
    same_section = number[0] == before[0] and len(before) > 1
    return number[1] - before[1] <= _FAR if same_section else number[1] <= _FAR


def has_neighbour(number: Number, others: set[Number]) -> bool:
    """Say whether the number just before or just after stands elsewhere in the document."""
    return (*number[:-1], number[-1] - 1) in others or (*number[:-1], number[-1] + 1) in others


def _is_date(number: Number) -> bool:
    if len(number) != 3:
        return False
    try:
        date(2000 + number[2] % 100, number[1], number[0])
    except ValueError:
        return False
    return number[2] >= 15
