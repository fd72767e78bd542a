"""The gate: floors per slice, no failure where none is tolerated, and no sure fall against the committed baseline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.cases import SuiteName
from evals.comparison import Comparison, Scored, compare, surely_fallen
from evals.figures import Slice, figures_of
from evals.golden import GoldenError
from evals.metrics.measures import ZERO_TOLERANCE, Measure, Scores
from evals.results import Mode, Outcome

HERE = Path(__file__).parent
FLOORS = HERE / "floors.yaml"
BASELINES = HERE / "baseline"
WORST = 3  # cases shown for each thing that is wrong
# One or two measures a suite, so that a fall is not lost among many figures that say the same.
GATED = frozenset(
    {
        Measure.RECALL_1,
        Measure.RECALL_3,
        Measure.FACT_RECALL,
        Measure.ANSWERED,
        Measure.REFUSED,
        Measure.STATUS,
        Measure.ANSWERED_BY,
        Measure.WORDED_BY_MODEL,
        Measure.ROWS,
        Measure.DUE,
        Measure.CONFLICT,
        Measure.NO_FALSE_CONFLICT,
        Measure.KIND,
        Measure.EASY_READ,
        Measure.RISK,
        Measure.NO_FALSE_ALARM,
        Measure.MASKED,
        Measure.UNTOUCHED,
    }
)

Floors = dict[SuiteName, dict[Measure, float]]


class Failure(BaseModel):
    """Something that fails the gate, and the cases that show it best."""

    model_config = ConfigDict(frozen=True)

    slice: Slice
    measure: Measure
    why: str
    worst: tuple[Outcome, ...]


class Baseline(BaseModel):
    """What the cases scored when it was last accepted, and why it was."""

    model_config = ConfigDict(frozen=True)

    accepted: date
    because: str
    cases: tuple[Scored, ...]


def load_floors(mode: Mode, file: Path = FLOORS) -> Floors:
    """The floors of a mode. Raises GoldenError."""
    try:
        every = TypeAdapter(dict[Mode, Floors]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise GoldenError(f"{file}: {' '.join(str(error).splitlines()[:3])}") from error
    return every.get(mode, {})


def baseline_file(mode: Mode, folder: Path = BASELINES) -> Path:
    """Where a mode's baseline is kept."""
    return folder / f"{mode}.jsonl"


def load_baseline(file: Path) -> Baseline:
    """A baseline. Raises GoldenError."""
    try:
        head, *lines = file.read_text(encoding="utf-8").splitlines()
        cases = tuple(Scored.model_validate_json(line) for line in lines)
        return Baseline.model_validate_json(head).model_copy(update={"cases": cases})
    except (OSError, ValueError) as error:
        raise GoldenError(f"{file} cannot be read: {str(error).splitlines()[0]}") from error


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline, a line a case, so that a change of it can be read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    head = baseline.model_copy(update={"cases": ()}).model_dump_json()
    lines = [case.model_dump_json() for case in sorted(baseline.cases, key=lambda case: (case.suite, case.id))]
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def failures(
    outcomes: Sequence[Outcome], now: Mapping[str, Scored], floors: Floors, baseline: Baseline | None
) -> tuple[Failure, ...]:
    """Everything for which a run is not good enough; without a baseline only floors and what is never tolerated."""
    found = [*_never_tolerated(outcomes), *_below_floors(outcomes, floors)]
    if baseline:
        found += _fallen(outcomes, now, baseline)
    return tuple(found)


def against(baseline: Baseline, now: Mapping[str, Scored]) -> Comparison:
    """A run compared to the baseline, by suite."""
    slices = [Slice(suite=suite) for suite in SuiteName]
    return compare({case.id: case for case in baseline.cases}, now, slices)


def _never_tolerated(outcomes: Sequence[Outcome]) -> Iterable[Failure]:
    for measure in sorted(ZERO_TOLERANCE):
        failed = [one for one in outcomes if one.scores.get(measure, 1.0) < 1.0]
        for suite in sorted({one.task.suite for one in failed}):
            mine = Slice(suite=suite)
            many = sum(one.task.suite is suite for one in failed)
            why = f"{many} failed, and none may"
            yield Failure(slice=mine, measure=measure, why=why, worst=_worst(failed, mine, measure))


def _below_floors(outcomes: Sequence[Outcome], floors: Floors) -> Iterable[Failure]:
    for figure in figures_of(outcomes, [Slice(suite=suite) for suite in floors]):
        floor = floors[figure.slice.suite].get(figure.measure)
        if floor is not None and figure.value < floor:
            why = f"{figure.value:.1%} of {figure.cases}, and the floor is {floor:.1%}"
            worst = _worst(outcomes, figure.slice, figure.measure)
            yield Failure(slice=figure.slice, measure=figure.measure, why=why, worst=worst)


def _fallen(outcomes: Sequence[Outcome], now: Mapping[str, Scored], baseline: Baseline) -> Iterable[Failure]:
    before = {case.id: case.scores for case in baseline.cases}
    gated = [figure for figure in against(baseline, now).figures if figure.measure in GATED]
    for figure in surely_fallen(gated):
        why = f"fell from {figure.before:.1%} to {figure.after:.1%}: {figure.worse} worse, {figure.better} better"
        fell = [one for one in outcomes if _is_worse(one, before.get(one.task.id, {}), figure.measure)]
        worst = _worst(fell, figure.slice, figure.measure)
        yield Failure(slice=figure.slice, measure=figure.measure, why=why, worst=worst)


def _is_worse(outcome: Outcome, before: Scores, measure: Measure) -> bool:
    return outcome.scores.get(measure, 1.0) < before.get(measure, 0.0)


def _worst(outcomes: Iterable[Outcome], one: Slice, measure: Measure) -> tuple[Outcome, ...]:
    mine = [outcome for outcome in outcomes if one.holds(outcome) and outcome.scores.get(measure, 1.0) < 1.0]
    return tuple(sorted(mine, key=lambda outcome: (outcome.scores[measure], outcome.task.id))[:WORST])
