"""Two runs of the same cases held against each other: what changed, and whether it is chance."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import comb
from statistics import mean

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.cases import SuiteName
from evals.figures import Slice
from evals.metrics.measures import Measure, Scores
from evals.results import Outcome

RESAMPLES = 2_000
SEED = 20_261_124
CONFIDENCE = 0.95
MOST_FOR_CHANCE = 0.05


class Scored(BaseModel):
    """What a case scored, the mean of its repeats, and what the case was."""

    model_config = ConfigDict(frozen=True)

    id: str
    suite: SuiteName
    tags: tuple[str, ...]
    case: str
    scores: Scores


class ComparedFigure(BaseModel):
    """A figure before and after, of the cases that both runs asked.

    ``low`` and ``high`` bound the difference in 95 of 100 resamples. ``p``: how often chance alone would bring a
    difference as large. ``p_fall``: the same, of a fall as large.
    """

    model_config = ConfigDict(frozen=True)

    slice: Slice
    measure: Measure
    before: float
    after: float
    low: float
    high: float
    p: float
    p_fall: float
    better: int
    worse: int
    cases: int

    @property
    def difference(self) -> float:
        """How much more it is than before."""
        return self.after - self.before

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval of the difference leaves zero out."""
        return self.low > 0 or self.high < 0


class Flipped(BaseModel):
    """A case that was right before and is wrong now, or the other way round."""

    model_config = ConfigDict(frozen=True)

    before: Outcome
    after: Outcome


class Comparison(BaseModel):
    """All figures, and which cases could not be compared."""

    model_config = ConfigDict(frozen=True)

    figures: tuple[ComparedFigure, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changed: tuple[str, ...]


def scored(outcomes: Iterable[Outcome]) -> dict[str, Scored]:
    """The cases of a run with the means of their repeats."""
    repeats: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        repeats[outcome.task.id].append(outcome)
    return {
        id_: Scored(
            id=id_,
            suite=asked[0].task.suite,
            tags=asked[0].task.case.tags,
            case=asked[0].task.digest,
            scores={
                measure: mean(one.scores[measure] for one in asked)
                for measure in asked[0].scores
                if all(measure in one.scores for one in asked)
            },
        )
        for id_, asked in repeats.items()
    }


def compare(before: Mapping[str, Scored], after: Mapping[str, Scored], slices: Iterable[Slice]) -> Comparison:
    """Compare two runs, case by case. A case that was reworded between them is left out and named."""
    both = sorted(before.keys() & after.keys())
    changed = tuple(id_ for id_ in both if before[id_].case != after[id_].case)
    pairs = [(before[id_], after[id_]) for id_ in both if id_ not in set(changed)]
    return Comparison(
        figures=tuple(figure for one in slices for figure in _figures(one, pairs)),
        only_before=tuple(sorted(before.keys() - after.keys())),
        only_after=tuple(sorted(after.keys() - before.keys())),
        changed=changed,
    )


def _figures(one: Slice, pairs: list[tuple[Scored, Scored]]) -> Iterator[ComparedFigure]:
    mine = [pair for pair in pairs if pair[0].suite is one.suite and (one.tag is None or one.tag in pair[0].tags)]
    for measure in Measure:
        measured = [(a.scores, b.scores) for a, b in mine if measure in a.scores and measure in b.scores]
        values = [(before[measure], after[measure]) for before, after in measured]
        if values:
            yield compare_values(one, measure, values)


def compare_values(one: Slice, measure: Measure, values: list[tuple[float, float]]) -> ComparedFigure:
    """A measure's figure from pairs of a case's score before and after."""
    changes = np.array([after - before for before, after in values])
    low, high = bootstrap_interval(changes)
    better, worse = int((changes > 0).sum()), int((changes < 0).sum())
    is_binary = all(value in {0.0, 1.0} for pair in values for value in pair)
    p, p_fall = mcnemar(better, worse) if is_binary else sign_flips(changes)
    return ComparedFigure(
        slice=one,
        measure=measure,
        before=mean(before for before, _ in values),
        after=mean(after for _, after in values),
        low=low,
        high=high,
        p=p,
        p_fall=p_fall,
        better=better,
        worse=worse,
        cases=len(values),
    )


def mcnemar(better: int, worse: int) -> tuple[float, float]:
    """The exact test of paired yes-or-no results: two-sided, and of a fall alone.

    Under chance each case that changed went either way like a coin (McNemar 1947, exact as in Fay 2010).
    """
    changed = better + worse
    if changed == 0:
        return 1.0, 1.0
    tail = [sum(comb(changed, k) for k in range(least, changed + 1)) / 2**changed for least in (worse, better)]
    return min(1.0, 2 * min(tail)), tail[0]


def sign_flips(changes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    """A randomisation test of paired differences: two-sided, and of a fall alone (Fisher 1935, Smucker et al. 2007)."""
    moved = changes[changes != 0]
    if not moved.size:
        return 1.0, 1.0
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(RESAMPLES * 5, moved.size))
    sums = signs @ np.abs(moved)
    tiny = 1e-9
    at_least = int((np.abs(sums) >= abs(moved.sum()) - tiny).sum())
    as_low = int((sums <= moved.sum() + tiny).sum())
    return (at_least + 1) / (len(sums) + 1), (as_low + 1) / (len(sums) + 1)


def bootstrap_interval(changes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    """Between which bounds the mean difference lies in 95 of 100 resamples of the cases (Efron 1979, percentile)."""
    rng = np.random.default_rng(SEED)
    counts = rng.multinomial(len(changes), np.full(len(changes), 1 / len(changes)), size=RESAMPLES)
    means = counts @ changes / len(changes)
    rest = (1 - CONFIDENCE) / 2
    return float(np.quantile(means, rest)), float(np.quantile(means, 1 - rest))


def surely_fallen(figures: Iterable[ComparedFigure], most: float = MOST_FOR_CHANCE) -> tuple[ComparedFigure, ...]:
    """The figures that fell by more than chance, however many are looked at (Holm 1979: all errors within ``most``)."""
    fallen = []
    ordered = sorted(figures, key=lambda figure: figure.p_fall)
    for place, figure in enumerate(ordered):
        if figure.p_fall > most / (len(ordered) - place):
            break
        fallen.append(figure)
    return tuple(fallen)


def least_fall_seen(cases: int) -> float:
    """The smallest fall of a yes-or-no measure that the test can see alone: all changes one way, five of them."""
    least = next(worse for worse in range(1, 64) if mcnemar(0, worse)[1] <= MOST_FOR_CHANCE)
    return least / cases
