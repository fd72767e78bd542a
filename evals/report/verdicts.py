"""Which cases came out wrong, and how wrong."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from evals.metrics.measures import ZERO_TOLERANCE, Measure
from evals.results import Outcome

DECIDING = frozenset(
    {
        Measure.GROUNDEDNESS,
        Measure.FACT_RECALL,
        Measure.ANSWERED,
        Measure.REFUSED,
        Measure.STATUS,
        Measure.ANSWERED_BY,
        Measure.ROWS,
        Measure.OWNER,
        Measure.DUE,
        Measure.CONFLICT,
        Measure.NEWEST,
        Measure.NO_FALSE_CONFLICT,
        Measure.KIND,
        Measure.EASY_READ,
        Measure.RISK,
        Measure.RISK_KIND,
        Measure.NO_FALSE_ALARM,
        Measure.MASKED,
        Measure.KEPT,
        Measure.UNTOUCHED,
        Measure.NOT_SHOWN,
    }
)
"""What a right answer must meet in full. The other measures say how good a right answer is."""


class Asked(BaseModel):
    """A case with its outcome, the worst of them where it was asked several times."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    missed: tuple[Measure, ...]
    worth: float

    @property
    def is_right(self) -> bool:
        """Whether nothing was missed."""
        return not self.missed

    @property
    def met(self) -> tuple[Measure, ...]:
        """Every measure that is not missed, in their order."""
        return tuple(one for one in Measure if one in self.outcome.scores and one not in self.missed)

    @property
    def is_grave(self) -> bool:
        """Whether something was missed of which a single failure is one too many."""
        return not ZERO_TOLERANCE.isdisjoint(self.missed)


def judge(outcome: Outcome) -> Asked:
    """Find what an outcome missed, and what it is worth: the mean of what decides."""
    deciding = decide(outcome)
    scores = [outcome.scores[measure] for measure in deciding]
    return Asked(
        outcome=outcome,
        missed=tuple(measure for measure in deciding if outcome.scores[measure] < 1),
        worth=sum(scores) / len(scores) if scores else 1.0,
    )


def decide(outcome: Outcome) -> tuple[Measure, ...]:
    """The measures by which a case is right or wrong.

    Where a case names the right passage and no fact, the passage has to be among the first five. Where it names
    facts they count alone, since another passage may hold them too.
    """
    scores = outcome.scores
    finding = Measure.FACT_RECALL if Measure.FACT_RECALL in scores else Measure.RECALL_5
    return tuple(measure for measure in Measure if measure in scores and (measure in DECIDING or measure is finding))


def worst_first(outcomes: Iterable[Outcome]) -> tuple[Asked, ...]:
    """Every case once: what must never happen first, then by what it is worth, then by its id."""
    worst: dict[str, Asked] = {}
    for asked in map(judge, outcomes):
        known = worst.setdefault(asked.outcome.task.id, asked)
        if _order(asked) < _order(known):
            worst[asked.outcome.task.id] = asked
    return tuple(sorted(worst.values(), key=_order))


def _order(asked: Asked) -> tuple[bool, bool, float, str, int]:
    outcome = asked.outcome
    return not asked.is_grave, asked.is_right, asked.worth, outcome.task.id, outcome.repeat
