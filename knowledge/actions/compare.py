"""Compares two versions of a plan: what was added, dropped, finished, put off, handed over or reworded."""

from collections import Counter
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from knowledge.actions.organisations import fold
from knowledge.actions.types import Action

LIKE_ENOUGH = 78.0
SAME_REF_LIKE_ENOUGH = 45.0


class ActionPair(BaseModel):
    """The same action in the older and in the newer plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    old: Action
    new: Action


class PlanComparison(BaseModel):
    """How the newer plan differs. A pair can stand in several lists.

    ``closed``: complete or closed now and not before; these are not said again in ``status_changed``.
    ``dates_changed`` holds pairs of which one has no last day: a date given, taken away, or now ongoing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    matched: tuple[ActionPair, ...]
    owners_changed: tuple[ActionPair, ...]
    slipped: tuple[ActionPair, ...]
    brought_forward: tuple[ActionPair, ...]
    dates_changed: tuple[ActionPair, ...]
    status_changed: tuple[ActionPair, ...]
    closed: tuple[ActionPair, ...]
    wording_changed: tuple[ActionPair, ...]
    added: tuple[Action, ...]
    dropped: tuple[Action, ...]


def compare_plans(old: Sequence[Action], new: Sequence[Action]) -> PlanComparison:
    """Compare the actions of two plans. Actions are matched by reference, then by likeness of wording."""
    matches = _match(old, new)
    pairs = tuple(ActionPair(old=old[first], new=new[second]) for first, second in sorted(matches.items()))
    taken = set(matches.values())

    def those(test: Callable[[Action, Action], bool]) -> tuple[ActionPair, ...]:
        return tuple(pair for pair in pairs if test(pair.old, pair.new))

    return PlanComparison(
        matched=pairs,
        owners_changed=those(lambda before, now: _owners(before) != _owners(now)),
        slipped=those(lambda before, now: _days(before, now) > 0),
        brought_forward=those(lambda before, now: _days(before, now) < 0),
        dates_changed=those(_date_given_or_gone),
        status_changed=those(lambda before, now: before.status is not now.status and not _closed(before, now)),
        closed=those(_closed),
        wording_changed=those(lambda before, now: fold(before.action) != fold(now.action)),
        added=tuple(action for place, action in enumerate(new) if place not in taken),
        dropped=tuple(action for place, action in enumerate(old) if place not in matches),
    )


def _owners(action: Action) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((owner.role, owner.organisation) for owner in action.owners)


def _days(before: Action, now: Action) -> int:
    if before.due.latest is None or now.due.latest is None:
        return 0
    return (now.due.latest - before.due.latest).days


def _date_given_or_gone(before: Action, now: Action) -> bool:
    undated = before.due.latest is None or now.due.latest is None
    same = before.due.kind is now.due.kind and fold(before.due.written) == fold(now.due.written)
    return (
        undated and before.due.latest != now.due.latest or undated and not same and before.due.kind is not now.due.kind
    )


def _closed(before: Action, now: Action) -> bool:
    return now.status.is_finished and not before.status.is_finished


def _match(old: Sequence[Action], new: Sequence[Action]) -> dict[int, int]:
    """The place in the new plan of each old action that is still there."""
    matches = _by_ref(old, new)
    free_old = [place for place in range(len(old)) if place not in matches]
    taken = set(matches.values())
    free_new = [place for place in range(len(new)) if place not in taken]
    scores = process.cdist(
        [fold(old[place].action) for place in free_old],
        [fold(new[place].action) for place in free_new],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=LIKE_ENOUGH,
    )
    likest = sorted(
        (-float(score), _moved(old[free_old[row]], new[free_new[column]]), row, column)
        for row, line in enumerate(scores)
        for column, score in enumerate(line)
        if score > 0
    )
    used: set[int] = set()
    for _score, _other_priority, row, column in likest:
        if free_old[row] not in matches and free_new[column] not in used:
            matches[free_old[row]] = free_new[column]
            used.add(free_new[column])
    return matches


def _moved(before: Action, now: Action) -> bool:
    return fold(before.priority or "") != fold(now.priority or "")


def _by_ref(old: Sequence[Action], new: Sequence[Action]) -> dict[int, int]:
    """Match by references that each plan gives once. One given to a wholly different action is no match."""
    old_places, new_places = _single_refs(old), _single_refs(new)
    return {
        place: new_places[ref]
        for ref, place in old_places.items()
        if ref in new_places
        and fuzz.token_set_ratio(fold(old[place].action), fold(new[new_places[ref]].action)) >= SAME_REF_LIKE_ENOUGH
    }


def _single_refs(actions: Sequence[Action]) -> dict[str, int]:
    refs = [fold(action.ref or "") for action in actions]
    counts = Counter(refs)
    return {ref: place for place, ref in enumerate(refs) if ref and counts[ref] == 1}
