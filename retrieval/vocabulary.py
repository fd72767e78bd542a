"""What words a ring has, and how much each of them says."""

import math
from collections.abc import Sequence

from retrieval.spelling import Spelling
from retrieval.thesaurus import Phrase
from retrieval.words import words_of


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
            for stem in {word.stem for word in words}:
                self._texts_with[stem] = self._texts_with.get(stem, 0) + 1
        self.spelling = Spelling(counts)

    def rarity(self, phrase: Phrase) -> float:
        """How much a phrase says: the inverse text frequency of its rarest word, as BM25 counts it."""
        rarest = min((self._texts_with.get(stem, 0) for stem in phrase), default=0)
        return math.log(1 + (self._size - rarest + 0.5) / (rarest + 0.5))

    def has(self, phrase: Phrase) -> bool:
        """Whether every word of a phrase occurs."""
        return all(stem in self._texts_with for stem in phrase)
