"""Tunes the encoder's last layers so that its vectors tell risks from ordinary messages, and learns what reads them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.safeguarding.learned import FROZEN, SCALE, TUNED, Change, Changes, Head, Tuned
from evals.learning.encoder import MASKED, RANK, Matrix, Tape, embeddings, layers_of

PASSES, BATCH, RATE, DECAY = 4, 32, 1e-3, 0.01
WARM_UP, LAST_RATE = 0.06, 0.02  # shares of the steps and of the rate
DROPPED, DROPPED_FROM_HEAD = 0.1, 0.2
SMOOTHED = 0.05  # nobody is quite sure of a label
KIND_SHARE = 0.4  # how much the kind of risk counts beside whether it is one
LENGTHS = (8, 12, 16, 20, 24, 32, 48, 64)  # tokens that messages are filled up to, so that they share a batch
_FIRST, _SECOND, _TINY = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


class _Batch(NamedTuple):
    hidden: Matrix
    mask: Matrix
    targets: NDArray[np.int64]


class Tuner:
    """Holds what the frozen layers make of the messages, and learns the layers above from it."""

    def __init__(self, weights: dict[str, Matrix], ids: Sequence[Sequence[int]]) -> None:
        """Run the messages through the frozen layers, once."""
        self._layers = layers_of(weights)[FROZEN:]
        frozen = layers_of(weights)[:FROZEN]
        self._ids = [one[: LENGTHS[-1]] for one in ids]
        self._lengths = np.array([next(most for most in LENGTHS if most >= len(one)) for one in self._ids])
        self._hidden: list[Matrix] = [np.zeros((0, 0), np.float32)] * len(self._ids)
        for rows in self._batches(np.arange(len(self._ids)), BATCH, None):
            numbers, mask = self._padded(rows)
            hidden = embeddings(weights, numbers)
            for layer in frozen:
                hidden = layer.forward(hidden, _padding(mask), {}, None, {})
            for row, one in zip(rows, hidden, strict=True):
                self._hidden[row] = one[: len(self._ids[row])].copy()

    def fit(self, rows: NDArray[np.int64], targets: NDArray[np.int64], kinds: int, seed: int = 0) -> Tuned:
        """Learn from some of the messages. ``targets``: for all of them 0 for no risk, or the kind's number from 1."""
        rng = np.random.default_rng(seed)
        changes: Changes = [
            {name: _first_change(layer.weights[f"{name}.weight"], rng) for name in TUNED} for layer in self._layers
        ]
        size = self._hidden[0].shape[1]
        head = Head(np.zeros((size, kinds + 1), np.float32), np.zeros(kinds + 1, np.float32))
        adam = _Adam([*(part for one in changes for change in one.values() for part in change), *head])
        steps = PASSES * len(list(self._batches(rows, BATCH, None)))
        done = 0
        for _ in range(PASSES):
            for chosen in self._batches(rows, BATCH, rng):
                gradients = self._gradients(self._batch(chosen, targets), changes, head, rng)
                adam.step(gradients, _rate(done / steps))
                done += 1
        return Tuned(changes, head)

    def scores(self, rows: NDArray[np.int64], tuned: Tuned) -> Matrix:
        """What the head makes of some of the messages."""
        out = np.zeros((len(self._ids), len(tuned.head.bias)), np.float32)
        for chosen in self._batches(rows, BATCH, None):
            batch = self._batch(chosen, np.zeros(len(self._ids), np.int64))
            hidden = batch.hidden
            for layer, changes in zip(self._layers, tuned.changes, strict=True):
                hidden = layer.forward(hidden, _padding(batch.mask), changes, None, {})
            out[chosen] = _pooled(hidden, batch.mask)[0] * SCALE @ tuned.head.weights + tuned.head.bias
        chosen_scores: Matrix = out[rows]
        return chosen_scores

    def _gradients(self, batch: _Batch, changes: Changes, head: Head, rng: np.random.Generator) -> list[Matrix]:
        hidden, padding = batch.hidden, _padding(batch.mask)
        tapes: list[Tape] = [{} for _ in changes]
        for layer, change, tape in zip(self._layers, changes, tapes, strict=True):
            drop = (_dropped(hidden.shape, DROPPED, rng), _dropped(hidden.shape, DROPPED, rng))
            hidden = layer.forward(hidden, padding, change, drop, tape)
        unit, length = _pooled(hidden, batch.mask)
        kept = _dropped(unit.shape, DROPPED_FROM_HEAD, rng) * SCALE
        off = _off(unit * kept @ head.weights + head.bias, batch.targets)
        back = off @ head.weights.T * kept
        back = (back - unit * (back * unit).sum(axis=1, keepdims=True)) / length
        share = batch.mask / batch.mask.sum(axis=1, keepdims=True)
        wanted: Matrix = back[:, None, :] * share[:, :, None]
        found: Changes = [{} for _ in changes]
        for place in range(len(changes) - 1, -1, -1):
            wanted = self._layers[place].backward(wanted, changes[place], tapes[place], found[place])
        parts = [part for one in found for name in TUNED for part in one[name]]
        return [*parts, (unit * kept).T @ off, off.sum(axis=0)]

    def _batches(
        self, rows: NDArray[np.int64], most: int, rng: np.random.Generator | None
    ) -> Iterator[NDArray[np.int64]]:
        """The rows by length, in batches; mixed by ``rng``."""
        found: list[NDArray[np.int64]] = []
        for length in LENGTHS:
            alike = rows[self._lengths[rows] == length]
            alike = rng.permutation(alike) if rng else alike
            found += [alike[start : start + most] for start in range(0, len(alike), most)]
        for place in rng.permutation(len(found)) if rng else range(len(found)):
            yield found[place]

    def _padded(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Matrix]:
        length = int(self._lengths[rows[0]])
        numbers, mask = np.zeros((len(rows), length), np.int64), np.zeros((len(rows), length), np.float32)
        for place, row in enumerate(rows):
            numbers[place, : len(self._ids[row])] = self._ids[row]
            mask[place, : len(self._ids[row])] = 1
        return numbers, mask

    def _batch(self, rows: NDArray[np.int64], targets: NDArray[np.int64]) -> _Batch:
        mask = self._padded(rows)[1]
        hidden = np.zeros((*mask.shape, self._hidden[0].shape[1]), np.float32)
        for place, row in enumerate(rows):
            hidden[place, : len(self._hidden[row])] = self._hidden[row]
        return _Batch(hidden, mask, targets[rows])


