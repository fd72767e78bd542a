"""Figures of a run: means per suite and per tag, refusal precision and recall, and how long answers took."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil
from statistics import mean

from pydantic import BaseModel, ConfigDict

from evals.cases import SuiteName
from evals.metrics.measures import Measure
from evals.results import Outcome


class Slice(BaseModel):
    """The cases of a suite, or those of them with one tag."""

    model_config = ConfigDict(frozen=True)

    suite: SuiteName
    tag: str | None = None

    def __str__(self) -> str:
        """As a person reads it: ``strategy`` or ``strategy, parent``."""
        return f"{self.suite}, {self.tag}" if self.tag else str(self.suite)

    def holds(self, outcome: Outcome) -> bool:
        """Whether an outcome belongs to it."""
        return outcome.task.suite is self.suite and (self.tag is None or self.tag in outcome.task.case.tags)


class Figure(BaseModel):
    """The mean of a measure over the cases of a slice to which it applies."""

    model_config = ConfigDict(frozen=True)

    slice: Slice
    measure: Measure
    value: float
    cases: int


class Refusals(BaseModel):
    """Of the questions asked of papers: how far a refusal can be trusted, and how many due ones are given."""

    model_config = ConfigDict(frozen=True)

    precision: float | None
    recall: float | None
    cases: int


class Latency(BaseModel):
    """Milliseconds an answer, of the assistant's own clock."""

    model_config = ConfigDict(frozen=True)

    median: float
    p95: float
    longest: float


def slices_of(outcomes: Iterable[Outcome]) -> tuple[Slice, ...]:
    """Every suite, each followed by its tags."""
    tags: dict[SuiteName, set[str]] = defaultdict(set)
    for outcome in outcomes:
        tags[outcome.task.suite].update(outcome.task.case.tags)
    return tuple(
        one
        for suite in SuiteName
        if suite in tags
        for one in (Slice(suite=suite), *(Slice(suite=suite, tag=tag) for tag in sorted(tags[suite])))
    )


def figures_of(outcomes: Sequence[Outcome], slices: Iterable[Slice]) -> tuple[Figure, ...]:
    """The figures of the slices, in their order and that of the measures."""
    return tuple(
        Figure(slice=one, measure=measure, value=mean(values), cases=len(values))
        for one in slices
        for measure, values in _values([outcome for outcome in outcomes if one.holds(outcome)])
    )


def _values(outcomes: Iterable[Outcome]) -> list[tuple[Measure, list[float]]]:
    found: dict[Measure, list[float]] = defaultdict(list)
    for outcome in outcomes:
        for measure, value in outcome.scores.items():
            found[measure].append(value)
    return [(measure, found[measure]) for measure in Measure if measure in found]


def refusals_of(outcomes: Iterable[Outcome]) -> Refusals:
    """Precision and recall of refusing, where a case says whether a refusal is right."""
    asked = [one for one in outcomes if one.task.case.expected.refusal is not None]
    refused = [one for one in asked if one.is_refused]
    due = [one for one in asked if one.task.case.expected.refusal]
    rightly = sum(bool(one.task.case.expected.refusal) for one in refused)
    return Refusals(
        precision=rightly / len(refused) if refused else None,
        recall=rightly / len(due) if due else None,
        cases=len(asked),
    )


def latency_of(outcomes: Iterable[Outcome]) -> Latency:
    """How long answers took. There must be one."""
    times = sorted(outcome.answer.took_ms for outcome in outcomes)
    return Latency(median=times[len(times) // 2], p95=times[ceil(len(times) * 0.95) - 1], longest=times[-1])


def unsteady(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Ids of the cases that were asked several times and did not always score the same."""
    seen: dict[str, set[str]] = defaultdict(set)
    for outcome in outcomes:
        seen[outcome.task.id].add(str(sorted(outcome.scores.items())))
    return tuple(sorted(id_ for id_, scores in seen.items() if len(scores) > 1))
