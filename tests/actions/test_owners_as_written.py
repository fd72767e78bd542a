"""Owners are read as roles and organisations, however they are written; nobody is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions import Organisations, load_organisations
from knowledge.actions.owners import read_owners
from tests.actions.wanted import DC, DHC, DPCC, NHS

HEAD = ("Head of SEND", DC)
DCO = ("Designated Clinical Officer", NHS)
INCLUSION = ("Head of Inclusion", DC)
LEARNING = ("Director of Education and Learning", DC)

WRITTEN: dict[str, list[tuple[str | None, str | None]]] = {
    "DC / NHS D (joint)": [(None, DC), (None, NHS)],
    "Head of SEND & DPCC": [HEAD, (None, DPCC)],
    "DC, NHS Dorset and DPCC": [(None, DC), (None, NHS), (None, DPCC)],
    "Joint: DC and ICB": [(None, DC), (None, NHS)],
    "Director of Education & Learning": [LEARNING],
    "Director of Education and Learning / DPCC": [LEARNING, (None, DPCC)],
    "Head of SEND, Dorset Council": [HEAD],
    "Head of SEND (DC)": [HEAD],
    "DC (Head of SEND) / ICB (DCO)": [HEAD, DCO],
    "DC – Head of SEND": [HEAD],
    "NHS Dorset: DCO": [DCO],
    "NHS Dorset Designated Clinical Officer": [DCO],
    "Dorset Council's Head of SEND": [HEAD],
    "Designated Clinical Officer, NHS Dorset; Head of SEND, Dorset Council": [DCO, HEAD],
    "SEND Commissioning Manager, NHS Dorset": [("SEND Commissioning Manager", NHS)],
    "Head of SEND\nDPCC": [HEAD, (None, DPCC)],
    "• Head of SEND\n• DCO": [HEAD, DCO],
    "1. Head of SEND\n2. DPCC": [HEAD, (None, DPCC)],
    "Head of SEND / TBC": [HEAD],
    "Head of SEND (interim)": [HEAD],
    "Lead: DC; Support: DPCC": [(None, DC)],
    "DC (lead), NHS D (support)": [(None, DC)],
    "Head of SEND supported by DPCC": [HEAD],
    "Head of SEND with DPCC": [HEAD, (None, DPCC)],
    "Head of SEND and Head of Inclusion": [HEAD, INCLUSION],
    "Executive Director People, Children & DPCC": [("Executive Director People, Children", DC), (None, DPCC)],
    "Head of SEND & Inclusion": [HEAD],
    "Head of SEND & Inclusion Lead": [HEAD, ("Inclusion Lead", DC)],
    "Heads of SEND and Inclusion": [HEAD, INCLUSION],
    "Head of SEND (lead) DPCC (support)": [HEAD],
    "DC lead, NHS Dorset support": [(None, DC)],
    "tbc - DC": [(None, DC)],
    "Performance & Data Lead": [("Performance & Data Lead", None)],
    "Service Manager, Assessment and Planning": [("Service Manager, Assessment and Planning", None)],
    "Head of Commissioning and Partnerships": [("Head of Commissioning and Partnerships", None)],
    "Education and Learning Manager": [("Education and Learning Manager", None)],
    "School Improvement Lead": [("School Improvement Lead", None)],
    "Assessment team (DC)": [("Assessment team", DC)],
    "Public Health, Housing and DPCC": [("Public Health", None), ("Housing", None), (None, DPCC)],
    "Speech therapy lead and Dorset HealthCare": [
        ("Head of Children's Speech and Language Therapy", DHC),
        (None, DHC),
    ],
}


@pytest.mark.parametrize(("written", "owners"), WRITTEN.items())
def test_owners_are_read(
    written: str, owners: list[tuple[str | None, str | None]], organisations: Organisations
) -> None:
    read = read_owners(written, organisations)
    assert [(owner.role, owner.organisation) for owner in read.owners] == owners


@pytest.mark.parametrize("written", ["", "TBC", "tbc.", "Vacant", "To be confirmed", "N/A", "-", "?", "Lead TBC"])
def test_owner_not_named_is_an_answer(written: str, organisations: Organisations) -> None:
    assert read_owners(written, organisations).owners == ()


def test_an_action_is_joint_when_it_says_so_or_has_several_owners(organisations: Organisations) -> None:
    assert read_owners("DC / NHS D", organisations).joint
    assert read_owners("SEND Board (joint)", organisations).joint
    assert not read_owners("Head of SEND, Dorset Council", organisations).joint


@pytest.mark.parametrize(
    "written", ["Jane Smith, Head of SEND", "Head of SEND (Jane Smith)", "Jane Smith (Head of SEND)"]
)
def test_a_person_beside_a_role_is_not_a_second_owner(written: str, organisations: Organisations) -> None:
    (owner,) = read_owners(written, organisations).owners
    assert (owner.role, owner.organisation) == HEAD


def test_a_column_can_say_whose_owners_it_holds(organisations: Organisations) -> None:
    (owner,) = read_owners("Commissioning lead", organisations, organisation=NHS).owners
    assert owner.organisation == NHS


KNOWN = [role.name for role in load_organisations().roles] + [org.name for org in load_organisations().organisations]


@given(
    st.lists(st.sampled_from(KNOWN), min_size=1, max_size=3, unique=True),
    st.sampled_from([" / ", "; ", "\n", " & "]),
)
def test_known_names_are_found_again_whatever_parts_them(names: list[str], between: str) -> None:
    known = load_organisations()
    read = read_owners(between.join(names), known).owners
    assert [owner.role or owner.organisation for owner in read] == names


@given(st.text(max_size=80))
def test_whatever_is_written_reading_owners_does_not_fail(written: str) -> None:
    for owner in read_owners(written, load_organisations()).owners:
        assert owner.role or owner.organisation
