"""Learns the second look's weights from the examples, and prints how it does on messages that it was not given.

    python -m bot.safeguarding.learn FOLDER_OF_MODELS [MORE_MESSAGES.yaml ...]

Overwrites weights.json. More messages are files as the golden sets of development are: ``cases``, each with ``text`` or
``question`` and, if it is a risk, its ``kind``. The same messages give the same weights.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.safeguarding.examples import Examples, examples
from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.likeness import grams, word_signs
from retrieval.embedding import LocalEmbedder

STEPS, RATE = 500, 2.0
RIDGE = 1e-4
FOLDS = 2
FEWEST = 4  # messages that a word or a pair must stand in to count
OUT = Path(__file__).with_name("weights.json")
Matrix = NDArray[Any]


def main() -> int:
    """Run the command."""
    embedder = LocalEmbedder(Path(sys.argv[1]))
    labelled = [*_labelled(examples()), *(one for file in sys.argv[2:] for one in _cases(Path(file)))]
    texts, labels = zip(*labelled, strict=True)
    words = sorted(word for word, count in Counter(w for t in texts for w in grams(t)).items() if count >= FEWEST)
    signs = np.hstack([embedder.embed(list(texts)), word_signs(texts, {word: n for n, word in enumerate(words)})])
    targets = np.array([list(RiskKind).index(label) + 1 if label else 0 for label in labels])
    _cross_validate(signs, targets)
    weights, bias = _fit(signs, targets)
    learned = {"version": examples().version, "words": words, "bias": bias.round(3).tolist()}
    OUT.write_text(json.dumps({**learned, "weights": weights.round(3).tolist()}) + "\n", encoding="utf-8")
    print(f"{len(texts)} examples, {(targets > 0).sum()} of risk. Written to {OUT.name}.")
    return 0


def _labelled(known: Examples) -> Iterator[tuple[str, RiskKind | None]]:
    for kind, texts in known.risks.items():
        yield from ((text, kind) for text in texts)
    yield from ((text, None) for text in known.ordinary)


def _cases(file: Path) -> Iterator[tuple[str, RiskKind | None]]:
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]:
        yield case.get("text") or case["question"], RiskKind(case["kind"]) if "kind" in case else None


def _fit(vectors: Matrix, targets: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Multinomial logistic regression by plain gradient descent with momentum; class 0 is no risk."""
    classes = len(RiskKind) + 1
    wanted = np.eye(classes, dtype=np.float32)[targets]
    weights, bias = np.zeros((vectors.shape[1], classes), np.float32), np.zeros(classes, np.float32)
    speed: Matrix = np.zeros_like(weights)
    bias_speed: Matrix = np.zeros_like(bias)
    for _ in range(STEPS):
        off: Matrix = (_softmax(vectors @ weights + bias) - wanted) / np.float32(len(vectors))
        speed = 0.9 * speed - RATE * (vectors.T @ off + RIDGE * weights)
        bias_speed = 0.9 * bias_speed - RATE * off.sum(axis=0)
        weights, bias = weights + speed, bias + bias_speed
    return weights, bias


def _softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    share: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return share


def _cross_validate(vectors: Matrix, targets: NDArray[np.int64]) -> None:
    order = np.random.default_rng(7).permutation(len(vectors))
    chance = np.zeros(len(vectors), np.float32)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        rest = np.setdiff1d(order, held)
        weights, bias = _fit(vectors[rest], targets[rest])
        chance[held] = 1 - _softmax(vectors[held] @ weights + bias)[:, 0]
    for threshold in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        seen = (chance[targets > 0] >= threshold).mean()
        false = (chance[targets == 0] >= threshold).mean()
        print(f"from {threshold:.1f}: {seen:.1%} of risks recognised, {false:.1%} of ordinary messages taken for one")


if __name__ == "__main__":
    sys.exit(main())
