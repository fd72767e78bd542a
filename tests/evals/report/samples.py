"""Made-up outcomes and runs: one question a suite, right or wrong as a test wants it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.answer import Answer
from evals.cases import Case, Expected, Split, SuiteName, Task
from evals.metrics.measures import Measure, Scores
from evals.results import Machine, Mode, Outcome, Run, RunInfo
from tests.web.samples import answer_with

ATTACK = '<script>alert("1")</script><img src=https://evil.example/x.png onerror=alert(2)> </dd></article>'
DAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
RIGHT: Scores = {Measure.GROUNDEDNESS: 1.0, Measure.FACT_RECALL: 1.0, Measure.ANSWERED: 1.0}
WRONG: Scores = {Measure.GROUNDEDNESS: 1.0, Measure.FACT_RECALL: 0.5, Measure.ANSWERED: 1.0}
FACT = Expected(refusal=False, passages=("4.2",), facts=(("6 weeks", "six weeks"),))


def outcome(
    id_: str,
    scores: Scores = RIGHT,
    *,
    suite: SuiteName = SuiteName.STRATEGY,
    expected: Expected = FACT,
    answer: Answer | None = None,
    repeat: int = 1,
    validated: dict[str, Any] | None = None,
    **of_case: Any,
) -> Outcome:
    """One answer to one case."""
    case = Case(id=id_, expected=expected, **{"question": "How long may the council take?", **of_case})
    task = Task.model_validate(
        {
            "suite": suite,
            "split": Split.DEV,
            "library": "starter",
            "case": case,
            "audience": "public",
            "asked_on": DAY.date(),
            "validated": validated,
        }
    )
    return Outcome(task=task, repeat=repeat, answer=answer or answer_with(), ranked=(), scores=scores)


def run_of(outcomes: Iterable[Outcome], **of_info: Any) -> Run:
    """A run of these."""
    given = tuple(outcomes)
    info = {
        "name": "2026-11-24-dev",
        "made": DAY,
        "split": Split.DEV,
        "suites": tuple({one.task.suite: None for one in given}),
        "mode": Mode.EXTRACTIVE,
        "repeats": 1,
        "golden": "abc123",
        "libraries": {"starter": "d1e2f3"},
        "machine": Machine(cores=2, system="Linux", python="3.12.1"),
    }
    return Run(info=RunInfo.model_validate(info | of_info), outcomes=given, seconds=200)
