"""The words that tell two matters apart, from matters.yaml."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from retrieval.thesaurus import Phrase, everyday, phrase_of, terms
from retrieval.words import stem, words_of

_NOT_BEFORE = re.compile(
    r"\bnot\b(?=.*\b(?:before|until|earlier than|later than|more than|less than)\b)", re.IGNORECASE | re.DOTALL
)


_VERB = re.compile(r"(?:is|are|was|were|will|would|has|have)\b")
Beside = tuple[str, str, str]
FAR = 99
NEARLY = 1  # words further off than the nearest and still beside a value


class Wording(BaseModel):
    """matters.yaml. Phrases are matched word by word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    marked: dict[str, tuple[str, ...]]
    opposed: tuple[tuple[tuple[str, ...], ...], ...]
    alike: tuple[tuple[str, ...], ...]
    relations: dict[str, tuple[str, ...]]
    not_due: tuple[str, ...]
    light_phrases: tuple[str, ...]
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
def light_phrases() -> re.Pattern[str]:
    """Phrases that carry no matter, though their words may."""
    return re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in _wording().light_phrases), re.IGNORECASE)


@cache
def _alike() -> dict[str, frozenset[str]]:
    groups = [frozenset(stem(word) for word in group) for group in _wording().alike]
    return {one: frozenset().union(*(group for group in groups if one in group)) for group in groups for one in group}


@cache
def alike(one: str) -> frozenset[str]:
    """The stems that may stand for a stem in another document, itself among them."""
    others = everyday().others((one,)) | terms().others((one,))
    return frozenset({one, *(other[0] for other in others if len(other) == 1)}) | _alike().get(one, frozenset())


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
    """The classes of marked words in a text. "Not before May" says May."""
    line = f" {' '.join(_as_written(_NOT_BEFORE.sub(' ', text)))} "
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


def are_opposed(one: Beside, other: Beside) -> bool:
    """Whether each of two claims has words of a group of one line, of which the other has none.

    Each claim is given as the words right before its value, those right after it, and its clause. The word
    nearest to the value speaks for it; only where none there is of the line, all of the clause does.
    """
    for groups in _opposed():
        mine, theirs = (_groups_of(groups, *texts) for texts in (one, other))
        if mine - theirs and theirs - mine:
            return True
    return False


def _groups_of(groups: tuple[tuple[Phrase, ...], ...], before: str, after: str, clause: str) -> set[int]:
    gaps = {place: min(_gap(phrase, before, after) for phrase in group) for place, group in enumerate(groups)}
    nearest = min(gaps.values())
    if nearest < FAR:
        return {place for place, gap in gaps.items() if gap <= nearest + NEARLY}
    line = _line(clause)
    return {place for place, group in enumerate(groups) if _stands(group, line)}


def _gap(phrase: Phrase, before: str, after: str) -> int:
    """How many words stand between a value and a phrase right before or after it; FAR where it does not stand there."""
    behind = _first_place(phrase[::-1], [word.stem for word in words_of(before)][::-1])
    ahead = _first_place(phrase, [word.stem for word in words_of(after)]) if _VERB.match(after) else FAR
    return min(behind, ahead)


def _first_place(phrase: Phrase, stems: list[str]) -> int:
    places = (place for place in range(len(stems)) if tuple(stems[place : place + len(phrase)]) == phrase)
    return next(places, FAR)
