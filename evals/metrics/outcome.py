"""Whether the answer ends as it should: answered or refused, by the right part, of the right kind."""

import re

from bot.answer import Answer, AnsweredBy, Mode, Status
from bot.question import QuestionKind
from evals.cases import FOUND, Case
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen

_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


def score_outcome(case: Case, seen: Seen) -> Scores:
    """How the answer ended."""
    expected, answer = case.expected, seen.answer
    scores: Scores = {}
    if expected.refusal is not None:
        refused = answer.status not in FOUND
        scores[Measure.REFUSED if expected.refusal else Measure.ANSWERED] = float(refused == expected.refusal)
    if expected.status:
        scores[Measure.STATUS] = float(answer.status in expected.status)
    if expected.answered_by:
        scores[Measure.ANSWERED_BY] = float(answer.answered_by in expected.answered_by)
    if expected.kind:
        # Abuse is declined before anything is read.
        declined = answer.status is Status.DECLINED and QuestionKind.ABUSE in expected.kind
        scores[Measure.KIND] = float(declined or answer.kind in expected.kind)
    if expected.easy_read:
        scores[Measure.EASY_READ] = float(_is_easy_and_whole(answer))
    if answer.versions.model and answer.statements and answer.answered_by is AnsweredBy.DOCUMENTS:
        scores[Measure.WORDED_BY_MODEL] = float(answer.mode is Mode.GENERATIVE and answer.fell_back is None)
    return scores


def _is_easy_and_whole(answer: Answer) -> bool:
    if answer.easy_read is None:
        return False
    said = " ".join(
        [one.text for one in answer.statements] + [f"{one.ref} {one.action} {one.due}" for one in answer.actions]
    )
    lines = set(_FIGURE.findall(" ".join(line.text for line in answer.easy_read.lines)))
    # References in brackets may go: the citation beside the line has them.
    needed, there = set(_FIGURE.findall(_BRACKETED.sub(" ", said))), set(_FIGURE.findall(said))
    return bool(answer.easy_read.lines) and needed <= lines <= there
