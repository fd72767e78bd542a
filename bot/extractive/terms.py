"""How far a text speaks of the words that a question turns on."""

import re
from functools import lru_cache

from bot.understand import Term
from retrieval.search import Found
from retrieval.thesaurus import Phrase
from retrieval.words import words_of

# What a term is worth when it is found as another word for it, or further off than in the sentence.
OTHER_WORD = 0.7
IN_PASSAGE = 0.75
IN_HEADING = 0.8
IN_TITLE = 0.6
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[frozenset[str], str]:
    # The words of a web address say where a page is kept, not what the sentence speaks of.
    stems = [word.stem for word in words_of(_ADDRESS.sub(" ", text))]
    return frozenset(stems), f" {' '.join(stems)} "


class Sought:
    """A term made ready to be looked for in many texts."""

    def __init__(self, phrase: Phrase, others: frozenset[Phrase]) -> None:
        """Part the term, and what else it may be called, into single words and phrases."""
        self._first = phrase[0]
        self._is_word = len(phrase) == 1
        self._own = _line(phrase)
        # A phrase may stand with other words between; each part must be there.
        self._parts = () if self._is_word else tuple(stem for stem in phrase if len(stem) > 2)
        self._words = frozenset(other[0] for other in others if len(other) == 1)
        self._phrases = tuple(_line(other) for other in others if len(other) > 1)
        self.all_stems = frozenset({*phrase, *(stem for other in others for stem in other)})

    def worth(self, text: str) -> float:
        """How far a text speaks of the term: 1 in its own words, less in others, 0 not at all."""
        if not text:
            return 0.0
        stems, line = _stems(text)
        if self._first in stems if self._is_word else self._own in line:
            return 1.0
        if not self._is_word and stems.issuperset(self._parts):
            return 0.9
        if not self._words.isdisjoint(stems):
            return OTHER_WORD
        for phrase in self._phrases:
            if phrase in line:
                return OTHER_WORD
        return 0.0

    def worth_here(self, sentence: str, label: str) -> float:
        """A label says what its line is about, so another word for the term in it is as good as the term."""
        return 1.0 if label and self.worth(label) > 0 else self.worth(sentence)

    def worth_around(self, found: Found, headings: str) -> float:
        """How far the passage, its headings and its document speak of the term, each for less than the sentence."""
        return max(
            IN_PASSAGE * self.worth(found.passage.text),
            IN_HEADING * self.worth(headings),
            IN_TITLE * self.worth(found.document.title),
        )


def _line(phrase: Phrase) -> str:
    return f" {' '.join(phrase)} "


def worth(term: Term, text: str) -> float:
    """How far a text speaks of a term: 1 in its own words, less in others, 0 not at all."""
    return sought(term).worth(text)


def sought(term: Term) -> Sought:
    """A term made ready, once."""
    return _sought(term.phrase, term.others)


@lru_cache(maxsize=2_000)
def _sought(phrase: Phrase, others: frozenset[Phrase]) -> Sought:
    return Sought(phrase, others)
