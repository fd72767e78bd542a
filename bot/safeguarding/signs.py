"""What speaks for a risk: the files ``people.yaml`` and ``signs.yaml``, and what they must hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import inf
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.patterns import (
    START,
    Owner,
    Pattern,
    Shelf,
    parse,
    put_in_order,
    rarest_step,
    step_commonness,
    words_in,
)
from bot.safeguarding.words import Reader
from retrieval.spelling import english_words
from retrieval.words import stem

Patterns = tuple[str, ...]
_NUMBERS = 1e9  # how often numbers are met, on the scale of the English list


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sign(_Entry):
    """Ways of saying that something is wrong."""

    kind: RiskKind
    says: Patterns
    of_self: bool = False
    """Whether the writer speaks of themselves, so that a parent's words are a parent's risk."""
    unless: tuple[str, ...] = ()
    """The contexts that turn it off."""
    denied: bool = True
    """Whether a denial just before the words turns it off."""


class Context(_Entry):
    """Talk that looks like a risk and is none."""

    says: Patterns
    reach: Literal["words", "sentence"]
    """How far it reaches: ``words`` (what it overlaps) or ``sentence``."""
    weak: bool = False
    """Whether a sign that names a particular person stands all the same."""


class _People(_Entry):
    version: int
    short_forms: dict[str, str]
    small_words: str
    denials: str
    parts: dict[str, Patterns]
    people: dict[str, Patterns]
    pronouns: dict[str, str]
    sexes: dict[str, str]
    voices: dict[str, Patterns]


class _Signs(_Entry):
    version: int
    groups: dict[str, Patterns]
    always_off: tuple[str, ...]
    contexts: dict[str, Context]
    signs: tuple[Sign, ...]

    @model_validator(mode="after")
    def _known_contexts(self) -> "_Signs":
        named = {*self.always_off, *(name for sign in self.signs for name in sign.unless)}
        if missing := sorted(named - self.contexts.keys()):
            raise ValueError(f"signs.yaml names contexts that it does not describe: {', '.join(missing)}")
        return self


class Rules(NamedTuple):
    """Both files, parsed, in the order in which they are looked for."""

    reader: Reader
    small_words: frozenset[str]
    denials: frozenset[str]
    parts: tuple[tuple[str, tuple[Pattern, ...]], ...]
    people: tuple[tuple[str, tuple[Pattern, ...]], ...]
    pronouns: dict[str, str]
    sexes: dict[str, str]
    groups: tuple[tuple[str, tuple[Pattern, ...]], ...]
    voices: Shelf[str]
    always_off: frozenset[str]
    contexts: dict[str, Context]
    talk: Shelf[str]
    signs: Shelf[Sign]


@cache
def rules() -> Rules:
    """The rules, read once. Raises ValueError for a file that is not as it should be."""
    people = _People.model_validate(_load("people.yaml"))
    signs = _Signs.model_validate(_load("signs.yaml"))
    groups = {**people.parts, **people.people, **signs.groups}
    texts = [
        *(text for patterns in groups.values() for text in patterns),
        *(text for sign in signs.signs for text in sign.says),
        *(text for context in signs.contexts.values() for text in context.says),
        *(text for patterns in people.voices.values() for text in patterns),
    ]
    ordered = put_in_order({**groups, "_all": tuple(texts)})[:-1]
    ready = {name: _parsed(groups[name]) for name in ordered}
    words = words_in(texts)
    commonness = _commonness(words, ready)

    def shelf(entries: Iterable[tuple[Owner, Patterns]]) -> Shelf[Owner]:
        return Shelf(((owner, pattern) for owner, says in entries for pattern in _parsed(says)), commonness)

    return Rules(
        reader=Reader(words, people.short_forms),
        small_words=frozenset(people.small_words.split()),
        denials=frozenset(people.denials.split()),
        parts=tuple((name, ready[name]) for name in ordered if name in people.parts),
        people=tuple((name, ready[name]) for name in ordered if name in people.people),
        pronouns={word: sex for sex, words in people.pronouns.items() for word in words.split()},
        sexes={word: sex for sex, words in people.sexes.items() for word in words.split()},
        groups=tuple((name, ready[name]) for name in ordered if name in signs.groups),
        voices=shelf((voice, says) for voice, says in people.voices.items()),
        always_off=frozenset(signs.always_off),
        contexts=signs.contexts,
        talk=shelf((name, context.says) for name, context in signs.contexts.items()),
        signs=shelf((sign, sign.says) for sign in signs.signs),
    )


def _commonness(words: Iterable[str], groups: Mapping[str, tuple[Pattern, ...]]) -> dict[str, float]:
    """How often each key is met, in occurrences in a large English corpus; of a group, by what it is made of."""
    met: dict[str, float] = defaultdict(float, {START: inf, "<number>": _NUMBERS})
    for word in words:
        count = english_words().get(word, 0)
        met["=" + word] = count
        met[stem(word)] += count
    for name, patterns in groups.items():
        met[f"<{name}>"] = sum(step_commonness(rarest_step(pattern, met), met) for pattern in patterns)
    return met


def _parsed(texts: Patterns) -> tuple[Pattern, ...]:
    return tuple(pattern for text in texts for pattern in parse(text))


def _load(name: str) -> object:
    return yaml.safe_load((files("bot.safeguarding") / name).read_text(encoding="utf-8"))
