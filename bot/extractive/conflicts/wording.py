"""The words that tell two matters apart, from matters.yaml."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from retrieval.thesaurus import Phrase, phrase_of
from retrieval.words import words_of


class Wording(BaseModel):
    """matters.yaml. Phrases are matched word by word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    marked: dict[str, tuple[str, ...]]
    opposed: tuple[tuple[tuple[str, ...], ...], ...]
    relations: dict[str, tuple[str, ...]]
    not_due: tuple[str, ...]
    light: str


@cache
def _wording() -> Wording:
    text = (files("bot.extractive.conflicts") / "matters.yaml").read_text(encoding="utf-8")
    return Wording.model_validate(yaml.safe_load(text))


@cache
def _marked() -> dict[str, tuple[Phrase, ...]]:
    return {name: tuple(map(_as_written, words)) for name, words in _wording().marked.items()}


@cache
def _relations() -> dict[str, tuple[Phrase, ...]]:
    return {name: tuple(map(phrase_of, words)) for name, words in _wording().relations.items()}


@cache
def _opposed() -> tuple[tuple[tuple[Phrase, ...], ...], ...]:
    return tuple(tuple(tuple(map(phrase_of, group)) for group in line) for line in _wording().opposed)


@cache
def light_stems() -> frozenset[str]:
    """Words that carry no matter of their own."""
    return frozenset(word.stem for word in words_of(_wording().light))


@cache
def relation_stems() -> frozenset[str]:
    """Every single word that says how a party stands to a thing."""
    return frozenset(phrase[0] for phrases in _relations().values() for phrase in phrases if len(phrase) == 1)


def _as_written(text: str) -> Phrase:
    return tuple(word.text for word in words_of(text))


def _line(text: str) -> str:
    return f" {' '.join(word.stem for word in words_of(text))} "


def _stands(phrases: tuple[Phrase, ...], line: str) -> bool:
    return any(f" {' '.join(phrase)} " in line for phrase in phrases)


def marks_of(text: str) -> frozenset[str]:
    """The classes of marked words in a text."""
    line = f" {' '.join(_as_written(text))} "
    return frozenset(name for name, phrases in _marked().items() if _stands(phrases, line))


def relations_of(text: str) -> frozenset[str]:
    """What somebody is said to be to a thing."""
    line = _line(text)
    return frozenset(name for name, phrases in _relations().items() if _stands(phrases, line))


@cache
def _not_due() -> tuple[Phrase, ...]:
    return tuple(map(phrase_of, _wording().not_due))


def tells_of_another_day(text: str) -> bool:
    """Whether the words before a date tell of a start, a meeting or the like."""
    return _stands(_not_due(), _line(text))


def are_opposed(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two claims have words of different groups of one line, and of no group of it both.

    Each claim is given as texts; the first that has words of a line speaks for it.
    """
    for groups in _opposed():
        mine, theirs = (_first_groups(groups, texts) for texts in (one, other))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _first_groups(groups: tuple[tuple[Phrase, ...], ...], texts: Sequence[str]) -> set[int]:
    for text in texts:
        line = _line(text)
        found = {place for place, group in enumerate(groups) if _stands(group, line)}
        if found:
            return found
    return set()
