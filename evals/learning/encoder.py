"""The encoder's layers in NumPy, forwards and backwards, so that learning needs no other library.

Its published weights stay as they are. What is learned is added to them: for each weight two thin matrices, whose
product is the change. Signpost itself runs the finished model with ONNX Runtime and never imports this.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.safeguarding.learned import STRENGTH, Change

Matrix = NDArray[np.float32]
Tape = dict[str, Any]  # what a layer keeps from its way forwards for its way back

RANK = 8
HEADS = 12
EPSILON = np.float32(1e-12)
MASKED = np.float32(-1e9)


class Layer:
    """One layer with its published weights, by their names without the layer's."""

    def __init__(self, weights: dict[str, Matrix]) -> None:
        """Take the weights; they are not changed."""
        self.weights = weights

    def forward(
        self, hidden: Matrix, mask: Matrix, changes: dict[str, Change], drop: tuple[Matrix, Matrix] | None, tape: Tape
    ) -> Matrix:
        """The layer's output for (texts, tokens, size). ``drop`` multiplies what each half adds, when learning."""
        shape = hidden.shape
        heads = {
            part: _split(self._dense(hidden, f"attention.self.{part}", changes, tape), shape)
            for part in ("query", "key", "value")
        }
        scale = np.float32(1 / np.sqrt(shape[2] // HEADS))
        weighed = heads["query"] @ heads["key"].transpose(0, 1, 3, 2) * scale + mask[:, None, None, :]
        share = np.exp(weighed - weighed.max(axis=-1, keepdims=True))
        share /= share.sum(axis=-1, keepdims=True)
        mixed = (share @ heads["value"]).transpose(0, 2, 1, 3).reshape(shape)
        added = self._dense(mixed, "attention.output.dense", changes, tape)
        middle = self._norm(hidden + (added if drop is None else added * drop[0]), "attention.output.LayerNorm", tape)
        inner = self._dense(middle, "intermediate.dense", changes, tape)
        bent, slope = _gelu(inner)
        added = self._dense(bent, "output.dense", changes, tape)
        tape.update(heads=heads, share=share, scale=scale, slope=slope, drop=drop)
        return self._norm(middle + (added if drop is None else added * drop[1]), "output.LayerNorm", tape)

    def backward(self, wanted: Matrix, changes: dict[str, Change], tape: Tape, found: dict[str, Change]) -> Matrix:
        """From the output's gradient to the input's; the gradients of the changes are put into ``found``."""
        drop, shape = tape["drop"], wanted.shape
        total = self._norm_back(wanted, "output.LayerNorm", tape)
        inner = self._dense_back(total if drop is None else total * drop[1], "output.dense", changes, tape, found)
        middle = total + self._dense_back(inner * tape["slope"], "intermediate.dense", changes, tape, found)
        total = self._norm_back(middle, "attention.output.LayerNorm", tape)
        mixed = self._dense_back(
            total if drop is None else total * drop[0], "attention.output.dense", changes, tape, found
        )
        heads, share = tape["heads"], tape["share"]
        mixed = _split(mixed, shape)
        from_share = mixed @ heads["value"].transpose(0, 1, 3, 2)
        weighed = share * (from_share - (from_share * share).sum(axis=-1, keepdims=True)) * tape["scale"]
        parts = {
            "query": weighed @ heads["key"],
            "key": weighed.transpose(0, 1, 3, 2) @ heads["query"],
            "value": share.transpose(0, 1, 3, 2) @ mixed,
        }
        for part, gradient in parts.items():
            joined = gradient.transpose(0, 2, 1, 3).reshape(shape)
            total = total + self._dense_back(joined, f"attention.self.{part}", changes, tape, found)
        return total

    def _dense(self, value: Matrix, name: str, changes: dict[str, Change], tape: Tape) -> Matrix:
        weight = self.weights[f"{name}.weight"]
        if name in changes:
            weight = weight + changes[name].whole
        tape[name] = (value, weight)
        out: Matrix = _flat(value) @ weight.T + self.weights[f"{name}.bias"]
        return out.reshape(*value.shape[:2], -1)

    def _dense_back(
        self, wanted: Matrix, name: str, changes: dict[str, Change], tape: Tape, found: dict[str, Change]
    ) -> Matrix:
        value, weight = tape[name]
        flat, given = _flat(wanted), _flat(value)
        if name in changes:
            down, up = changes[name]
            for_down, for_up = (flat @ up).T @ given, flat.T @ (given @ down.T)
            found[name] = Change((STRENGTH * for_down).astype(np.float32), (STRENGTH * for_up).astype(np.float32))
        back: Matrix = flat @ weight
        return back.reshape(value.shape)

    def _norm(self, value: Matrix, name: str, tape: Tape) -> Matrix:
        middle = value - value.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + EPSILON)
        even = middle / spread
        tape[name] = (even, spread)
        out: Matrix = even * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out

    def _norm_back(self, wanted: Matrix, name: str, tape: Tape) -> Matrix:
        even, spread = tape[name]
        scaled = wanted * self.weights[f"{name}.weight"]
        mean, along = scaled.mean(axis=-1, keepdims=True), (scaled * even).mean(axis=-1, keepdims=True)
        out: Matrix = (scaled - mean - even * along) / spread
        return out


def embeddings(weights: dict[str, Matrix], ids: NDArray[np.int64]) -> Matrix:
    """What the first layer is given for (texts, tokens)."""
    total = weights["embeddings.word_embeddings.weight"][ids]
    total = total + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    total = total + weights["embeddings.token_type_embeddings.weight"][0]
    named = {name.removeprefix("embeddings."): value for name, value in weights.items() if "embeddings.Layer" in name}
    return Layer(named)._norm(total, "LayerNorm", {})


def layers_of(weights: dict[str, Matrix]) -> list[Layer]:
    """The encoder's layers, first to last."""
    numbers = sorted({int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")})
    starts = [f"encoder.layer.{number}." for number in numbers]
    return [
        Layer({name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)})
        for start in starts
    ]


def _flat(value: Matrix) -> Matrix:
    return value.reshape(-1, value.shape[-1])


def _split(value: Matrix, shape: tuple[int, ...]) -> Matrix:
    return value.reshape(shape[0], shape[1], HEADS, -1).transpose(0, 2, 1, 3)


def _gelu(value: Matrix) -> tuple[Matrix, Matrix]:
    """Gelu and its slope. The error function as Abramowitz and Stegun give it (7.1.26): NumPy has none."""
    half = value * np.float32(1 / np.sqrt(2))
    step = 1 / (1 + np.float32(0.3275911) * np.abs(half))
    bell = np.exp(-half * half)
    series = np.float32(1.061405429) * step - np.float32(1.453152027)
    for factor in (1.421413741, -0.284496736, 0.254829592):
        series = series * step + np.float32(factor)
    below = 0.5 * (1 + np.sign(half) * (1 - series * step * bell))
    return value * below, below + value * bell * np.float32(1 / np.sqrt(2 * np.pi))
