"""Writes the messages to learn from once more, as somebody in a hurry would, and some beside others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SLIPS = 0.12  # of the words that are long enough for one
SHORTEST = 5  # letters of a word that may hold a slip
WITHOUT_APOSTROPHES = 0.5  # of the messages
JOINED = 0.2  # of the risks stand beside an ordinary message once more, and as many ordinary ones beside another


def variants(
    texts: Sequence[str], targets: NDArray[np.int64], rows: NDArray[np.int64], seed: int = 0
) -> tuple[list[str], list[int]]:
    """More messages with their targets, made of those in ``rows``: the same for the same messages."""
    rng = np.random.default_rng(seed)
    more = [_with_slips(texts[row], rng) for row in rows]
    told = [int(targets[row]) for row in rows]
    risks, ordinary = rows[targets[rows] > 0], rows[targets[rows] == 0]
    for row in rng.choice(risks, int(JOINED * len(risks)), replace=False):
        more.append(_joined(texts[row], texts[rng.choice(ordinary)], rng))
        told.append(int(targets[row]))
    for row in rng.choice(ordinary, int(JOINED * len(risks)), replace=False):
        more.append(_joined(texts[row], texts[rng.choice(ordinary)], rng))
        told.append(0)
    return more, told


def _joined(one: str, other: str, rng: np.random.Generator) -> str:
    first, second = (one, other) if rng.random() < 0.5 else (other, one)
    return f"{first.rstrip('.')}. {second}"


def _with_slips(text: str, rng: np.random.Generator) -> str:
    if rng.random() < WITHOUT_APOSTROPHES:
        text = text.replace("'", "").replace("’", "")
    return " ".join(
        _slip(word, rng) if len(word) >= SHORTEST and rng.random() < SLIPS else word for word in text.split()
    )


def _slip(word: str, rng: np.random.Generator) -> str:
    """A letter left out, two swapped, or one doubled; never the first."""
    at, kind = int(rng.integers(1, len(word) - 1)), int(rng.integers(3))
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]
