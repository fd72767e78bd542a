"""What was learned (evals/learning), as weights.npz holds it: a tuned encoder, its head, and how wording weighs."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.safeguarding.wording import Weighing
from retrieval.embedding import LocalEmbedder, Tuning, Vectors, model_file, prepare_model

WORDING_SHARE = np.float32(0.3)  # how much the wording counts beside the meaning: see docs/decisions/safeguarding.md


FROZEN = 4  # layers that stay as they are; those above them are tuned
SCALE = np.float32(4.0)  # of the unit vectors, for the head
STRENGTH = np.float32(2.0)
TUNED = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
Matrix = NDArray[np.float32]


class Change(NamedTuple):
    """A change of one weight: ``STRENGTH * up @ down``."""

    down: Matrix
    up: Matrix

    @property
    def whole(self) -> Matrix:
        """What is added to the weight."""
        return STRENGTH * (self.up @ self.down)


Changes = list[dict[str, Change]]


class Head(NamedTuple):
    """What reads a vector: one column for no risk, then one a kind."""

    weights: Matrix
    bias: Matrix


class Tuned(NamedTuple):
    """What was learned: the changes of each tuned layer, and the head."""

    changes: Changes
    head: Head


class Learned(NamedTuple):
    """All that was learned."""

    tuning: Tuning
    head: Head
    weighing: Weighing

    def odds(self, vectors: Vectors, wording: Vectors) -> Vectors:
        """The log of the odds that each text speaks of a risk, from its vector and its wording."""
        scores = self.kinds(vectors)
        top = scores[:, 1:].max(axis=1, keepdims=True)
        risk = np.log(np.exp(scores[:, 1:] - top).sum(axis=1)) + top[:, 0]
        odds: Vectors = (risk - scores[:, 0] + WORDING_SHARE * wording).astype(np.float32)
        return odds

    def kinds(self, vectors: Vectors) -> Vectors:
        """How each text scores as no risk, and as each kind."""
        scores: Vectors = (vectors * SCALE @ self.head.weights + self.head.bias).astype(np.float32)
        return scores


def tuned_embedder(models: Path) -> LocalEmbedder:
    """The encoder as it was tuned, for ``Likeness``. Raises EmbeddingError."""
    return LocalEmbedder(models, threads=1, tuning=learned().tuning)


def prepare_tuned(models: Path) -> Path:
    """Write the tuned encoder's file unless it is there, so that no message waits for it. Raises EmbeddingError."""
    return prepare_model(models, tuning=learned().tuning)


def tuned_file(models: Path) -> Path:
    """Where the tuned encoder's file is, or will be."""
    return model_file(models, learned().tuning)


@cache
def learned() -> Learned:
    """What was learned, read once."""
    return unpack((files("bot.safeguarding") / "weights.npz").read_bytes())


def pack(tuned: Tuned, weighing: Weighing) -> bytes:
    """All that was learned as the bytes of a file: the same for the same."""
    out = BytesIO()
    parts = {
        f"layer.{FROZEN + number}.{name}.{side}": getattr(changes[name], side).astype(np.float16)
        for number, changes in enumerate(tuned.changes)
        for name in TUNED
        for side in Change._fields
    }
    parts |= {"head.weights": tuned.head.weights, "head.bias": tuned.head.bias}
    parts |= {"wording.weights": weighing.weights.astype(np.float16), "wording.bias": np.array([weighing.bias])}
    np.savez_compressed(out, **parts)
    return out.getvalue()


def unpack(data: bytes) -> Learned:
    """What ``pack`` packed."""
    parts = np.load(BytesIO(data))
    added = {}
    for part in parts.files:
        if part.startswith("layer.") and part.endswith(".down"):
            name = part.removesuffix(".down")
            change = Change(parts[part].astype(np.float32), parts[f"{name}.up"].astype(np.float32))
            added[f"encoder.{name}.weight"] = change.whole
    return Learned(
        tuning=Tuning(name=sha256(data).hexdigest(), added=added),
        head=Head(parts["head.weights"], parts["head.bias"]),
        weighing=Weighing(parts["wording.weights"].astype(np.float32), float(parts["wording.bias"][0])),
    )
