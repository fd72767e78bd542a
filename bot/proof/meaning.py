"""Loads meaning.yaml: which words mean the same, which add nothing, and which change what a sentence claims."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from knowledge.vocabulary import glossary
from retrieval.thesaurus import Phrase, Thesaurus, phrase_of
from retrieval.words import stem


class Meaning(BaseModel):
    """The lists of meaning.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    same: tuple[tuple[str, ...], ...]
    light: frozenset[str]
    you: tuple[str, ...]
    pointing: frozenset[str]
    guards: dict[str, tuple[str, ...]]
    may_go: frozenset[str]
    may_go_guards: frozenset[str]

    @field_validator("light", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return frozenset(stem(word) for word in value.split()) if isinstance(value, str) else value


@cache
def meaning() -> Meaning:
    """The lists, read once."""
    return Meaning.model_validate(yaml.safe_load((files("bot.proof") / "meaning.yaml").read_text(encoding="utf-8")))


@cache
def same_meaning() -> Thesaurus:
    """The phrases that may stand in for one another, with the acronyms and long forms of the glossary."""
    return Thesaurus([*meaning().same, *(term.names for term in glossary())])


@cache
def family_words() -> frozenset[Phrase]:
    """What "you" may stand for."""
    return frozenset(phrase_of(name) for name in meaning().you)


@cache
def _guard_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(
                r"(?<![\w'])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?![\w'])"
            ),
        )
        for name, words in meaning().guards.items()
    )


def guards_in(words: str) -> frozenset[str]:
    """The classes of guarded words in a text of lower-case words."""
    found = {name for name, pattern in _guard_patterns() if pattern.search(words)}
    if re.search(r"n't\b", words):
        found.add("not")
    return frozenset(found)
