"""The register answers exactly, in full and at once, and says how it understood the question."""

import statistics
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions import (
    ActionQuery,
    ActionRegister,
    ActionStatus,
    Organisations,
    load_organisations,
)
from tests.actions.made_actions import action

NHS = "NHS Dorset Integrated Care Board"


ACTIONS = (
    action("A1", "Head of SEND", "31 March 2026", start="April 2025"),
    action("A2", "DCO", "Q3 2025", ActionStatus.DELAYED, priority="SEND Pathway"),
    action("A3", "DC / NHS D (joint)", "Ongoing"),
    action("A4", "TBC", "TBC"),
    action("A5", "NHS Dorset", "30 June 2025", ActionStatus.COMPLETE),
    action("A6", "DPCC", "Year 2", text="Run a survey of families"),
    action("A7", "DPCC & Head of Inclusion", "2026/27", ActionStatus.NOT_STARTED, document="older-plan"),
)


@pytest.fixture
def register(organisations: Organisations) -> ActionRegister:
    return ActionRegister(ACTIONS, organisations)


def refs(register: ActionRegister, **query: object) -> list[str | None]:
    return [row.ref for row in register.query(ActionQuery.model_validate(query)).rows]


def test_an_organisation_owns_what_its_roles_own(register: ActionRegister) -> None:
    assert refs(register, organisation="NHS Dorset") == ["A2", "A3", "A5"]
    assert refs(register, organisation="ICB") == ["A2", "A3", "A5"]


def test_a_role_is_found_by_any_of_its_names(register: ActionRegister) -> None:
    assert refs(register, owner="HoSEND") == refs(register, owner="Head of SEND") == ["A1"]
    assert refs(register, owner="dpcc") == ["A6", "A7"]


def test_role_and_organisation_have_to_be_of_the_same_owner(register: ActionRegister) -> None:
    assert refs(register, owner="Head of Inclusion", organisation="Dorset Council") == ["A7"]
    assert refs(register, owner="Head of Inclusion", organisation="DPCC") == []


def test_a_due_date_counts_by_its_last_day(register: ActionRegister) -> None:
    assert refs(register, due_on_or_before=date(2025, 9, 30)) == ["A2", "A5"]
    assert refs(register, due_before=date(2025, 9, 30)) == ["A5"]
    assert refs(register, due_after=date(2025, 9, 30)) == ["A1", "A7"]


def test_late_is_past_its_last_day_and_not_finished(register: ActionRegister) -> None:
    assert refs(register, late_on=date(2025, 9, 30)) == []
    assert refs(register, late_on=date(2025, 10, 1)) == ["A2"]
    assert refs(register, late_on=date(2030, 1, 1)) == ["A1", "A2", "A7"]


def test_owner_not_named_and_no_date_given_can_be_asked_for(register: ActionRegister) -> None:
    assert refs(register, without_owner=True) == ["A4"]
    assert refs(register, without_date=True) == ["A4"]


def test_an_action_whose_date_was_not_understood_is_not_passed_over_in_silence(
    register: ActionRegister,
) -> None:
    result = register.query(ActionQuery(organisation="DPCC", due_on_or_before=date(2030, 1, 1)))
    assert [row.ref for row in result.unsure] == ["A6"]
    assert result.understood.endswith("1 of 7, and 1 more with a date that was not understood")


def test_the_other_filters(register: ActionRegister) -> None:
    assert refs(register, priority="pathway") == ["A2"]
    assert refs(register, text="survey families") == ["A6"]
    assert refs(register, ref="a-1") == []
    assert refs(register, ref="a1") == ["A1"]
    assert refs(register, joint=True) == ["A3", "A7"]
    assert refs(register, statuses=["complete", "not_started"]) == ["A5", "A7"]
    assert refs(register, documents=["older-plan"]) == ["A7"]
    assert refs(register, start_on_or_before=date(2025, 4, 1)) == ["A1"]
    assert refs(register, start_after=date(2025, 4, 1)) == []


def test_an_unknown_owner_is_looked_for_by_its_words(register: ActionRegister) -> None:
    assert refs(register, owner="inclusion") == ["A7"]
    assert refs(register, owner="Head of Housing") == []


def test_the_question_is_said_in_plain_words_with_counts(register: ActionRegister) -> None:
    result = register.query(ActionQuery(organisation="NHS D", due_on_or_before=date(2026, 3, 31)))
    assert result.understood == f"Actions owned by {NHS}, due up to 31 March 2026: 2 of 7"
    assert result.total == 7
    assert register.query(ActionQuery()).understood == "All actions: 7 of 7"
    said = register.query(ActionQuery(joint=True, documents=("plan",), late_on=date(2026, 1, 1))).understood
    assert said == "Joint actions late on 1 January 2026, in plan: 0 of 6"


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_every_dated_action_is_due_either_up_to_a_day_or_after_it(day: date) -> None:
    register = ActionRegister(ACTIONS, load_organisations())
    before = refs(register, due_on_or_before=day)
    after = refs(register, due_after=day)
    assert sorted([*before, *after], key=str) == [a.ref for a in ACTIONS if a.due.is_dated]
    assert before == refs(register, due_before=day + timedelta(days=1))


def test_two_thousand_rows_are_asked_in_under_thirty_milliseconds(organisations: Organisations) -> None:
    many = [ACTIONS[n % len(ACTIONS)].model_copy(update={"ref": f"R{n}"}) for n in range(2_000)]
    register = ActionRegister(many, organisations)
    queries = (
        ActionQuery(organisation="NHS Dorset", due_on_or_before=date(2026, 3, 31)),
        ActionQuery(late_on=date(2026, 11, 24)),
        ActionQuery(text="survey of families", priority="inclusion"),
        ActionQuery(owner="commissioning"),
        ActionQuery(),
    )
    took: list[float] = []
    for query in queries * 5:
        began = time.perf_counter()
        register.query(query)
        took.append(1000 * (time.perf_counter() - began))
    assert statistics.median(took) <= 30
