"""Marks one answer against its golden case."""

import re

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, Status
from evals.golden import Case
from knowledge.references import points_at

_ANSWERED = {Status.ANSWERED, Status.PARTIAL}


class Mark(BaseModel):
    """What one answer was worth. A measure that does not apply to the case is none, not zero."""

    model_config = ConfigDict(frozen=True)

    case: Case
    answer: Answer
    first: bool | None
    in_three: bool | None
    facts: float | None
    refused: bool
    conflict: bool | None
    false_conflict: bool | None


def mark(case: Case, answer: Answer, passages: list[tuple[str, str]]) -> Mark:
    """Mark an answer. ``passages`` are the passages found, best first: locator label and text.

    ``facts`` is the share of expected facts that the answer's statements hold (a case's fact recall); a
    refused answer holds none. ``conflict``: one is shown where there is one; ``false_conflict``: one is shown
    where there is none, of any answer that was not refused.
    """
    refused = answer.status not in _ANSWERED
    false_conflict = None if refused else bool(answer.conflicts) and not case.conflict
    if not case.answerable:
        return Mark(
            case=case,
            answer=answer,
            first=None,
            in_three=None,
            facts=None,
            refused=refused,
            conflict=None,
            false_conflict=false_conflict,
        )
    right = [points_at(case.passages, label, text) for label, text in passages]
    return Mark(
        case=case,
        answer=answer,
        first=any(right[:1]),
        in_three=any(right[:3]),
        facts=_facts(case, answer),
        refused=refused,
        conflict=bool(answer.conflicts) if case.conflict else None,
        false_conflict=false_conflict,
    )


def _facts(case: Case, answer: Answer) -> float | None:
    if not case.facts:
        return None
    said = _plain(" ".join(statement.text for statement in answer.statements))
    said += " " + _plain(" ".join(reading.value for conflict in answer.conflicts for reading in conflict.readings))
    return sum(any(_plain(wording) in said for wording in fact) for fact in case.facts) / len(case.facts)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("’", "'"))
