"""The search's own list, as deep as retrieval figures are published for, judged by graded relevance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import mean

from pydantic import BaseModel, ConfigDict

from bot.understand import understand
from evals.metrics.ranking import discounted_gain, reciprocal_rank
from evals.outside.sets import OutsideQuestion
from retrieval.search import Search

DEPTH = 10
_PASSAGES = 80  # as many as the search can bring: 40 by words and 40 by likeness


class Deep(BaseModel):
    """Means over the questions to which something is relevant."""

    model_config = ConfigDict(frozen=True)

    ndcg_10: float
    recall_10: float
    mrr_10: float
    questions: int


def deep_figures(questions: Iterable[OutsideQuestion], rank: Callable[[str], Sequence[str]]) -> Deep | None:
    """``rank`` gives the ids of items for a question, best first. None when nothing is relevant to any question."""
    told = [(grades_of(rank(one.text), one.grades), one.grades) for one in questions if one.grades]
    if not told:
        return None
    return Deep(
        ndcg_10=mean(graded_ndcg(found, grades.values()) for found, grades in told),
        recall_10=mean(sum(grade > 0 for grade in found) / len(grades) for found, grades in told),
        mrr_10=mean(reciprocal_rank(found) for found, _ in told),
        questions=len(told),
    )


def grades_of(ranked: Sequence[str], grades: Mapping[str, int]) -> list[int]:
    """The grades of the first items of a list, each item counted where it first stands."""
    return [grades.get(item, 0) for item in list(dict.fromkeys(ranked))[:DEPTH]]


def graded_ndcg(found: Sequence[int], grades: Iterable[int]) -> float:
    """nDCG at 10 as trec_eval works it out, and so BEIR: the gain is the grade itself (Järvelin and Kekäläinen 2002).

    The best order is that of all the items that were judged relevant, whether they were found or not.
    """
    best = discounted_gain(sorted(grades, reverse=True)[:DEPTH])
    return discounted_gain(found[:DEPTH]) / best if best else 0.0


def ranking_by(search: Search, items: Mapping[str, str]) -> Callable[[str], list[str]]:
    """Ranks items by Signpost's hybrid search, asked as the assistant asks it. ``items`` are those of passages."""

    def rank(question: str) -> list[str]:
        found = search.find(understand(question, search.vocabulary).query, _PASSAGES)
        return [items[one.passage.id] for one in found if one.passage.id in items]

    return rank