class _Adam:
    """Adam with decay of the weights, and the gradient cut to length 1."""

    def __init__(self, parts: Sequence[Matrix]) -> None:
        self._parts = parts
        self._mean = [np.zeros_like(part) for part in parts]
        self._square = [np.zeros_like(part) for part in parts]
        self._steps = 0

    def step(self, gradients: Sequence[Matrix], rate: float) -> None:
        self._steps += 1
        cut = min(1.0, 1.0 / (float(np.sqrt(sum(float((one * one).sum()) for one in gradients))) + 1e-9))
        for part, gradient, mean, square in zip(self._parts, gradients, self._mean, self._square, strict=True):
            gradient = gradient * np.float32(cut)
            mean += (1 - _FIRST) * (gradient - mean)
            square += (1 - _SECOND) * (gradient * gradient - square)
            first = mean / (1 - _FIRST**self._steps)
            second = square / (1 - _SECOND**self._steps)
            part -= np.float32(rate) * (first / (np.sqrt(second) + _TINY) + np.float32(DECAY) * part)


def _off(scores: Matrix, targets: NDArray[np.int64]) -> Matrix:
    """The loss's gradient: by whether it is a risk, and less by its kind."""
    share = softmax(scores)
    wanted = np.eye(scores.shape[1], dtype=np.float32)[targets] * (1 - SMOOTHED) + SMOOTHED / scores.shape[1]
    is_risk = (targets > 0).astype(np.float32) * (1 - SMOOTHED) + SMOOTHED / 2
    chance = 1 - share[:, :1]
    within = share / np.maximum(chance, 1e-9)
    within[:, 0] = -1
    off = (chance - is_risk[:, None]) * within + KIND_SHARE * (share - wanted)
    out: Matrix = (off / len(targets)).astype(np.float32)
    return out


def softmax(scores: Matrix) -> Matrix:
    """Each row as shares of 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    share: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return share


def _first_change(weight: Matrix, rng: np.random.Generator) -> Change:
    """A change of nothing, that learning can start from."""
    out, given = weight.shape
    down = rng.normal(0, 1 / np.sqrt(given), (RANK, given)).astype(np.float32)
    return Change(down, np.zeros((out, RANK), np.float32))


def _pooled(hidden: Matrix, mask: Matrix) -> tuple[Matrix, Matrix]:
    mean = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    length = np.linalg.norm(mean, axis=1, keepdims=True)
    return mean / length, length


def _padding(mask: Matrix) -> Matrix:
    out: Matrix = (1 - mask) * MASKED
    return out


def _dropped(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Matrix:
    kept = rng.random(shape, dtype=np.float32) >= share
    return (kept / np.float32(1 - share)).astype(np.float32)


def _rate(done: float) -> float:
    """Up in a straight line, then down along half a wave."""
    if done < WARM_UP:
        return RATE * done / WARM_UP
    along = (done - WARM_UP) / (1 - WARM_UP)
    return float(RATE * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + np.cos(np.pi * along))))
