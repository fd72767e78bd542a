"""Tables are read as people read them: headings above, merged cells, lines in a cell, keys and totals."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.actions import Action, ActionStatus, DateKind
from knowledge.actions.items import split_items
from tests.actions.plan_files import ReadPlan, ReadRows

HEADER = ("Action", "Lead", "By when", "RAG")


def texts(actions: tuple[Action, ...]) -> list[str]:
    return [action.action for action in actions]


def test_a_header_over_the_table_can_be_the_priority(read_rows: ReadRows) -> None:
    actions = read_rows(
        ("Priority 1: Early Identification", "Lead", "By when", "RAG"),
        ("Publish a checklist", "EY Lead", "June 2026", "G"),
        (),
        ("Priority 2: Inclusion", "Lead", "By when", "RAG"),
        ("Agree a charter", "Head of Inclusion", "June 2026", "R"),
    ).actions
    assert [(action.priority, action.action) for action in actions] == [
        ("Early Identification", "Publish a checklist"),
        ("Inclusion", "Agree a charter"),
    ]


def test_a_row_with_only_a_short_name_is_a_heading_and_one_with_a_verb_is_an_action(
    read_rows: ReadRows,
) -> None:
    actions = read_rows(
        ("Ref", "Action", "Lead", "By when"),
        (None, "Workforce", None, None),
        ("A1", "Recruit a therapist", "DCO", "June 2026"),
        (None, "Publish the waiting times", None, None),
        ("A2", "Train staff", "DCO", "July 2026"),
    ).actions
    assert [(action.priority, action.action) for action in actions] == [
        ("Workforce", "Recruit a therapist"),
        ("Workforce", "Publish the waiting times"),
        ("Workforce", "Train staff"),
    ]
    assert actions[1].owners == ()
    assert actions[1].due.kind is DateKind.NONE


def test_a_priority_above_the_header_may_stand_in_two_cells(read_rows: ReadRows) -> None:
    actions = read_rows(
        ("Priority 1", "Early Identification", "Sponsor: DCS"),
        HEADER,
        ("Publish a checklist", "EY Lead", "June 2026", "G"),
        ("Priority 2", "Inclusion"),
        ("Agree a charter", "HoI", "June 2026", "R"),
    ).actions
    assert [action.priority for action in actions] == ["Early Identification", "Inclusion"]


def test_headings_in_everyday_words_are_known(read_rows: ReadRows) -> None:
    reading = read_rows(
        ("What we want to achieve", "How we'll get there", "Who's leading", "When it'll be done", "How it's going"),
        ("Families know where to go", "Relaunch the Local Offer", "Comms lead & DPCC", "Sept 2025", "Done"),
        ("", "Hold open days in each locality", "DPCC", "Summer 2026", "Underway"),
    )
    assert texts(reading.actions) == ["Relaunch the Local Offer", "Hold open days in each locality"]
    assert [action.status for action in reading.actions] == [ActionStatus.COMPLETE, ActionStatus.ON_TRACK]
    assert reading.unmapped == ()


def test_an_outcome_under_a_priority_does_not_replace_it(read_rows: ReadRows) -> None:
    reading = read_rows(
        HEADER,
        ("Priority 1: Inclusion", None, None, None),
        ("Outcome 1.1: Children feel that they belong", None, None, None),
        ("Agree a charter", "DC", "June 2026", "G"),
        merge=("A2:D2", "A3:D3"),
    )
    assert reading.actions[0].priority == "Inclusion"


def test_a_key_and_a_total_below_the_plan_are_no_actions(read_rows: ReadRows) -> None:
    reading = read_rows(
        HEADER,
        ("Agree a charter", "DC", "June 2026", "Green"),
        ("Total actions", 1),
        ("Last updated: 3 March 2026",),
        ("RAG key",),
        ("Red", "Will be late"),
        ("Blue", "Finished"),
    )
    assert texts(reading.actions) == ["Agree a charter"]


def test_the_plans_own_key_of_colours_is_believed(read_rows: ReadRows) -> None:
    actions = read_rows(
        HEADER,
        ("Agree a charter", "DC", "June 2026", "Green"),
        ("Train staff", "DC", "June 2026", "Amber"),
        (),
        ("Key",),
        ("Green", "Complete"),
        ("Amber", "In progress"),
    ).actions
    assert [action.status for action in actions] == [ActionStatus.COMPLETE, ActionStatus.ON_TRACK]


def test_rows_of_milestones_below_an_action_belong_to_it(read_rows: ReadRows) -> None:
    (action,) = read_rows(
        ("Ref", "Action", "Owner", "Milestone", "Due", "RAG"),
        (1, "Redesign the pathway", "Head of SEND", "Scope agreed", "31 March 2025", "Green"),
        (None, None, None, "Consultation done", "30 June 2025", "Green"),
        (None, None, None, "New pathway live", "30 September 2025", "Red"),
    ).actions
    assert action.due.latest == date(2025, 9, 30)
    assert action.status is ActionStatus.DELAYED


def test_ditto_marks_repeat_the_cell_above(read_rows: ReadRows) -> None:
    actions = read_rows(
        HEADER, ("Agree a charter", "DC", "June 2026", "G"), ("Train staff", '"', "As above", "A")
    ).actions
    assert [owner.organisation for owner in actions[1].owners] == ["Dorset Council"]


def test_high_and_low_are_no_priorities_of_the_strategy(read_rows: ReadRows) -> None:
    (action,) = read_rows(("Priority", *HEADER), ("High", "Agree a charter", "DC", "June 2026", "G")).actions
    assert action.priority is None
    assert action.written["Priority"] == "High"


def test_cards_with_a_row_for_each_fact_are_read(read_rows: ReadRows) -> None:
    actions = read_rows(
        ("Action 1", "Publish a checklist"),
        ("Lead", "EY Lead"),
        ("By when", "June 2026"),
        (),
        ("Action 2", "Train staff"),
        ("Lead", "DCO / DPCC"),
        ("By when", "TBC"),
    ).actions
    assert [(action.ref, action.action, len(action.owners)) for action in actions] == [
        ("1", "Publish a checklist", 1),
        ("2", "Train staff", 2),
    ]


def test_labels_on_lines_of_their_own_are_read(tmp_path: Path, read_plan: ReadPlan) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "DELIVERY PLAN\n\nPriority 1: Early Identification\n\n"
        "Action 1.1: Publish the checklist\nLead: Early Years Lead\nBy when: Q3 2025\nStatus: Green\n\n"
        "Priority 2: Inclusion\n\nAction 2.1: Agree a charter\nLead: DC and NHS Dorset\nBy when: Ongoing\n"
    )
    actions = read_plan(path).actions
    assert [(action.ref, action.priority, action.action) for action in actions] == [
        ("1.1", "Early Identification", "Publish the checklist"),
        ("2.1", "Inclusion", "Agree a charter"),
    ]


@pytest.mark.parametrize(
    ("cell", "actions"),
    [
        ("Publish the guide\nTrain all staff", ["Publish the guide", "Train all staff"]),
        ("1. Publish the guide 2. Train all staff", ["Publish the guide", "Train all staff"]),
        ("a) Publish the guide\nb) Train all staff", ["Publish the guide", "Train all staff"]),
        ("We will:\n• publish the guide\n• train all staff", ["publish the guide", "train all staff"]),
        ("Train staff in:\n- autism\n- speech and language", ["Train staff in: autism; speech and language"]),
        ("Publish the guide\n(see the appendix)", ["Publish the guide; (see the appendix)"]),
        (
            "Early years offer\nA clear offer for every family",
            ["Early years offer; A clear offer for every family"],
        ),
        ("Publish 1.5 pages in 2. Quarter", ["Publish 1.5 pages in 2. Quarter"]),
        ("Publish the guide", ["Publish the guide"]),
    ],
)
def test_several_actions_in_a_cell_are_parted_and_one_over_several_lines_is_not(cell: str, actions: list[str]) -> None:
    assert split_items(cell) == actions


def test_as_many_owners_as_actions_in_a_cell_go_one_to_one(read_rows: ReadRows) -> None:
    actions = read_rows(HEADER, ("Map provision\nNew offer agreed", "DC\nDPCC", "June 2026\nTBC", "Green")).actions
    assert [action.owners[0].organisation for action in actions] == [
        "Dorset Council",
        "Dorset Parent Carer Council",
    ]
    assert [action.due.kind for action in actions] == [DateKind.MONTH, DateKind.NONE]
    assert {action.status for action in actions} == {ActionStatus.ON_TRACK}
    assert len({action.passage_id for action in actions}) == 1
