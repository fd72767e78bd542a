"""Words: how texts are cut into stems, and the BM25 index over them."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import bm25s
import numpy as np
import simplemma
import Stemmer
from numpy.typing import NDArray

_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z%]*|[a-z]+(?:['’][a-z]+)*|&")
_STEMMER = Stemmer.Stemmer("english")

# Words that carry grammar, not subject. Question words are here too: what is asked *for* is judged elsewhere.
STOPWORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both
    but by can can't could did didn't do does doesn't doing don't down during each few for from further get gets got
    had has have having he her here hers him his how i i'd i'm i've if in into is isn't it it's its itself just let
    like me more most my no nor not now of off on once only or other our ours out over own please really said same
    say says shall she should so some such tell than that that's the their theirs them then there these they this
    those through to too under until up us very was wasn't we were what what's when where which while who who's whom
    whose why will with would you your yours yes & hi hello thanks thank know want need find anyone someone something
    anything give actually currently exactly ok okay""".split()
)


class Word(NamedTuple):
    """One word of a text: as written (lower case), as stemmed, and where it stands."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one lower-case word, its possessive dropped: of its lemma, so that "overseen" meets "oversees"."""
    bare = re.sub(r"['’]s?$", "", word)
    if not bare.isalpha() or simplemma.is_known(bare, lang="en"):
        return str(_STEMMER.stemWord(simplemma.lemmatize(bare, lang="en").lower()))
    # A word that English does not know is a name: Poole is no pool, but two SENCOs are SENCOs.
    return bare.removesuffix("s") if len(bare) > 4 else bare


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[Word, ...]:
    """All words and numbers of a text, in order."""
    return tuple(
        Word(match.group(), stem(match.group()), match.start(), match.end()) for match in _WORD.finditer(text.lower())
    )


def content_stems(text: str) -> list[str]:
    """The stems of a text's words, without the stopwords."""
    return [word.stem for word in words_of(text) if word.text not in STOPWORDS]


class WordIndex:
    """BM25 over the stems of a set of texts, saved as a folder."""

    def __init__(self, bm25: bm25s.BM25, size: int) -> None:
        """Wrap a made index over ``size`` texts."""
        self._bm25 = bm25
        self._size = size
        self._vocabulary: dict[str, int] = bm25.vocab_dict

    @classmethod
    def build(cls, texts: list[str]) -> "WordIndex":
        """Index the texts; a text's number is its place in the list."""
        bm25 = bm25s.BM25(k1=1.2, b=0.6)
        bm25.index([content_stems(text) or [""] for text in texts], show_progress=False)
        return cls(bm25, len(texts))

    def save(self, folder: Path) -> None:
        """Write the index to a folder."""
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> "WordIndex":
        """Read an index that ``save`` wrote."""
        return cls(bm25s.BM25.load(str(folder)), size)

    def scores(self, stems: list[str]) -> NDArray[np.float32]:
        """The BM25 score of every text for these stems, in the order of the texts."""
        known = [word for word in stems if word in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores
