"""A second look, for what no rule was written for: is a sentence more like examples of risk than ordinary ones?

The weights are learned from the examples by learn.py; the embedder is local.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind
from retrieval.embedding import Embedder
from retrieval.words import words_of

# How likely a sentence must be a risk where no rule says so, and where one does: see docs/decisions/safeguarding.md.
ALONE, BESIDE_A_RULE = 0.55, 0.25
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
_MOST_SENTENCES = 24
_SHORTEST = 12
_LONGEST = 600


class Alike(BaseModel):
    """A piece of a message that is like the examples of a kind of risk; ``chance`` from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    kind: RiskKind
    start: int
    end: int
    chance: float


class Likeness:
    """Looks at the sentences of a message, one vector each."""

    def __init__(self, embedder: Embedder) -> None:
        """``embedder`` must be the local one that the weights were learned with."""
        self.embedder = embedder

    def look(self, text: str) -> Alike | None:
        """The piece of the message that is most like a risk; none of a word or two. Raises EmbeddingError."""
        pieces = _pieces(text)
        if not pieces:
            return None
        words, weights, bias = _learned()
        texts = [text[start:end] for start, end in pieces]
        scores = np.hstack([self.embedder.embed(texts), word_signs(texts, words)]) @ weights + bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = raised / raised.sum(axis=1, keepdims=True)
        best = int(np.argmin(chances[:, 0]))
        chance = 1 - float(chances[best, 0])
        start, end = pieces[best]
        return Alike(kind=list(RiskKind)[int(np.argmax(chances[best, 1:]))], start=start, end=end, chance=chance)


def grams(text: str) -> set[str]:
    """The stems of a text, and each two that follow one another: what likeness of meaning overlooks."""
    stems = [word.stem for word in words_of(text)]
    return {*stems, *(f"{one} {other}" for one, other in pairwise(stems))}


def word_signs(texts: Sequence[str], words: Mapping[str, int]) -> NDArray[np.float32]:
    """One row a text: which of the known words and pairs it has, each row of length 1."""
    signs = np.zeros((len(texts), len(words)), dtype=np.float32)
    for row, text in enumerate(texts):
        known = [words[word] for word in grams(text) if word in words]
        if known:
            signs[row, known] = 1 / np.sqrt(len(known))
    return signs


@cache
def _learned() -> tuple[dict[str, int], NDArray[np.float32], NDArray[np.float32]]:
    learned = json.loads((files("bot.safeguarding") / "weights.json").read_text(encoding="utf-8"))
    words = {word: number for number, word in enumerate(learned["words"])}
    return words, np.array(learned["weights"], dtype=np.float32), np.array(learned["bias"], dtype=np.float32)


def _pieces(text: str) -> list[tuple[int, int]]:
    """The sentences of a message, and the whole of a short one."""
    pieces = [(0, min(len(text), _LONGEST))] if len(text.strip()) >= _SHORTEST else []
    start = 0
    for gap in [*_SENTENCE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end - start >= _SHORTEST and (start, end) != (0, len(text)):
            pieces.append((start, min(end, start + _LONGEST)))
        start = gap.end() if gap else end
    return pieces[:_MOST_SENTENCES]
