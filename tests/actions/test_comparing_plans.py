"""Two versions of a plan are compared row by row, whatever was renamed between them."""

from knowledge.actions import Action, ActionStatus, compare_plans
from tests.actions.made_actions import action


def pairs(found: tuple[object, ...]) -> list[str]:
    return [pair.new.ref for pair in found]  # type: ignore[attr-defined]


def test_each_kind_of_change_is_listed_with_both_rows() -> None:
    old = (
        action("A1", "DC", "March 2026"),
        action("A2", "DC", "March 2026"),
        action("A3", "DC", "March 2026"),
        action("A4", "DC", "March 2026", ActionStatus.AT_RISK),
        action("A5", "DC", "March 2026"),
        action("A6", "DC", "TBC"),
        action("A7", "DC", "March 2026", text="Buy a minibus"),
    )
    new = (
        action("A1", "DC / ICB", "March 2026"),
        action("A2", "DC", "June 2026"),
        action("A3", "DC", "Jan 2026"),
        action("A4", "DC", "March 2026", ActionStatus.DELAYED),
        action("A5", "DC", "March 2026", ActionStatus.CLOSED),
        action("A6", "DC", "May 2026"),
        action("A8", "DC", "May 2026", text="Hire a therapist"),
    )
    compared = compare_plans(old, new)
    assert pairs(compared.owners_changed) == ["A1"]
    assert pairs(compared.slipped) == ["A2"]
    assert pairs(compared.brought_forward) == ["A3"]
    assert pairs(compared.status_changed) == ["A4"]
    assert pairs(compared.closed) == ["A5"]
    assert pairs(compared.dates_changed) == ["A6"]
    assert [row.ref for row in compared.added] == ["A8"]
    assert [row.ref for row in compared.dropped] == ["A7"]
    assert compared.slipped[0].old.due.written == "March 2026"


def test_a_plan_is_no_different_from_itself() -> None:
    plan = tuple(action(f"A{n}", "DC", "March 2026") for n in range(20))
    compared = compare_plans(plan, plan)
    assert len(compared.matched) == 20
    changes = compared.model_dump(exclude={"matched"}).values()
    assert not any(changes)


def test_actions_with_new_references_are_matched_by_their_wording() -> None:
    old = (
        action("1", text="Publish a guide to the assessment pathway"),
        action("2", text="Train health visitors"),
    )
    new = (
        action("SP-2", text="Train all health visitors"),
        action("SP-1", text="Publish the guide to the assessment pathway"),
    )
    compared = compare_plans(old, new)
    assert [(pair.old.ref, pair.new.ref) for pair in compared.matched] == [("1", "SP-1"), ("2", "SP-2")]
    assert len(compared.wording_changed) == 2


def test_a_reference_given_to_another_action_is_no_match() -> None:
    old: tuple[Action, ...] = (action("1", text="Publish a guide to the assessment pathway"),)
    new = (action("1", text="Buy minibuses"),)
    compared = compare_plans(old, new)
    assert (compared.matched, len(compared.added), len(compared.dropped)) == ((), 1, 1)


def test_an_empty_plan_can_be_compared() -> None:
    plan = (action("1"),)
    assert compare_plans((), plan).added == plan
    assert compare_plans(plan, ()).dropped == plan
