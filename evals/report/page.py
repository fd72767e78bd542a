"""A run as the page shows it, part by part."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import mean

from pydantic import BaseModel, ConfigDict

from evals.cases import SuiteName
from evals.comparison import ComparedFigure, Flipped
from evals.metrics.measures import Measure
from evals.report.measured import (
    CHARTED,
    RefusalTable,
    Row,
    Share,
    TagRow,
    Times,
    refusal_table,
    rows_of,
    share_of,
    tags_of,
    times_of,
)
from evals.report.summary import summary_of
from evals.report.verdicts import Asked, judge, worst_first
from evals.results import Outcome, Run, RunInfo

MOST_IN_FULL = 1500
"""Wrong cases shown in full, of all suites; more would make the file slow to open."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class SuitePart(_Part):
    """A suite's figures and cases."""

    suite: SuiteName
    right: Share
    rows: tuple[Row, ...]
    tags: tuple[TagRow, ...]
    in_full: tuple[Asked, ...]
    wrong_in_brief: tuple[Asked, ...]
    right_in_brief: tuple[Asked, ...]

    @property
    def charted(self) -> tuple[Row, ...]:
        """The rows of the chart."""
        return tuple(row for row in self.rows if row.measure in CHARTED)

    @property
    def missed(self) -> tuple[tuple[Measure, int], ...]:
        """What wrong cases miss, and how many of them, most first."""
        wrong = (*self.in_full, *self.wrong_in_brief)
        return tuple(Counter(measure for one in wrong for measure in one.missed).most_common())

    @property
    def wrong(self) -> int:
        """How many cases came out wrong."""
        return len(self.in_full) + len(self.wrong_in_brief)


class Validator(_Part):
    """A person who found cases right."""

    by: str
    cases: int
    last: date
    against: tuple[str, ...]


class Change(_Part):
    """What changed in a suite: the cases that are right now, and those that no longer are."""

    suite: SuiteName
    mended: tuple[Flipped, ...]
    broken: tuple[Flipped, ...]


class Before(_Part):
    """An earlier run, and what changed since."""

    info: RunInfo
    figures: tuple[ComparedFigure, ...]
    changes: tuple[Change, ...]
    is_of_other_cases: bool


class Page(_Part):
    """All that the page shows."""

    info: RunInfo
    seconds: float
    cases: int
    summary: tuple[str, ...]
    prompts: tuple[str, ...]
    models: tuple[str, ...]
    validated: int
    validators: tuple[Validator, ...]
    suites: tuple[SuitePart, ...]
    refusals: RefusalTable | None
    times: tuple[Times, ...]
    before: Before | None

    @property
    def has_more(self) -> bool:
        """Whether there are more wrong cases than are shown in full."""
        return any(part.wrong_in_brief for part in self.suites)


def page_of(run: Run, before: Before | None) -> Page:
    """Work out the page. The run must hold an outcome."""
    asked = worst_first(run.outcomes)
    validators = validators_of(asked)
    versions = [outcome.answer.versions for outcome in run.outcomes]
    return Page(
        info=run.info,
        seconds=run.seconds,
        cases=len(asked),
        summary=summary_of(run, asked),
        prompts=tuple(sorted({one.prompts for one in versions})),
        models=tuple(sorted({one.model for one in versions if one.model})),
        validated=sum(one.cases for one in validators),
        validators=validators,
        suites=_suites(run.outcomes, asked),
        refusals=refusal_table(asked),
        times=times_of(run.outcomes),
        before=before,
    )


def before_of(run: Run, before: Run, figures: Sequence[ComparedFigure], flipped: Sequence[Flipped] | None) -> Before:
    """What changed since an earlier run; which cases flipped is found out here unless it is given."""
    pairs = flips_of(before.outcomes, run.outcomes) if flipped is None else tuple(flipped)
    changes = [_change(suite, pairs) for suite in SuiteName]
    return Before(
        info=before.info,
        figures=tuple(figures),
        changes=tuple(change for change in changes if change.mended or change.broken),
        is_of_other_cases=before.info.golden != run.info.golden,
    )


def flips_of(before: Iterable[Outcome], after: Iterable[Outcome]) -> tuple[Flipped, ...]:
    """Cases of both runs that were right in one of them only."""
    known = {outcome.key: outcome for outcome in before}
    pairs = [Flipped(before=known[one.key], after=one) for one in after if one.key in known]
    return tuple(pair for pair in pairs if judge(pair.before).is_right != judge(pair.after).is_right)


def _change(suite: SuiteName, pairs: Sequence[Flipped]) -> Change:
    mine = [pair for pair in pairs if pair.after.task.suite is suite]
    mended = [pair for pair in mine if _worth(pair.after) > _worth(pair.before)]
    broken = [pair for pair in mine if pair not in mended]
    return Change(suite=suite, mended=tuple(mended), broken=tuple(broken))


def _worth(outcome: Outcome) -> tuple[bool, float, float]:
    """What tells the better of two answers; where both are right, or both wrong, every measure counts."""
    asked, scores = judge(outcome), outcome.scores.values()
    return asked.is_right, asked.worth, mean(scores) if scores else 1.0


def validators_of(asked: Iterable[Asked]) -> tuple[Validator, ...]:
    """Who found how many cases right, most first."""
    found = [one.outcome.task.validated for one in asked]
    counts = Counter(one.by for one in found if one)
    return tuple(
        Validator(
            by=by,
            cases=cases,
            last=max(one.on for one in found if one and one.by == by),
            against=tuple(sorted({one.against for one in found if one and one.by == by})),
        )
        for by, cases in counts.most_common()
    )


def _suites(outcomes: Sequence[Outcome], asked: Sequence[Asked]) -> tuple[SuitePart, ...]:
    wrong = sum(not one.is_right for one in asked)
    part_in_full = min(1.0, MOST_IN_FULL / wrong) if wrong else 1.0
    present = [suite for suite in SuiteName if any(one.outcome.task.suite is suite for one in asked)]
    return tuple(_suite(suite, outcomes, asked, part_in_full) for suite in present)


def _suite(suite: SuiteName, outcomes: Sequence[Outcome], asked: Sequence[Asked], part_in_full: float) -> SuitePart:
    mine = [outcome for outcome in outcomes if outcome.task.suite is suite]
    cases = [one for one in asked if one.outcome.task.suite is suite]
    wrong = [one for one in cases if not one.is_right]
    right = [one for one in cases if one.is_right]
    in_full = int(len(wrong) * part_in_full)
    return SuitePart(
        suite=suite,
        right=share_of(len(right), len(cases)),
        rows=rows_of(mine),
        tags=tags_of(mine),
        in_full=tuple(wrong[:in_full]),
        wrong_in_brief=tuple(wrong[in_full:]),
        right_in_brief=tuple(right),
    )
