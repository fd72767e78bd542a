"""Knows the columns of plans by what they are called, by the rules in columns.yaml."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.actions.organisations import Organisations
from knowledge.actions.rules import column_rules

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_IS = re.compile(r"\b(who|what|where|when|how|it)'s\b")
_BEFORE_OF = re.compile(r"\s(?:for|of|to|in|on|against)\s")
_MOST_WORDS = 9
_LONGEST = 90


class Field(StrEnum):
    """What a column of a plan holds."""

    REF = "ref"
    PRIORITY = "priority"
    OUTCOME = "outcome"
    ACTION = "action"
    OWNER = "owner"
    ORGANISATION = "organisation"
    OWNER_TICK = "owner_tick"
    SUPPORT = "support"
    START = "start"
    DUE = "due"
    DUE_REVISED = "due_revised"
    STATUS = "status"
    RAG = "rag"
    PROGRESS = "progress"
    MEASURE = "measure"
    NOTES = "notes"
    OTHER = "other"


OWNING = frozenset({Field.OWNER, Field.ORGANISATION, Field.OWNER_TICK})
DATING = frozenset({Field.DUE, Field.DUE_REVISED})
STATING = frozenset({Field.STATUS, Field.RAG, Field.PROGRESS})
TELLING = OWNING | DATING | STATING


@dataclass(frozen=True)
class Heading:
    """What a heading was taken for: the field, the name that it was known by, and how well."""

    field: Field
    name: str
    rank: int
    exact: bool


@dataclass(frozen=True)
class Column:
    """A column of one table: its place, its heading as written, and what it holds."""

    index: int
    written: str
    heading: Heading | None
    organisation: str | None = None

    @property
    def field(self) -> Field | None:
        """What the column holds; None when its heading could not be mapped."""
        return self.heading.field if self.heading else None


def plain_heading(text: str) -> str:
    """Write a heading for looking it up: lower case, words only."""
    words = text.casefold().replace("&", " and ").replace("’", "'").replace("'ll ", " will ")
    words = _IS.sub(r"\1 is", words).replace("'", "")
    return " ".join(re.sub(r"[^\w#%]+", " ", words).split())


@lru_cache(maxsize=4_000)
def field_of(text: str) -> Heading | None:
    """What a column with this heading holds; None when the rules do not say."""
    if not text.strip() or len(text) > _LONGEST:
        return None
    outside = _BRACKETS.sub(" ", text)
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    whole = _exact(plain_heading(outside)) or _exact(plain_heading(text))
    if whole:
        return whole
    parts = [found for part in re.split(r"[/|\n]", outside) if (found := _exact(plain_heading(part)))]
    # "Objective / Action" holds the action, and "Start / end" the end, whatever else they hold.
    parts.sort(key=lambda heading: (heading.field is not Field.ACTION, heading.field is not Field.DUE))
    parts.extend(found for part in inside if (found := _exact(plain_heading(part))))
    tries = (outside, text, *re.split(r"[/|\n]", outside))
    return next(iter(parts), None) or next((f for each in tries if (f := _within(plain_heading(each)))), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[Field, int]]:
    names: dict[str, tuple[Field, int]] = {}
    for field, aliases in column_rules().fields.items():
        for rank, alias in enumerate(aliases):
            names.setdefault(plain_heading(alias), (Field(field), rank))
    return names


@lru_cache(maxsize=1)
def _names_with_more() -> frozenset[str]:
    """The names that are known within a longer heading: short words mean too many things there."""
    short = set(column_rules().short_names_with_more)
    return frozenset(name for name in _names() if " " in name or len(name) >= 5 or name in short)


def _exact(plain: str) -> Heading | None:
    names = _names()
    if plain in names:
        return Heading(names[plain][0], plain, names[plain][1], exact=True)
    qualifiers = set(column_rules().qualifiers)
    words = plain.split()
    while words and words[0] in qualifiers:
        words = words[1:]
    while words and words[-1] in qualifiers:
        words = words[:-1]
    bare = " ".join(words)
    if bare and bare != plain and bare in names:
        return Heading(names[bare][0], bare, names[bare][1], exact=True)
    return None


def _within(plain: str) -> Heading | None:
    """Find a name at the end of a longer heading, where English puts the thing itself, or at its start."""
    if len(plain.split()) > _MOST_WORDS:
        return None
    head = _BEFORE_OF.split(plain)[0]
    for text in (head, plain) if head != plain else (plain,):
        exact = _exact(text) if text != plain else None
        if exact:
            return exact
        found = _at_edge(text)
        if found:
            return found
    return None


def _at_edge(text: str) -> Heading | None:
    words, known = text.split(), _names_with_more()
    for count in range(len(words) - 1, 0, -1):
        for name in (" ".join(words[-count:]), " ".join(words[:count])):
            if name in known:
                field, rank = _names()[name]
                return Heading(field, name, rank, exact=False)
    return None


def owning_organisation(text: str, organisations: Organisations) -> str | None:
    """The organisation that a heading names: "Lead (NHS Dorset)", "DPCC"."""
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    outside = _BRACKETS.sub(" ", text).strip()
    for each in (outside, *inside, *re.split(r"\s*(?:[:/|\n]|\s[–-]\s)\s*", outside)):
        # Plain words such as "health" or "school" are too common in headings to name an organisation there.
        if sum(letter.isupper() for letter in each) > 1 and (found := organisations.organisation(each.strip())):
            return found
    beside = organisations.beside(outside)
    return beside[0] if beside else None
