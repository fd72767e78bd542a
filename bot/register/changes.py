"""Compares two versions of a plan for a question, and says each change in one short line."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from bot.register.finding import find_rows, question_in_words
from bot.register.lexicon import current_plans, lexicon_of
from bot.register.question import ActionQuestion, ChangeKind
from bot.register.wording import due_words, owners_words, status_words
from knowledge.actions import Action, ActionRegister, compare_plans
from knowledge.documents import Document

_TITLES = {
    ChangeKind.ADDED: "Added",
    ChangeKind.DROPPED: "Dropped",
    ChangeKind.CLOSED: "Completed or closed",
    ChangeKind.SLIPPED: "Due later than before",
    ChangeKind.BROUGHT_FORWARD: "Due sooner than before",
    ChangeKind.DATES_CHANGED: "Given or left without a date",
    ChangeKind.OWNERS_CHANGED: "Owners changed",
    ChangeKind.STATUS_CHANGED: "Status changed",
    ChangeKind.WORDING_CHANGED: "Reworded",
}


class Change(BaseModel):
    """One action that changed: its row before, its row now; one of them is missing if it was added or dropped."""

    model_config = ConfigDict(frozen=True)

    kind: ChangeKind
    old: Action | None
    new: Action | None

    @property
    def ref(self) -> str:
        """The reference that it goes by now, or went by."""
        row = self.new or self.old
        return (row.ref or row.locator) if row else ""


class ChangesFound(BaseModel):
    """The changes asked for, between which two plans, and how the question was read."""

    model_config = ConfigDict(frozen=True)

    changes: tuple[Change, ...]
    older: str | None
    newer: str | None
    understood: str


def plans_to_compare(
    asked: ActionQuestion, register: ActionRegister, documents: Mapping[str, Document]
) -> tuple[str, str] | None:
    """The older and the newer plan: the one that was named, or the one that a current plan replaces."""
    lexicon = lexicon_of(register)
    known = [plan for plan in lexicon.plans if plan in documents]
    current = [plan for plan in current_plans(lexicon, documents) if plan in documents]
    pairs = [(documents[new].supersedes, new) for new in current if documents[new].supersedes in known]
    if asked.older_plan:
        newer = [new for old, new in pairs if old == asked.older_plan] or [
            new for new in current if new != asked.older_plan
        ]
        return (asked.older_plan, newer[0]) if newer else None
    latest = sorted(pairs, key=lambda pair: str(documents[pair[1]].published or ""))
    return (str(latest[-1][0]), latest[-1][1]) if latest else None


def find_changes(
    asked: ActionQuestion,
    register: ActionRegister,
    documents: Mapping[str, Document],
    plans: tuple[str, str] | None = None,
) -> ChangesFound:
    """Every change of the kinds asked for, of the actions that meet the rest of the question.

    ``plans``: the ids of the older and the newer plan, where they are not to be worked out.
    """
    plans = plans or plans_to_compare(asked, register, documents)
    if plans is None:
        return ChangesFound(
            changes=(),
            older=None,
            newer=None,
            understood="There is only one version of the plan, so nothing to compare.",
        )
    changes = compare(register, *plans, asked.changes)
    meets = _meeting(asked, register, documents, plans)
    if meets is not None:
        changes = tuple(change for change in changes if id(change.new or change.old) in meets)
    return ChangesFound(
        changes=changes, older=plans[0], newer=plans[1], understood=_understood(asked, changes, plans, documents)
    )


def compare(register: ActionRegister, older: str, newer: str, kinds: tuple[ChangeKind, ...]) -> tuple[Change, ...]:
    """The changes of these kinds between two plans, kind by kind."""
    old, new = ([action for action in register.actions if action.document_id == plan] for plan in (older, newer))
    comparison = compare_plans(old, new)
    found: list[Change] = []
    for kind in kinds:
        for item in getattr(comparison, kind.value):
            if kind is ChangeKind.ADDED:
                found.append(Change(kind=kind, old=None, new=item))
            elif kind is ChangeKind.DROPPED:
                found.append(Change(kind=kind, old=item, new=None))
            else:
                found.append(Change(kind=kind, old=item.old, new=item.new))
    return tuple(found)


def _meeting(
    asked: ActionQuestion, register: ActionRegister, documents: Mapping[str, Document], plans: tuple[str, str]
) -> set[int] | None:
    """Which rows of both plans, as objects, meet the rest of the question; None when nothing else is asked."""
    if asked.query.model_copy(update={"documents": ()}) == type(asked.query)() and not asked.also:
        return None
    both = asked.query.model_copy(update={"documents": plans})
    others = tuple(query.model_copy(update={"documents": plans}) for query in asked.or_else)
    found = find_rows(asked.model_copy(update={"query": both, "or_else": others}), register, documents)
    return {id(action) for action in found.rows}


def _understood(
    asked: ActionQuestion, changes: tuple[Change, ...], plans: tuple[str, str], documents: Mapping[str, Document]
) -> str:
    older, newer = (documents[plan].title for plan in plans)
    lines = [f"{question_in_words(asked)}: what changed from {older} to {newer}."]
    for kind in asked.changes:
        those = [change for change in changes if change.kind is kind]
        if not those and len(asked.changes) > 1:
            continue
        listed = "; ".join(say_change(change) for change in those)
        lines.append(f"{_TITLES[kind]}: {len(those)}{f' ({listed})' if listed else ''}.")
    return "\n".join((*lines, *(f"{note}." for note in asked.notes)))


def say_change(change: Change) -> str:
    """One change: "EI-03 from March 2025 to Q3 2025/26"."""
    old, new = change.old, change.new
    if old is None or new is None or change.kind is ChangeKind.WORDING_CHANGED:
        return change.ref
    words = {
        ChangeKind.OWNERS_CHANGED: owners_words,
        ChangeKind.STATUS_CHANGED: status_words,
        ChangeKind.CLOSED: status_words,
    }
    say = words.get(change.kind, due_words)
    return f"{change.ref} from {say(old)} to {say(new)}"
