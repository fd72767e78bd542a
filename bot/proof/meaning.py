"""Loads meaning.yaml: which words mean the same, which add nothing, and which change what a sentence claims."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.vocabulary import glossary
from retrieval.thesaurus import Phrase, Thesaurus, phrase_of

_FIELD = re.compile(r"\\\{(\w+)\\\}")


class Telling(BaseModel):
    """A pattern of sentence, and other ways to say just the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str = Field(alias="as")
    others: tuple[str, ...] = Field(alias="or")

    def told(self, sentence: str) -> list[str]:
        """The other ways to say a sentence of this pattern; none when it is of another."""
        wanted = _FIELD.sub(lambda field: f"(?P<{field[1]}>[^;:]+?)", re.escape(self.pattern).replace(r"\ ", " "))
        found = re.fullmatch(wanted, sentence.strip().removesuffix("."))
        return [other.format(**found.groupdict()) for other in self.others] if found else []


class Meaning(BaseModel):
    """The lists of meaning.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    same: tuple[tuple[str, ...], ...]
    free: frozenset[str]
    you: tuple[str, ...]
    narrows: frozenset[str]
    turns: frozenset[str]
    asides: tuple[str, ...]
    may_go: tuple[str, ...]
    tellings: tuple[Telling, ...]


@cache
def meaning() -> Meaning:
    """The lists, read once."""
    return Meaning.model_validate(yaml.safe_load((files("bot.proof") / "meaning.yaml").read_text(encoding="utf-8")))


@cache
def same_meaning() -> Thesaurus:
    """The phrases that may stand in for one another."""
    return Thesaurus(meaning().same)


@cache
def family_words() -> frozenset[Phrase]:
    """What "you" may stand for."""
    return frozenset(phrase_of(name) for name in meaning().you)


@cache
def _long_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each acronym's long form as people write it, with or without its commas."""
    terms = [term for term in glossary() if term.short.isupper() and len(term.long.split()) > 2]
    longest_first = sorted(terms, key=lambda term: -len(term.long))
    return tuple(
        (re.compile(r",?\s+".join(map(re.escape, term.long.replace(",", "").split())), re.IGNORECASE), term.short)
        for term in longest_first
    )


def with_acronyms(text: str) -> str:
    """The text with long forms put as their acronyms, and "SEND (SEND)" as SEND."""
    text = re.sub(r"education, health and care \(EHC\)|EHC \(education, health and care\)", "EHC", text)
    for pattern, short in _long_forms():
        text = pattern.sub(short, text)
    return re.sub(r"\b([A-Z]{2,})s?,? \(\1s?\)", r"\1", text)
