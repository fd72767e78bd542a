"""The action register: all actions of all plans, asked by code and answered in full."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.actions.organisations import Organisations, fold
from knowledge.actions.query import ActionQuery, ActionResult, query_in_words
from knowledge.actions.types import Action, DateKind, DateUnderstood, Owner

_Owns = Callable[[Owner], bool]


@dataclass(frozen=True)
class _Entry:
    """An action with its words made ready for looking up."""

    action: Action
    words: str
    priority: str
    ref: str


class ActionRegister:
    """All actions, asked with an `ActionQuery`. Answers are complete and in the order of the plans."""

    def __init__(self, actions: Iterable[Action], organisations: Organisations) -> None:
        self._organisations = organisations
        self._entries = tuple(_entry(action) for action in actions)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action of the register."""
        return tuple(entry.action for entry in self._entries)

    def query(self, query: ActionQuery) -> ActionResult:
        """Find the actions that meet the query."""
        scope = [entry for entry in self._entries if not query.documents or entry.action.document_id in query.documents]
        owns = self._owner_tests(query)
        met = [entry.action for entry in scope if _meets(entry, query, owns)]
        rows = tuple(action for action in met if _meets_dates(action, query))
        unsure = tuple(action for action in met if _unsure(action, query))
        words = query_in_words(query, self._organisations)
        more = f", and {len(unsure)} more with a date that was not understood" if unsure else ""
        understood = f"{words}: {len(rows)} of {len(scope)}{more}"
        return ActionResult(rows=rows, total=len(scope), unsure=unsure, understood=understood)

    def _owner_tests(self, query: ActionQuery) -> list[_Owns]:
        tests: list[_Owns] = []
        if query.owner is not None:
            tests.append(self._is_owner(query.owner))
        if query.organisation is not None:
            tests.append(self._is_organisation(query.organisation))
        return tests

    def _is_owner(self, text: str) -> _Owns:
        role = self._organisations.role(text)
        if role is not None:
            return lambda owner: owner.role == role[0]
        return self._is_organisation(text)

    def _is_organisation(self, text: str) -> _Owns:
        name = self._organisations.organisation(text)
        if name is None:
            words = fold(text).split()
            return lambda owner: (
                bool(words) and _holds(fold(f"{owner.role or ''} {owner.organisation or ''} {owner.written}"), words)
            )
        roles = frozenset(self._organisations.roles_of(name))
        # A role that is named with another organisation is that one's, whoever's it usually is.
        return lambda owner: owner.organisation == name or owner.organisation is None and owner.role in roles


def _entry(action: Action) -> _Entry:
    words = " ".join(part for part in (action.action, action.measure, action.notes, action.ref) if part)
    return _Entry(action, fold(words), fold(action.priority or ""), fold(action.ref or ""))


def _holds(text: str, words: list[str]) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in words)


def _meets(entry: _Entry, query: ActionQuery, owns: list[_Owns]) -> bool:
    """Whether an action meets everything that is asked, dates aside."""
    action = entry.action
    return (
        (query.ref is None or entry.ref == fold(query.ref))
        and (not query.statuses or action.status in query.statuses)
        and not (query.without_owner and action.owners)
        and (query.joint is None or action.joint == query.joint)
        and not (query.without_date and action.due.kind is not DateKind.NONE)
        and not (query.late_on is not None and action.status.is_finished)
        and (not owns or any(all(test(owner) for test in owns) for owner in action.owners))
        and (query.priority is None or _holds(entry.priority, fold(query.priority).split()))
        and (query.text is None or _holds(entry.words, fold(query.text).split()))
    )


def _meets_dates(action: Action, query: ActionQuery) -> bool:
    due, start = action.due.latest, action.start.earliest
    if query.asks_due and due is None or query.asks_start and start is None:
        return False
    if due is not None and (
        (query.due_before is not None and due >= query.due_before)
        or (query.due_on_or_before is not None and due > query.due_on_or_before)
        or (query.due_after is not None and due <= query.due_after)
        or (query.late_on is not None and due >= query.late_on)
    ):
        return False
    return start is None or not (
        (query.start_before is not None and start >= query.start_before)
        or (query.start_on_or_before is not None and start > query.start_on_or_before)
        or (query.start_after is not None and start <= query.start_after)
    )


def _unsure(action: Action, query: ActionQuery) -> bool:
    def unread(date: DateUnderstood) -> bool:
        return date.kind is DateKind.NOT_UNDERSTOOD

    return query.asks_due and unread(action.due) or query.asks_start and unread(action.start)
