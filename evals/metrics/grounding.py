"""Whether statements are proved by what they cite, judged apart from the check that let them pass."""

import re

from evals.cases import Case
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen

_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# Two capitalised words or more in a row; a single one may only begin a sentence.
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
_ENGLISH = "en"


def score_citations(case: Case, seen: Seen) -> Scores:
    """Groundedness of every answer with statements; citation precision and recall where right passages are known."""
    statements = seen.answer.statements
    if not statements:
        return {}
    grounded = [_is_grounded(statement.text, statement.citations, seen) for statement in statements]
    scores: Scores = {Measure.GROUNDEDNESS: sum(grounded) / len(grounded)}
    if case.expected.passages:
        right = [[_is_right(number, case, seen) for number in statement.citations] for statement in statements]
        every = [one for of_statement in right for one in of_statement]
        scores[Measure.CITATION_RECALL] = sum(any(of_statement) for of_statement in right) / len(right)
        scores[Measure.CITATION_PRECISION] = sum(every) / len(every) if every else 0.0
    return scores


def _is_right(number: int, case: Case, seen: Seen) -> bool:
    passage = seen.cited.get(number)
    return passage is not None and any(passage.is_named_by(name) for name in case.expected.passages)


def _is_grounded(text: str, numbers: tuple[int, ...], seen: Seen) -> bool:
    quotes = {citation.number: citation.quote for citation in seen.answer.citations}
    for number in numbers:
        passage = seen.cited.get(number)
        if passage is None or number not in quotes or _plain(quotes[number]) not in _plain(passage.text):
            return False
    said = _plain(" ".join(quotes[number] for number in numbers))
    names = _NAME.findall(text) if seen.answer.language == _ENGLISH else []
    return bool(numbers) and all(one.lower() in said.lower() for one in (*_FIGURE.findall(text), *names))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
