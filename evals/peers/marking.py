"""What a pipeline is worth on the golden questions, and the cut-off with which it refuses best."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean, median
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from evals.cases import Case
from evals.metrics.measures import Measure
from evals.metrics.ranking import score_ranks
from evals.peers.peer import Score


class Asked(NamedTuple):
    """One question put to a pipeline: which of the passages brought are right, and by what it could have refused."""

    case: Case
    right: tuple[bool, ...]
    best: dict[Score, float]
    took_ms: float


class CutOff(BaseModel):
    """Nothing is given back when the best score of this sort is lower."""

    model_config = ConfigDict(frozen=True)

    on: Score
    at: float

    def refuses(self, best: dict[Score, float]) -> bool:
        """Whether a question with these best scores gets nothing."""
        return best.get(self.on, 0.0) < self.at

    def __str__(self) -> str:
        return f"{self.on} {self.at:.3g}"


class Refusing(BaseModel):
    """Shares of unanswerable questions refused, and of answerable ones refused.

    Balanced accuracy is the mean of the shares that end rightly on either side (Brodersen et al. 2010, The Balanced
    Accuracy and Its Posterior Distribution): half for who refuses everything, or nothing.
    """

    model_config = ConfigDict(frozen=True)

    rightly: float
    wrongly: float

    @property
    def balanced(self) -> float:
        """The mean of the two right ends."""
        return (self.rightly + 1 - self.wrongly) / 2


class Row(BaseModel):
    """A pipeline in the table."""

    model_config = ConfigDict(frozen=True)

    name: str
    first: float
    in_three: float
    mrr: float
    refusing: Refusing
    rightly_at_par: float
    answered_right: float
    cut_off: str
    ask_ms: float
    index_seconds: float


def refusing_of(ends: Iterable[tuple[bool, bool]]) -> Refusing:
    """Of pairs: whether a refusal was due, and whether there was one. Both sorts of question must be there."""
    told = list(ends)
    return Refusing(
        rightly=mean(refused for due, refused in told if due),
        wrongly=mean(refused for due, refused in told if not due),
    )


def choose_cut_off(asked: Sequence[Asked]) -> CutOff:
    """The score and the place on it with the best balanced accuracy on these very questions.

    That flatters the pipeline on them: the true place is never known so well. Of equals the lowest is taken.
    """
    told = [one for one in asked if one.case.expected.refusal is not None]
    return max(_cut_offs(told), key=lambda cut_off: _refusing_with(told, cut_off).balanced)


def _cut_offs(asked: Sequence[Asked]) -> Iterator[CutOff]:
    """Every cut-off that makes a difference, of every score that is always told."""
    for score in Score:
        if all(score in one.best for one in asked):
            yield from (CutOff(on=score, at=at) for at in sorted({one.best[score] for one in asked}))


def _refusing_with(told: Iterable[Asked], cut_off: CutOff) -> Refusing:
    return refusing_of((bool(one.case.expected.refusal), cut_off.refuses(one.best)) for one in told)


def rightly_refused_at(asked: Sequence[Asked], most_wrongly: float) -> float:
    """The share rightly refused with the best cut-off for these questions that wrongly refuses no more than that.

    What a pipeline could do that may not hurt more askers than another one does.
    """
    told = [one for one in asked if one.case.expected.refusal is not None]
    all_refusing = (_refusing_with(told, cut_off) for cut_off in _cut_offs(told))
    return max((one.rightly for one in all_refusing if one.wrongly <= most_wrongly), default=0.0)


def row_of(name: str, asked: Sequence[Asked], cut_off: CutOff, index_seconds: float, par: float) -> Row:
    """A peer's row. Its order is judged without the cut-off, as a refused answer's is for Signpost.

    ``par`` is the share of answerable questions that Signpost refuses.
    """
    refused = [cut_off.refuses(one.best) for one in asked]
    row = _row(name, asked, refused, str(cut_off), index_seconds)
    return row.model_copy(update={"rightly_at_par": rightly_refused_at(asked, par)})


def row_of_answers(name: str, asked: Sequence[Asked], refused: Sequence[bool], index_seconds: float) -> Row:
    """The row of one that decides for itself when to refuse."""
    return _row(name, asked, refused, "its own", index_seconds)


def _row(name: str, asked: Sequence[Asked], refused: Sequence[bool], cut_off: str, index_seconds: float) -> Row:
    both = list(zip(asked, refused, strict=True))
    ranks = [score_ranks(one.right) for one in asked if one.case.expected.passages]
    ended = [(bool(one.case.expected.refusal), no) for one, no in both if one.case.expected.refusal is not None]
    refusing = refusing_of(ended)
    answerable = [any(one.right[:1]) and not no for one, no in both if one.case.expected.passages]
    return Row(
        name=name,
        first=mean(rank[Measure.RECALL_1] for rank in ranks),
        in_three=mean(rank[Measure.RECALL_3] for rank in ranks),
        mrr=mean(rank[Measure.MRR] for rank in ranks),
        refusing=refusing,
        rightly_at_par=refusing.rightly,
        answered_right=mean(answerable),
        cut_off=cut_off,
        ask_ms=median(one.took_ms for one in asked),
        index_seconds=index_seconds,
    )
