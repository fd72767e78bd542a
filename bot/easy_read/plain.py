"""Plain English: official words, and the everyday words that say the same."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.proof.meaning import same_meaning
from retrieval.thesaurus import Thesaurus
from retrieval.words import STOPWORDS, words_of


class ActionWords(BaseModel):
    """How the parts of an action are introduced."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    who: str
    when: str
    nobody: str
    no_date: str


class Asks(BaseModel):
    """How simpler words are asked for: one of the signs, and beside it only words that ask for nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signs: tuple[str, ...]
    beside: frozenset[str]


class PlainEnglish(BaseModel):
    """plain.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    asks: Asks
    label: str = Field(min_length=1)
    action: ActionWords
    guards: dict[str, tuple[str, ...]]
    light: tuple[str, ...]
    words: dict[str, str]


@cache
def plain_english() -> PlainEnglish:
    """The words, read once."""
    text = (files("bot.easy_read") / "plain.yaml").read_text(encoding="utf-8")
    return PlainEnglish.model_validate(yaml.safe_load(text))


def in_plain_words(text: str) -> str:
    """A text with official words put into everyday ones."""

    def swapped(match: re.Match[str]) -> str:
        plain = plain_english().words[match.group().lower()]
        return plain[0].upper() + plain[1:] if match.group()[0].isupper() else plain

    return _pattern().sub(swapped, text)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(plain_english().words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _plain_meaning() -> Thesaurus:
    return Thesaurus(plain_english().words.items())


def has_no_new_words(lines: str, statement: str) -> bool:
    """Whether every word of content comes from the statement, or means the same as words of it."""
    stems = f" {' '.join(word.stem for word in words_of(statement))} "

    def is_known(stem: str) -> bool:
        others = same_meaning().others((stem,)) | _plain_meaning().others((stem,))
        return any(f" {' '.join(phrase)} " in stems for phrase in ((stem,), *others))

    return all(
        word.text in STOPWORDS
        or word.text in plain_english().light
        or _is_part_of_plain(word.stem)
        or is_known(word.stem)
        for word in words_of(lines)
    )


@cache
def _plain_stems() -> frozenset[str]:
    return frozenset(word.stem for plain in plain_english().words.values() if " " in plain for word in words_of(plain))


def _is_part_of_plain(stem: str) -> bool:
    """Whether a word belongs to an everyday phrase, such as "make sure"."""
    return stem in _plain_stems()


@cache
def _guard_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![\w'])"))
        for name, words in plain_english().guards.items()
    )


def guards_in(text: str) -> frozenset[str]:
    """The classes of words in a lower-case text that change what it claims, such as duties and denials."""
    found = {name for name, pattern in _guard_patterns() if pattern.search(text)}
    return frozenset(found | ({"not"} if re.search(r"n['’]t\b", text) else set()))
