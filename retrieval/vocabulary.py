"""What words a ring has, and how much each of them says."""

import math
from collections.abc import Sequence
from functools import cache

from retrieval.spelling import Spelling, english_words
from retrieval.thesaurus import Phrase, terms
from retrieval.words import stem, words_of

EVERYDAY = (20_000_000, 2_000_000_000)  # occurrences in the English list: from here a word counts for less, to here
LEAST = 0.4


class Vocabulary:
    """The words of a ring's passages and titles."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the words and stems of the texts."""
        self._size = len(texts)
        self._texts_with: dict[str, int] = {}
        counts: dict[str, int] = {}
        for text in texts:
            words = words_of(text)
            for word in words:
                counts[word.text] = counts.get(word.text, 0) + 1
            for stemmed in {word.stem for word in words}:
                self._texts_with[stemmed] = self._texts_with.get(stemmed, 0) + 1
        self.spelling = Spelling(counts, terms().words)

    def rarity(self, phrase: Phrase) -> float:
        """How much a phrase says: the inverse text frequency of its rarest word, as BM25 counts it.

        A small library has few texts to count in, so everyday words count for less, whatever it holds.
        """
        rarest = min((self._texts_with.get(stem, 0) for stem in phrase), default=0)
        return math.log(1 + (self._size - rarest + 0.5) / (rarest + 0.5)) * max(map(uncommon, phrase), default=1.0)

    def has(self, phrase: Phrase) -> bool:
        """Whether every word of a phrase occurs."""
        return all(stem in self._texts_with for stem in phrase)


@cache
def _stem_counts() -> dict[str, int]:
    """How often each stem occurs in everyday English."""
    counts: dict[str, int] = {}
    for word, count in english_words().items():
        if count >= EVERYDAY[0]:
            counts[stem(word)] = counts.get(stem(word), 0) + count
    return counts


def uncommon(word: str) -> float:
    """1 for a word that is rare in everyday English, falling to LEAST for the commonest."""
    low, high = EVERYDAY
    count = min(max(_stem_counts().get(word, 0), low), high)
    return 1 - (1 - LEAST) * math.log(count / low) / math.log(high / low)
