"""Whether documents that disagree are shown to disagree, and no others."""

from bot.answer import Answer
from evals.cases import FOUND, Case, ConflictExpected
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen


def score_conflicts(case: Case, seen: Seen) -> Scores:
    """Conflicts shown. A refused answer shows none, and so no false one either: it is left out there."""
    answer, wanted = seen.answer, case.expected.conflict
    if wanted is None:
        asked_for = case.expected.no_conflict or case.expected.refusal is not None
        applies = asked_for and answer.status in FOUND
        return {Measure.NO_FALSE_CONFLICT: float(not answer.conflicts)} if applies else {}
    shown = any(_is_whole([one.value for one in conflict.readings], wanted) for conflict in answer.conflicts)
    scores: Scores = {Measure.CONFLICT: float(shown)}
    if wanted.newest:
        scores[Measure.NEWEST] = float(_names_newest(answer, wanted.newest))
    return scores


def _is_whole(readings: list[str], wanted: ConflictExpected) -> bool:
    plain = [value.casefold() for value in readings]
    found = [{place for place, value in enumerate(plain) if _says(value, wordings)} for wordings in wanted.values]
    return all(found) and (not wanted.values or set().union(*found) == set(range(len(plain))))


def _says(value: str, wordings: tuple[str, ...]) -> bool:
    return any(wording.casefold() in value for wording in wordings)


def _names_newest(answer: Answer, newest: str) -> bool:
    documents = {citation.number: citation.document for citation in answer.citations}
    cited = [documents[one.citation] for conflict in answer.conflicts for one in conflict.readings]
    return any(document.title in (answer.notice or "") for document in cited if document.id == newest)
