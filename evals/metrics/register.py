"""Whether exactly the right actions are shown, with the right owner and date."""

from collections import Counter

from bot.answer import Answer, Status
from evals.cases import Case
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen
from knowledge.dates import read_date, say_day

_CELLS = " | "


def score_register(case: Case, seen: Seen) -> Scores:
    """The rows, owner and date of an answer."""
    expected, answer = case.expected, seen.answer
    scores: Scores = {}
    if expected.rows is not None:
        asked_back = answer.status is Status.CLARIFY and Status.CLARIFY in expected.status
        exact = Counter(_rows(answer)) == Counter(expected.rows)
        cited = {citation.document.id for citation in answer.citations}
        scores[Measure.ROWS] = float(asked_back or (exact and (not expected.plan or cited <= {expected.plan})))
    if expected.owner:
        owners = [owner for action in answer.actions for owner in action.owners]
        scores[Measure.OWNER] = float(any(expected.owner in (owner.role, owner.organisation) for owner in owners))
    if expected.due:
        dates = [read_date(action.due, expected.due) for action in answer.actions if action.due]
        worked_out = say_day(expected.due) in (answer.notice or "")
        scores[Measure.DUE] = float(worked_out or expected.due in dates)
    return scores


def _rows(answer: Answer) -> list[str]:
    """The references of the actions shown; of a comparison, which shows rows as statements, those of the newer plan."""
    if answer.actions:
        return [action.ref or action.action for action in answer.actions]
    return [text.split(_CELLS)[0] for text in (one.text for one in answer.statements) if _CELLS in text]
