"""A second look, for what no rule was written for: is a sentence more like the examples of risk than like ordinary ones?

The examples and the embedder are local. It only adds to what the rules recognise.
"""

import re
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind
from retrieval.embedding import Embedder

NEAREST = 3  # how many of the nearest examples of a kind are averaged
MARGIN = 0.04  # by how much they must be nearer than the ordinary ones: see docs/decisions/safeguarding.md
LEAST = 0.45  # and how near they must be at least
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
_MOST_SENTENCES = 24
_SHORTEST = 20
_LONGEST = 600


class Examples(BaseModel):
    """Messages of each kind of risk, and ordinary ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    risks: dict[RiskKind, tuple[str, ...]]
    ordinary: tuple[str, ...]


@cache
def examples() -> Examples:
    """The examples, read once."""
    text = (files("bot.safeguarding") / "examples.yaml").read_text(encoding="utf-8")
    return Examples.model_validate(yaml.safe_load(text))


class Alike(BaseModel):
    """A piece of a message that is like the examples of a kind of risk."""

    model_config = ConfigDict(frozen=True)

    kind: RiskKind
    start: int
    end: int
    margin: float


class Likeness:
    """Holds the examples as vectors, about 160 KB a hundred; made once, as it embeds all examples."""

    def __init__(self, embedder: Embedder) -> None:
        """Embed the examples. Raises EmbeddingError."""
        known = examples()
        self._embedder = embedder
        self._kinds = tuple(kind for kind, texts in known.risks.items() for _ in texts)
        risky = [text for texts in known.risks.values() for text in texts]
        vectors = embedder.embed([*risky, *known.ordinary])
        self._risky, self._ordinary = vectors[: len(risky)], vectors[len(risky) :]

    def look(self, text: str) -> Alike | None:
        """The piece of the message that is most like a risk, if it is like enough. Raises EmbeddingError."""
        pieces = _pieces(text)
        if not pieces:
            return None
        vectors = self._embedder.embed([text[start:end] for start, end in pieces])
        risky, ordinary = vectors @ self._risky.T, vectors @ self._ordinary.T
        near = _nearest(risky)
        margins = np.where(near >= LEAST, near - _nearest(ordinary), -1)
        best = int(margins.argmax())
        if margins[best] < MARGIN:
            return None
        kinds = [self._kinds[place] for place in np.argsort(risky[best])[::-1][:NEAREST]]
        kind = max(kinds, key=kinds.count)
        start, end = pieces[best]
        return Alike(kind=kind, start=start, end=end, margin=float(margins[best]))


def _nearest(likeness: np.ndarray) -> np.ndarray:
    return np.sort(likeness, axis=1)[:, -NEAREST:].mean(axis=1)


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
