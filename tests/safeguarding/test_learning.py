"""How the second look is learned: gradients are right, the same messages give the same, and little is kept."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.safeguarding.learned import TUNED, Change, Head, Learned, Tuned, learned, pack, unpack
from bot.safeguarding.wording import PLACES, Weighing, learn_wording, wording_scores
from evals.learning.encoder import RANK, Layer, Tape
from evals.learning.variants import variants

SIZE, INNER = 24, 48
TEXTS = ["my dad hits me", "he hurts me at night", "when is the annual review", "who writes the plan for my son"]
ARE_RISKS = np.array([1, 2, 0, 0])


def _random(rng: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return rng.normal(0, 0.3, shape).astype(np.float32)


@pytest.fixture
def layer() -> Layer:
    rng = np.random.default_rng(1)
    shapes = dict.fromkeys(TUNED, (SIZE, SIZE))
    shapes |= {"intermediate.dense": (INNER, SIZE), "output.dense": (SIZE, INNER)}
    weights = {f"{name}.weight": _random(rng, *shape) for name, shape in shapes.items()}
    weights |= {f"{name}.bias": _random(rng, shape[0]) for name, shape in shapes.items()}
    for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
        weights |= {f"{norm}.weight": 1 + _random(rng, SIZE), f"{norm}.bias": _random(rng, SIZE)}
    return Layer(weights)


@pytest.fixture
def changes(layer: Layer) -> dict[str, Change]:
    rng = np.random.default_rng(2)
    return {
        name: Change(_random(rng, RANK, layer.weights[f"{name}.weight"].shape[1]), _random(rng, len(weight), RANK))
        for name in TUNED
        for weight in (layer.weights[f"{name}.weight"],)
    }


@pytest.mark.parametrize("name", TUNED)
@pytest.mark.parametrize("side", Change._fields)
def test_a_gradient_is_what_a_small_step_changes(
    layer: Layer, changes: dict[str, Change], name: str, side: str
) -> None:
    rng = np.random.default_rng(3)
    hidden, wanted = _random(rng, 2, 5, SIZE), _random(rng, 2, 5, SIZE)
    mask = np.zeros((2, 5), np.float32)
    tape: Tape = {}
    found: dict[str, Change] = {}
    layer.forward(hidden, mask, changes, None, tape)
    layer.backward(wanted, changes, tape, found)
    step, part = np.float32(0.01), getattr(changes[name], side)

    def worth(by: np.float32) -> float:
        part[1, 2] += by
        out = float((layer.forward(hidden, mask, changes, None, {}) * wanted).sum(dtype=np.float64))
        part[1, 2] -= by
        return out

    measured = (worth(step) - worth(-step)) / (2 * float(step))
    assert getattr(found[name], side)[1, 2] == pytest.approx(measured, rel=0.03, abs=0.01)


def test_wording_is_learned_and_stands_up_to_slips() -> None:
    weighing = learn_wording(TEXTS, ARE_RISKS > 0)
    scores = wording_scores(["my dad hitts me", "when is the anual review"], weighing)
    assert scores[0] > 0 > scores[1]


def test_variants_are_the_same_for_the_same_messages_and_keep_their_labels() -> None:
    rows = np.arange(len(TEXTS))
    assert variants(TEXTS, ARE_RISKS, rows) == variants(TEXTS, ARE_RISKS, rows)
    more, told = variants(TEXTS, ARE_RISKS, rows)
    assert len(more) == len(told)
    assert told[: len(TEXTS)] == ARE_RISKS.tolist()


def _some(changes: dict[str, Change]) -> tuple[Tuned, Weighing]:
    rng = np.random.default_rng(4)
    return Tuned([changes], Head(_random(rng, SIZE, 9), _random(rng, 9))), Weighing(_random(rng, PLACES), 0.25)


def test_what_is_packed_comes_out_again_and_is_the_same_for_the_same(changes: dict[str, Change]) -> None:
    tuned, weighing = _some(changes)
    assert pack(tuned, weighing) == pack(tuned, weighing)
    out = unpack(pack(tuned, weighing))
    assert len(out.tuning.added) == len(TUNED)
    assert out.weighing.bias == weighing.bias
    assert np.allclose(out.head.weights, tuned.head.weights)


def test_the_odds_grow_with_the_wording(changes: dict[str, Change]) -> None:
    known: Learned = unpack(pack(*_some(changes)))
    vectors = _random(np.random.default_rng(5), 1, SIZE)
    assert known.odds(vectors, np.array([1.0], np.float32)) > known.odds(vectors, np.array([0.0], np.float32))


def test_what_was_learned_is_small_and_names_itself() -> None:
    file = Path(__file__).parents[2] / "bot" / "safeguarding" / "weights.npz"
    assert file.stat().st_size < 1_500_000
    assert len(learned().tuning.name) == 64
