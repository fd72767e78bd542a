"""Parts a cell that holds several actions, and keeps whole a cell that holds one over several lines."""

import re
from collections.abc import Sequence

from knowledge.actions.refs import split_ref
from knowledge.actions.rules import wording_rules
from knowledge.readers.list_marks import split_mark

_INLINE = re.compile(r"(?:(?<=^)|(?<=\s))\(?(\d{1,2}|[a-h]|i{1,3}|iv|v|vi{0,3})[.)]\s+(?=\S)", re.IGNORECASE)
_LEAD_IN = re.compile(r"[:;–-]\s*$")
_ENDS = (".", ";")
_LEAST_WORDS = 3
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def split_items(text: str, beside: Sequence[str] = ()) -> list[str]:
    """The actions that an action cell holds.

    ``beside``: the owner, date and other cells of the row. As many lines in one of them show that each line
    of the action cell is an action.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return [_bare(part) for part in split_inline(text)] or [text]
    marked = [split_mark(line) for line in lines]
    if any(mark for mark, _rest in marked):
        return _marked_items(lines, marked)
    paired = any(split_lines(text, len(lines)) for text in beside)
    return [line.strip(" ;") for line in lines] if _are_actions(lines, paired) else [one_line(text)]


def one_line(text: str) -> str:
    """Write a cell of several lines as one, as its passage does, so that it can be found there."""
    joined = ""
    for line in (line.strip() for line in text.split("\n")):
        gap = "" if not joined or not line else " " if joined[-1] in ".:;,!?" else "; "
        joined = f"{joined}{gap}{line}"
    return joined


def _marked_items(lines: list[str], marked: list[tuple[str, str]]) -> list[str]:
    """Items by their bullets or numbers; a line without one goes on from the line before."""
    lead_in: list[str] = []
    items: list[str] = []
    for line, (mark, rest) in zip(lines, marked, strict=True):
        if mark:
            items.append(rest)
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            lead_in.append(line)
    if not lead_in:
        return [item.strip(" ;") for item in items]
    # "Train staff in:" and two subjects is one action; "We will:" and two verbs are two.
    if 2 * sum(starts_with_verb(item) for item in items) > len(items):
        return [item.strip(" ;") for item in items]
    listed = "; ".join(item.strip(" ;.") for item in items)
    return [f"{' '.join(lead_in)} {listed}"]


def split_inline(text: str) -> list[str]:
    """Part a line that counts its items itself: "1. Publish … 2. Train …"; one part when it does not."""
    marks = list(_INLINE.finditer(text))
    for first in marks[:1]:
        counted = _in_turn(marks)
        if len(counted) >= 2 and not text[: first.start()].strip():
            ends = [mark.start() for mark in counted[1:]] + [len(text)]
            return [text[mark.end() : end].strip(" ;\n") for mark, end in zip(counted, ends, strict=True)]
    return [text]


def _in_turn(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count on from the first: 1, 2, 3 or a, b, c or i, ii, iii."""
    for sequence in (tuple(str(number) for number in range(1, 40)), tuple("abcdefgh"), _ROMAN):
        counted: list[re.Match[str]] = []
        for mark in marks:
            if len(counted) < len(sequence) and mark.group(1).casefold() == sequence[len(counted)]:
                counted.append(mark)
        if counted and counted[0] is marks[0] and len(counted) > 1:
            return counted
    return []


def _bare(text: str) -> str:
    mark, rest = split_mark(text)
    return rest if mark else text


def _are_actions(lines: list[str], paired: bool) -> bool:
    """Whether lines without bullets are an action each, and not one that was broken to fit."""
    if any(not line[:1].isupper() and not line[:1].isdigit() for line in lines):
        return False
    if any(_is_too_short(line, paired) or _LEAD_IN.search(line) for line in lines):
        return False
    verbs = sum(starts_with_verb(line) or split_ref(line)[0] is not None for line in lines)
    if paired or verbs == len(lines):
        return True
    if all(line.endswith(_ENDS) for line in lines[:-1]):
        # Sentences one below the other: an action and its explanation.
        return False
    if verbs == 0:
        # Two lines without a verb may be a title and what it means; three are a list.
        return len(lines) > 2
    return starts_with_verb(lines[0]) and 2 * verbs > len(lines)


def _is_too_short(line: str, paired: bool) -> bool:
    return len(line.split()) < (2 if paired or starts_with_verb(line) else _LEAST_WORDS)


def starts_with_verb(text: str) -> bool:
    """Whether a text begins as an action does: with a verb that says what to do."""
    rest = split_mark(text)[1]
    words = re.findall(r"[A-Za-z][A-Za-z-]*", rest)[:3]
    # "SEND Pathway" does not begin with the verb "send", but "SEND LETTERS" may.
    words = [word.casefold() for word in words if rest.isupper() or not word.isupper() or len(word) == 1]
    known = wording_rules().verb_set
    skip = {"to", "we", "will", "continue", "jointly", "further", "fully"}
    return any(word in known and all(before in skip for before in words[:place]) for place, word in enumerate(words))


def split_lines(text: str, count: int) -> list[str] | None:
    """Part a cell beside several actions into as many values; None when it is one value for all of them."""
    lines = [_bare(line.strip()) for line in text.split("\n") if line.strip()]
    if len(lines) == count:
        return lines
    inline = [part.strip(" ;,") for part in split_inline(text)]
    return inline if len(inline) == count else None
