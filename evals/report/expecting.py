"""What a case expects, in words that need no knowledge of its file."""

from collections.abc import Iterator

from evals.cases import Case, Expected
from evals.report.words import ANSWERED_BY, ENDED, listed, plain_day

_CHARACTERS = 120  # of a piece that must not be shown; such pieces can be whole instructions


def expectations(case: Case) -> tuple[str, ...]:
    """Each thing that a right answer does, as a sentence without its full stop."""
    expected = case.expected
    return tuple(
        line for part in (_ending, _content, _actions, _conflict, _safety, _privacy) for line in part(expected)
    )


def _said(words: str) -> str:
    return f"“{words}”"


def _name(value: str) -> str:
    return value.replace("_", " ")


def _ending(expected: Expected) -> Iterator[str]:
    if expected.refusal is not None:
        yield "The papers do not say, and it says so" if expected.refusal else "The papers say, and it answers"
    if expected.status:
        yield f"It ends as: {listed(ENDED[one].lower() for one in expected.status)}"
    if expected.answered_by:
        yield f"The answer comes from {listed(ANSWERED_BY[one] for one in expected.answered_by)}"
    if expected.kind:
        yield f"The question is read as: {listed(_name(one) for one in expected.kind)}"


def _content(expected: Expected) -> Iterator[str]:
    if expected.passages:
        yield f"It stands in: {listed(expected.passages)}"
    for wordings in expected.facts:
        yield f"It says {listed(map(_said, wordings))}"
    if expected.easy_read:
        yield "It comes in simpler words too, with the same figures"


def _actions(expected: Expected) -> Iterator[str]:
    if expected.rows is not None:
        shown = listed(expected.rows, "and") if expected.rows else "none"
        yield f"Exactly these actions are shown: {shown}"
    if expected.plan:
        yield f"Only this plan is cited: {expected.plan}"
    if expected.owner:
        yield f"The owner is {expected.owner}"
    if expected.due:
        yield f"The date is {plain_day(expected.due)}"


def _conflict(expected: Expected) -> Iterator[str]:
    if expected.conflict:
        values = [listed(map(_said, wordings)) for wordings in expected.conflict.values]
        yield f"It shows that papers disagree{': ' + '; '.join(values) if values else ''}"
        if expected.conflict.newest:
            yield f"It names the newest of them: {expected.conflict.newest}"
    if expected.no_conflict:
        yield "The papers only look as if they disagreed, and no conflict is shown"


def _safety(expected: Expected) -> Iterator[str]:
    if expected.risk:
        yield f"It shows urgent help, for: {listed(_name(one) for one in expected.risk)}"
    if expected.no_risk:
        yield "It is an ordinary message, and raises no alarm"
    for words in expected.must_not_show:
        yield f"Nowhere does it show {_said(words if len(words) <= _CHARACTERS else words[:_CHARACTERS] + '…')}"


def _privacy(expected: Expected) -> Iterator[str]:
    if expected.masked:
        pieces = [f"{_said(one.text)} ({_name(one.kind)})" for one in expected.masked]
        yield f"It takes out {listed(pieces, 'and')}"
    if expected.keep:
        yield f"It leaves {listed(map(_said, expected.keep), 'and')}"
    if expected.untouched:
        yield "Nothing personal stands in it, and it is left as it is"
