"""How a message is worded: its words, words beside one another and runs of letters, weighed by what was learned.

The encoder sees what is meant; this sees how it is said, slips and text speak among it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.safeguarding.signs import rules

PLACES = 2**15  # among which words and runs are spread by their sum; a few share one
SHORTEST_RUN, LONGEST_RUN = 2, 5  # letters
LONGEST_WORD = 20
STEPS, RATE, HELD = 400, 4.0, np.float32(0.9)
RIDGE = np.float32(2e-5)


class Weighing(NamedTuple):
    """What each place weighs, and what is added for nothing."""

    weights: NDArray[np.float32]
    bias: float


def wording_scores(texts: Iterable[str], weighing: Weighing) -> NDArray[np.float32]:
    """How much the wording of each text speaks for a risk: the log of the odds."""
    return np.array(
        [weighing.bias + sum(float(weighing.weights[at].sum()) * worth for at, worth in signs(text)) for text in texts],
        np.float32,
    )


def signs(text: str) -> tuple[tuple[NDArray[np.int64], float], ...]:
    """The places of the words and of the runs of letters, and what one of each is worth: each list has length 1."""
    tokens = rules().reader.read(text)
    stems = [token.stem for token in tokens]
    words = {*stems, *(f"{one} {other}" for one, other in pairwise(stems))}
    runs = {
        f"#{padded[start : start + size]}"
        for piece in text.lower().replace("'", "").replace("’", "").split()
        for padded in (f" {piece[:LONGEST_WORD]} ",)
        for size in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for start in range(len(padded) - size + 1)
    }
    return tuple((_places(some), 1 / max(1.0, len(some)) ** 0.5) for some in (words, runs))


def learn_wording(texts: Sequence[str], is_risk: NDArray[np.bool_]) -> Weighing:
    """Logistic regression by gradient descent with momentum."""
    each = [signs(text) for text in texts]
    places = np.concatenate([at for one in each for at, _ in one])
    worth = np.concatenate([np.full(len(at), value, np.float32) for one in each for at, value in one])
    rows = np.repeat(np.arange(len(texts)), [sum(len(at) for at, _ in one) for one in each])
    weights, bias = np.zeros(PLACES, np.float32), 0.0
    speed, bias_speed = np.zeros(PLACES, np.float32), 0.0
    for _ in range(STEPS):
        score = np.bincount(rows, weights[places] * worth, len(texts)) + bias
        off = (1 / (1 + np.exp(-score)) - is_risk) / len(texts)
        gradient = np.bincount(places, worth * off[rows], PLACES).astype(np.float32)
        speed = (HELD * speed - np.float32(RATE) * (gradient + RIDGE * weights)).astype(np.float32)
        bias_speed = float(HELD) * bias_speed - RATE * float(off.sum())
        weights, bias = weights + speed, bias + bias_speed
    return Weighing(weights, bias)


def _places(names: Iterable[str]) -> NDArray[np.int64]:
    return np.array(sorted(crc32(name.encode()) % PLACES for name in names), np.int64)
