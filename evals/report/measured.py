"""Figures with their intervals: what a bar of a chart and a row of a table show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import mean

from pydantic import BaseModel, ConfigDict

from evals.cases import SuiteName
from evals.figures import Slice, latency_of, refusals_of, slices_of
from evals.metrics.measures import ABOUT, About, Measure
from evals.report.intervals import Interval, interval_of, wilson
from evals.report.verdicts import DECIDING, Asked
from evals.results import Outcome

CHARTED = DECIDING | {Measure.RECALL_3, Measure.FACT_PRECISION}
"""What a chart shows; its table shows every measure."""


class Share(BaseModel):
    """A share of cases, with how many there are and between which bounds it lies."""

    model_config = ConfigDict(frozen=True)

    value: float
    cases: int
    interval: Interval


class Row(Share):
    """A measure over some cases."""

    measure: Measure

    @property
    def about(self) -> About:
        """What the measure is called and what it means."""
        return ABOUT[self.measure]


class TagRow(BaseModel):
    """The cases with one tag, by measure."""

    model_config = ConfigDict(frozen=True)

    tag: str
    cases: int
    rows: dict[Measure, Row]


class RefusalTable(BaseModel):
    """Questions that papers answer or do not, and whether Signpost refused."""

    model_config = ConfigDict(frozen=True)

    rightly_refused: int
    wrongly_answered: int
    wrongly_refused: int
    rightly_answered: int
    precision: Share | None
    recall: Share | None


class Times(BaseModel):
    """How long answers took, in seconds; of one suite, or of all."""

    model_config = ConfigDict(frozen=True)

    suite: SuiteName | None
    answers: int
    median: float
    p95: float
    longest: float


def share_of(right: int, cases: int) -> Share:
    """So many of so many. There must be a case."""
    return Share(value=right / cases, cases=cases, interval=wilson(right, cases))


def rows_of(outcomes: Iterable[Outcome]) -> tuple[Row, ...]:
    """Every measure that applies. A case asked several times counts once, with the mean of its answers."""
    found: dict[Measure, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for outcome in outcomes:
        for measure, value in outcome.scores.items():
            found[measure][outcome.task.id].append(value)
    return tuple(_row(measure, list(map(mean, found[measure].values()))) for measure in Measure if measure in found)


def _row(measure: Measure, values: list[float]) -> Row:
    return Row(measure=measure, value=mean(values), cases=len(values), interval=interval_of(values))


def tags_of(outcomes: Sequence[Outcome]) -> tuple[TagRow, ...]:
    """The cases of each tag; what has no tag is in none of them."""
    rows = []
    for one in slices_of(outcomes):
        if one.tag is not None:
            rows.append(_tag_row(one.tag, one, outcomes))
    return tuple(rows)


def _tag_row(tag: str, of: Slice, outcomes: Sequence[Outcome]) -> TagRow:
    mine = [outcome for outcome in outcomes if of.holds(outcome)]
    cases = len({outcome.task.id for outcome in mine})
    return TagRow(tag=tag, cases=cases, rows={row.measure: row for row in rows_of(mine) if row.measure in CHARTED})


def refusal_table(asked: Iterable[Asked]) -> RefusalTable | None:
    """Of the cases that say whether a refusal is right; none where no case does."""
    outcomes = [one.outcome for one in asked if one.outcome.task.case.expected.refusal is not None]
    if not outcomes:
        return None
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    for outcome in outcomes:
        counts[bool(outcome.task.case.expected.refusal), outcome.is_refused] += 1
    rightly, figures = counts[True, True], refusals_of(outcomes)
    return RefusalTable(
        rightly_refused=rightly,
        wrongly_answered=counts[True, False],
        wrongly_refused=counts[False, True],
        rightly_answered=counts[False, False],
        precision=None if figures.precision is None else share_of(rightly, rightly + counts[False, True]),
        recall=None if figures.recall is None else share_of(rightly, rightly + counts[True, False]),
    )


def times_of(outcomes: Sequence[Outcome]) -> tuple[Times, ...]:
    """Of all answers, then of each suite's."""
    suites = [suite for suite in SuiteName if any(outcome.task.suite is suite for outcome in outcomes)]
    groups = {suite: [outcome for outcome in outcomes if outcome.task.suite is suite] for suite in suites}
    return tuple(_times(suite, group) for suite, group in [(None, list(outcomes)), *groups.items()])


def _times(suite: SuiteName | None, outcomes: Sequence[Outcome]) -> Times:
    took = latency_of(outcomes)
    return Times(
        suite=suite,
        answers=len(outcomes),
        median=took.median / 1000,
        p95=took.p95 / 1000,
        longest=took.longest / 1000,
    )
