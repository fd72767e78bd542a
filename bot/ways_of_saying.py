"""Ways of saying a thing, kept in data files: phrases that are looked for in a question by the stems of their words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from retrieval.words import Word, words_of

GAP = 4  # words that "..." in a phrase may stand for, at most
# The stem of "don't" is that of "do"; here what is denied must not pass for what is said.
_NOT = re.compile(r"\w+n't|cannot|dont|doesnt|didnt|wont|cant|couldnt|isnt|wasnt|havent|hasnt")


class Said(NamedTuple):
    """Where a phrase stands in a question, in characters, and how many words it has: the more, the surer."""

    start: int
    end: int
    words: int


class Heard:
    """A question as stems, in which phrases are looked for."""

    def __init__(self, question: str) -> None:
        """Take the question as it was typed."""
        self._words = words_of(question.replace("’", "'"))
        stems = [_stem(word) for word in self._words]
        self._stems = " ".join(stems)
        self._met = frozenset(stems)

    def spans(self, phrases: Iterable[str]) -> list[Said]:
        """Every place where one of the phrases is said, in the order of the phrases.

        A phrase is words, whatever their endings; "..." stands for up to four words between them.
        """
        return [
            self._said(match.start(), match.end(), _parts(phrase))
            for phrase in phrases
            if _needed(phrase) <= self._met
            for match in _pattern(phrase).finditer(self._stems)
        ]

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether any of the phrases is said."""
        return any(_pattern(phrase).search(self._stems) for phrase in phrases if _needed(phrase) <= self._met)

    def finds(self, ways: "Ways") -> list[Said]:
        """Every place where one of the ways is said, in order."""
        return [self._said(match.start(), match.end(), len(match.group().split())) for match in ways.found(self._stems)]

    def _said(self, start: int, end: int, parts: int) -> Said:
        first = self._stems.count(" ", 0, start)
        last = self._stems.count(" ", 0, end)
        return Said(self._words[first].start, self._words[last].end, parts)


def _stem(word: Word) -> str:
    return "not" if _NOT.fullmatch(word.text) else word.stem


def _parts(phrase: str) -> int:
    return len(words_of(phrase))


@lru_cache(maxsize=5_000)
def _needed(phrase: str) -> frozenset[str]:
    """The stems without which a phrase is not said: most questions lack one, and are not searched for it."""
    return frozenset(_stem(word) for word in words_of(phrase))


@lru_cache(maxsize=5_000)
def _pattern(phrase: str) -> re.Pattern[str]:
    pieces = [" ".join(re.escape(_stem(word)) for word in words_of(piece)) for piece in phrase.split("...")]
    return re.compile(r"(?<!\S)" + rf"(?: \S+){{0,{GAP}}} ".join(pieces) + r"(?!\S)")


class Ways:
    """Ways of saying with groups: ``<child>`` in a phrase stands for any phrase of the group ``child``."""

    def __init__(self, phrases: Iterable[str], groups: Mapping[str, Iterable[str]]) -> None:
        """Take the phrases and the groups that they name; a group may name others. Raises KeyError for one unknown."""
        ways = sorted({_with_groups(phrase, groups) for phrase in phrases}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\S)(?:{'|'.join(ways)})(?!\S)") if ways else None

    def found(self, stems: str) -> Iterable[re.Match[str]]:
        """Where they are said among the stems of a question."""
        return self._pattern.finditer(stems) if self._pattern else ()


_PIECE = re.compile(r"<(?P<group>\w+)>|[^<>]+")


def _with_groups(phrase: str, groups: Mapping[str, Iterable[str]]) -> str:
    """The pattern of a phrase over stems."""
    between = rf"(?: \S+){{0,{GAP}}} "
    return between.join(" ".join(_pieces(part, groups)) for part in phrase.split("..."))


def _pieces(part: str, groups: Mapping[str, Iterable[str]]) -> Iterable[str]:
    for match in _PIECE.finditer(part):
        if match["group"]:
            ways = sorted({_with_groups(phrase, groups) for phrase in groups[match["group"]]}, key=len, reverse=True)
            yield f"(?:{'|'.join(ways)})"
        elif words := words_of(match.group()):
            yield " ".join(re.escape(_stem(word)) for word in words)
