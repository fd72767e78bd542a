"""Learns the second look's weights from the examples, and prints how it does on messages that it was not given.

    python -m evals.learning.risk [--aside FILE.yaml ...]

Learns from bot/safeguarding/examples.yaml and the development cases: those of safeguarding, and as ordinary messages
those that papers are asked. Overwrites weights.npz. With ``--aside`` nothing is written: it prints how the messages of
those files are judged, each in the shape of examples.yaml. The same messages give the same weights.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import load_file

from bot.safeguarding.examples import Examples, examples
from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.learned import WORDING_SHARE, Tuned, pack
from bot.safeguarding.wording import Weighing, learn_wording, wording_scores
from bot.settings import HOME, Settings
from evals.cases import Split, SuiteName
from evals.golden import load_tasks
from evals.learning.tuning import Tuner
from evals.learning.variants import variants
from retrieval.embedding import LocalEmbedder, weights_folder

OUT = HOME / "bot" / "safeguarding" / "weights.npz"
CHANCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Labelled = tuple[str, RiskKind | None]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aside", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    known = [*_labelled(examples()), *_development()]
    aside = [one for file in options.aside for one in _labelled(_read(file))]
    tuner, tuned, weighing = _learn(LocalEmbedder(Settings().models_folder), known, aside)
    if aside:
        _judge(tuner, tuned, weighing, len(known), aside)
        return 0
    OUT.write_bytes(pack(tuned, weighing))
    print(f"{len(known)} messages, {sum(kind is not None for _, kind in known)} of risk. Written to {OUT.name}.")
    return 0


def _read(file: Path) -> Examples:
    return Examples.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def _development() -> Iterator[Labelled]:
    for task in load_tasks(Split.DEV, [SuiteName.SAFEGUARDING, SuiteName.STRATEGY, SuiteName.REFUSALS]):
        yield task.case.question, task.case.expected.risk[0] if task.case.expected.risk else None


def _labelled(known: Examples) -> Iterator[Labelled]:
    for kind, texts in known.risks.items():
        yield from ((text, kind) for text in texts)
    yield from ((text, None) for text in known.ordinary)


def _targets(messages: Sequence[Labelled]) -> NDArray[np.int64]:
    return np.array([list(RiskKind).index(kind) + 1 if kind else 0 for _, kind in messages], np.int64)


def _learn(
    embedder: LocalEmbedder, known: Sequence[Labelled], aside: Sequence[Labelled]
) -> tuple[Tuner, Tuned, Weighing]:
    """Learn from the known messages and their variants; those aside are only made ready, behind the known ones."""
    texts, targets = [text for text, _ in known], _targets(known)
    more, told = variants(texts, targets, np.arange(len(texts)))
    every = [*texts, *(text for text, _ in aside), *more]
    labels = np.concatenate([targets, np.zeros(len(aside), np.int64), np.array(told, np.int64)])
    rows = np.concatenate([np.arange(len(texts)), np.arange(len(texts) + len(aside), len(every))])
    encoder = {
        name: value
        for name, value in load_file(weights_folder() / "model.safetensors").items()
        if value.dtype == np.float32
    }
    tuner = Tuner(encoder, [embedder.ids(text) for text in every])
    tuned = tuner.fit(rows, labels, len(RiskKind))
    return tuner, tuned, learn_wording([every[row] for row in rows], labels[rows] > 0)


def _judge(tuner: Tuner, tuned: Tuned, weighing: Weighing, first: int, aside: Sequence[Labelled]) -> None:
    scores = tuner.scores(np.arange(first, first + len(aside)), tuned)
    odds = np.logaddexp.reduce(scores[:, 1:], axis=1) - scores[:, 0]
    odds = odds + WORDING_SHARE * wording_scores([text for text, _ in aside], weighing)
    chance, is_risk = 1 / (1 + np.exp(-odds)), _targets(aside) > 0
    for least in CHANCES:
        seen, false = (chance[is_risk] >= least).mean(), (chance[~is_risk] >= least).mean()
        print(f"from {least:.1f}: {seen:.1%} of risks recognised, {false:.1%} of ordinary messages taken for one")


if __name__ == "__main__":
    sys.exit(main())
