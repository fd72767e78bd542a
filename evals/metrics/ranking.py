"""Whether the right passages come first."""

from collections.abc import Sequence
from math import log2

from evals.cases import Case
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen

DEPTH = 5


def score_ranking(case: Case, seen: Seen) -> Scores:
    """Of the passages that the answer cites and looked at, in their order. Each right passage is as good as another."""
    if not case.expected.passages:
        return {}
    right = [any(passage.is_named_by(name) for name in case.expected.passages) for passage in seen.ranked]
    return score_ranks(right)


def score_ranks(right: Sequence[bool]) -> Scores:
    """The measures of a list of passages, best first, each right or not."""
    return {
        Measure.RECALL_1: float(any(right[:1])),
        Measure.RECALL_3: float(any(right[:3])),
        Measure.RECALL_5: float(any(right[:DEPTH])),
        Measure.MRR: reciprocal_rank(right),
        Measure.NDCG_5: ndcg(right, DEPTH),
    }


def reciprocal_rank(right: Sequence[int]) -> float:
    """One over the place of the first right passage, 0 without one (Voorhees 1999)."""
    return next((1 / place for place, is_right in enumerate(right, 1) if is_right), 0.0)


def ndcg(right: Sequence[bool], depth: int) -> float:
    """The discounted gain of the first ``depth``, as a share of the best order (Järvelin and Kekäläinen 2002).

    Gain is 1 for a right passage, divided by the logarithm to base 2 of its place plus one. What is not in the list
    at all cannot be known here, so the best order is the best of this list.
    """
    best = discounted_gain(sorted(right, reverse=True)[:depth])
    return discounted_gain(right[:depth]) / best if best else 0.0


def discounted_gain(grades: Sequence[int]) -> float:
    """The grades of a list (a right passage is 1), each divided by the logarithm to base 2 of its place plus one."""
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, 1))
