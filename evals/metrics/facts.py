"""Whether the facts of a right answer are said."""

import re

from evals.cases import FOUND, Case
from evals.metrics.measures import Measure, Scores
from evals.seen import Seen

_SPACE = re.compile(r"\s+")


def score_facts(case: Case, seen: Seen) -> Scores:
    """The share of expected facts that the answer holds, and of its statements that hold one."""
    facts = case.expected.facts
    if not facts:
        return {}
    answer = seen.answer
    statements = [plain(statement.text) for statement in answer.statements]
    readings = [plain(one.value) for conflict in answer.conflicts for one in conflict.readings]
    said = " ".join([*statements, *readings])
    scores: Scores = {Measure.FACT_RECALL: sum(_is_said(fact, said) for fact in facts) / len(facts)}
    if answer.status in FOUND and statements:
        to_the_point = [any(_is_said(fact, statement) for fact in facts) for statement in statements]
        scores[Measure.FACT_PRECISION] = sum(to_the_point) / len(to_the_point)
    return scores


def _is_said(fact: tuple[str, ...], said: str) -> bool:
    return any(plain(wording) in said for wording in fact)


def plain(text: str) -> str:
    """As facts are compared: small letters, plain apostrophes, single spaces."""
    return _SPACE.sub(" ", text.lower().replace("’", "'"))
