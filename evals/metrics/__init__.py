"""What an answer is worth against its golden case."""

from evals.cases import Case
from evals.metrics.conflicts import score_conflicts
from evals.metrics.facts import score_facts
from evals.metrics.grounding import score_citations
from evals.metrics.measures import Scores
from evals.metrics.outcome import score_outcome
from evals.metrics.ranking import score_ranking
from evals.metrics.register import score_register
from evals.metrics.safety import score_safety
from evals.seen import Seen

_SCORERS = (
    score_ranking,
    score_citations,
    score_facts,
    score_outcome,
    score_register,
    score_conflicts,
    score_safety,
)


def score(case: Case, seen: Seen) -> Scores:
    """Every measure that applies to the case, as a share from 0 to 1."""
    return {measure: value for scorer in _SCORERS for measure, value in scorer(case, seen).items()}
