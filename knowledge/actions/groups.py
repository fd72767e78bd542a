"""Rows and headings that name a priority for the actions below them, and those that name nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.actions.columns import TELLING, Column, Field, plain_heading
from knowledge.actions.grid import GridCell, Origin
from knowledge.actions.items import starts_with_verb
from knowledge.actions.refs import is_ref
from knowledge.actions.rules import column_rules

_LONGEST_GROUP = 250
_MOST_WORDS = 12
_LEAD = re.compile(
    r"\s*[-–—|(,;]?\s*\b(?:lead|leads|owner|sro|lead officer|sponsor)s?\s*:.*$", re.IGNORECASE | re.DOTALL
)
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})?|[A-H]|[IVX]{1,5}|one|two|three|four|five|six|seven|eight)"
_PLAIN_NUMBER = re.compile(r"^(?:\d{1,2}|[A-H])[.):]\s+(?=\S)")


@lru_cache(maxsize=4)
def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"^(?:{names})\s*(?:(?:no\.?\s*)?{_NUMBER}\b\s*[:.)–—-]?|[:–—-])\s*", re.IGNORECASE)


def has_priority_label(text: str) -> bool:
    """Whether a heading calls itself a priority: "Priority 2: Inclusion"."""
    return bool(_label(tuple(column_rules().headings.priority_words)).match(text))


def has_lesser_label(text: str) -> bool:
    """Whether a heading calls itself something below a priority: "Outcome 2.1: …"."""
    return bool(_label(tuple(column_rules().headings.lesser_words)).match(text))


def priority_name(text: str) -> str:
    """The name of a priority without its label and number: "Priority 1 – Early Identification"."""
    line = " ".join(text.split())
    line = _LEAD.sub("", line) or line
    label = _label(tuple(column_rules().headings.priority_words)).match(line)
    rest = line[label.end() :] if label else _PLAIN_NUMBER.sub("", line)
    return rest.strip(" :–—-") or line


def names_nothing(text: str) -> bool:
    """Whether a row's text is a key, a total, a note or the like."""
    plain = plain_heading(text.split(":", maxsplit=1)[0] if ":" in text[:40] else text)
    for word in column_rules().headings.never:
        short = len(plain.split()) <= len(word.split()) + 2 and not starts_with_verb(text)
        if plain == word or plain.startswith(f"{word} ") and (":" in text[:40] or short):
            return True
    return False


def is_total(row: Sequence[GridCell]) -> bool:
    """Whether a row only counts or dates the plan: "Total actions | 38", "Updated | 3 March 2025"."""
    first, *others = [cell.text for cell in row if cell.text]
    return names_nothing(first) and len(others) == 1 and any(letter.isdigit() for letter in others[0])


def ends_plan(text: str) -> bool:
    """Whether what follows is no longer the plan, but its key."""
    return bool(re.match(r"(?:rag |brag |status |colour )*(?:rating )?(?:key|legend)\b", plain_heading(text)))


def group_text(row: Sequence[GridCell], columns: Sequence[Column], next_filled: bool) -> str | None:
    """The text of a row that is a heading for the rows below it; None when the row is an action."""
    filled = [(place, cell) for place, cell in enumerate(row) if cell.text]
    texts = list(dict.fromkeys(cell.text for _place, cell in filled))
    wide = sum(cell.origin is Origin.LEFT for _place, cell in filled)
    if len(texts) == 1 and wide and len(filled) >= max(2, len(row) // 2):
        return texts[0]
    own = [
        (place, cell) for place, cell in filled if cell.origin is Origin.OWN and cell.text not in column_rules().ditto
    ]
    above = [place for place, cell in filled if cell.origin is Origin.ABOVE]
    if any(columns[place].field in TELLING | {Field.ACTION} for place in above):
        return None
    if len(own) == 1 and not _empty_like(own[0][1].text):
        return own[0][1].text if _is_heading(own[0][0], own[0][1].text, columns, next_filled) else None
    if len(own) == 2 and _is_labelled_pair(own):
        return f"{own[0][1].text.rstrip(' :')}: {own[1][1].text}"
    return None


def _empty_like(text: str) -> bool:
    return text.casefold() in column_rules().empty


def _is_heading(place: int, text: str, columns: Sequence[Column], next_filled: bool) -> bool:
    """Whether the only text of a row is a heading, and not an action that nothing else is said of."""
    kind = columns[place].field if place < len(columns) else None
    if has_priority_label(text) or has_lesser_label(text) or names_nothing(text):
        return True
    if kind is Field.ACTION:
        short = len(text.split()) <= _MOST_WORDS and "\n" not in text and not text.rstrip().endswith((".", ";"))
        return short and next_filled and not starts_with_verb(text)
    if kind is Field.REF:
        return not is_ref(text)
    return place == 0 or kind in (Field.PRIORITY, Field.OUTCOME)


def _is_labelled_pair(own: list[tuple[int, GridCell]]) -> bool:
    """A label in one cell and the name beside it: "Priority 1" | "Early Identification"."""
    (first, label), (second, _name) = own
    if second > first + 2:
        return False
    words = column_rules().headings
    match = _label((*words.priority_words, *words.lesser_words)).match(f"{label.text}")
    return bool(match) and not label.text[match.end() if match else 0 :].strip(" :–-")


def priority_above(texts: Sequence[str]) -> str | None:
    """The priority that a row above the header names, in one cell or in two; None when it names none."""
    if not texts or not has_priority_label(texts[0]):
        return None
    if priority_name(texts[0]) != texts[0].strip() or len(texts) == 1:
        return texts[0]
    return f"{texts[0].rstrip(' :')}: {texts[1]}"


@dataclass
class Groups:
    """The priority and outcome in force, row by row."""

    priority: str | None = None
    outcome: str | None = None
    _labelled: bool = field(default=False)

    def add(self, text: str) -> None:
        """Take in a heading row."""
        if len(text) > _LONGEST_GROUP or names_nothing(text):
            return
        if has_priority_label(text):
            self.priority, self.outcome, self._labelled = priority_name(text), None, True
        elif has_lesser_label(text) or self._labelled:
            self.outcome = text
        else:
            self.priority, self.outcome = priority_name(text), None
