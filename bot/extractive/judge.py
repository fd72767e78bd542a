"""Judges candidates with learned weights: which sentence answers best, and whether it answers at all."""

from functools import cache
from importlib.resources import files
from operator import attrgetter

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bot.extractive.kinds import AnswerKind, can_be_seen
from bot.extractive.match import Candidate, Measures
from bot.understand import Understanding

_MEASURES = attrgetter(*Measures.model_fields)
_KINDS_APART = (AnswerKind.YES_NO, AnswerKind.LIST, AnswerKind.REASON)


class Weights(BaseModel):
    """The weights of weights.yaml, learned by evals/learning/ranking.py from the development questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    learned_from: str
    rank: dict[str, float]
    answers: dict[str, float]
    bias: float
    threshold: float


@cache
def weights() -> Weights:
    """The weights, read once."""
    text = (files("bot.extractive") / "weights.yaml").read_text(encoding="utf-8")
    return Weights.model_validate(yaml.safe_load(text))


def signs(candidate: Candidate, asked: Understanding) -> dict[str, float]:
    """What speaks for or against a candidate being an answer, by name.

    Each measure counts twice: once for all questions, once more where the kind asked for can be seen
    in a sentence, because there the other measures matter less.
    """
    measures = candidate.measures.model_dump()
    seen = float(can_be_seen(asked.kind))
    lacks = float(seen and measures["kind"] < 0.3)
    headless = float(asked.head is not None and measures["head_near"] == 0)
    return {
        **measures,
        **{f"seen_{name}": value * seen for name, value in measures.items()},
        "seen": seen,
        "lacks_kind": lacks,
        "lacks_head": headless,
        "lacks_both": lacks * headless,
        "covered_well": measures["covered_near"] ** 2,
        "much_alike": measures["likeness"] ** 2,
        "long_question": len(asked.terms) / 10,
        **{f"is_{kind.value}": float(asked.kind is kind) for kind in _KINDS_APART},
    }


def rank(candidates: list[Candidate]) -> list[tuple[float, Candidate]]:
    """The candidates with their scores, best first; on a tie the one that search liked better."""
    if not candidates:
        return []
    given = weights().rank
    vector: NDArray[np.float64] = np.array([given[name] for name in Measures.model_fields])
    scores = np.array([_MEASURES(candidate.measures) for candidate in candidates], dtype=np.float64) @ vector
    return [(float(scores[place]), candidates[place]) for place in np.argsort(-scores, kind="stable")]


def chance(candidate: Candidate, asked: Understanding) -> float:
    """How likely it is, from 0 to 1, that the candidate answers the question."""
    given = weights()
    total = given.bias + sum(given.answers[name] * value for name, value in signs(candidate, asked).items())
    return float(1 / (1 + np.exp(-total)))
