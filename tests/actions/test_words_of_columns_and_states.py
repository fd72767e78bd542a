"""Column names and status words are known by rules in data files, which are checked when they are read."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from knowledge.actions import ActionStatus, load_organisations
from knowledge.actions import rules as rule_files
from knowledge.actions.columns import Field, field_of
from knowledge.actions.statuses import StatusReader, colour_of, legend_entry
from knowledge.errors import LibraryError

NAMES = {
    Field.ACTION: [
        "Action",
        "What we will do",
        "Activity",
        "Key actions",
        "Objective/Action",
        "Action (what we will do)",
    ],
    Field.OWNER: [
        "Lead",
        "Owner",
        "Responsible",
        "Lead officer(s)",
        "Who will lead this?",
        "Responsible for action",
    ],
    Field.DUE: [
        "By when?",
        "Timescale",
        "Target date",
        "Date for completion",
        "Deadline (end of)",
        "Start/End date",
    ],
    Field.DUE_REVISED: ["Revised date", "New due date"],
    Field.RAG: ["RAG", "BRAG rating", "RAG (Sept)", "RAG rating Nov 25", "Progress RAG"],
    Field.STATUS: ["Status", "Delivery status", "Status – Sept 2025"],
    Field.MEASURE: ["Success measure", "How will we know it has worked?", "KPI"],
    Field.PRIORITY: ["Priority area", "Theme", "Workstream"],
    Field.REF: ["Ref.", "No.", "#", "Action no"],
    Field.NOTES: ["Progress update Q2", "Comments"],
    Field.ORGANISATION: ["Lead organisation", "Agency"],
}


@pytest.mark.parametrize(("field", "heading"), [(field, name) for field, names in NAMES.items() for name in names])
def test_columns_are_known_by_many_names(field: Field, heading: str) -> None:
    found = field_of(heading)
    assert found is not None
    assert found.field is field


@pytest.mark.parametrize("heading", ["", "Weather", "Delivery confidence", "x" * 200])
def test_a_column_that_no_rule_names_is_not_guessed(heading: str) -> None:
    assert field_of(heading) is None


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Green", ActionStatus.ON_TRACK),
        ("A", ActionStatus.AT_RISK),
        ("Amber: some delay", ActionStatus.AT_RISK),
        ("Red (delayed)", ActionStatus.DELAYED),
        ("BLUE", ActionStatus.COMPLETE),
        ("Green – complete", ActionStatus.COMPLETE),
        ("Completed in May 2025", ActionStatus.COMPLETE),
        ("Closed - merged with EI-02", ActionStatus.CLOSED),
        ("Not yet started", ActionStatus.NOT_STARTED),
        ("0%", ActionStatus.NOT_STARTED),
        ("45%", ActionStatus.ON_TRACK),
        ("100 %", ActionStatus.COMPLETE),
        ("🔴", ActionStatus.DELAYED),
        ("Not complete", ActionStatus.UNKNOWN),
        ("To be completed by June", ActionStatus.UNKNOWN),
        ("Open day held in May", ActionStatus.UNKNOWN),
        ("", ActionStatus.UNKNOWN),
    ],
)
def test_states_are_known_by_many_words(written: str, status: ActionStatus) -> None:
    assert StatusReader().read(written).status is status


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("FF0000", "red"),
        ("FFC7CE", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("00B050", "green"),
        ("C6EFCE", "green"),
        ("0070C0", "blue"),
        ("D9D9D9", None),
        ("000000", None),
    ],
)
def test_a_colour_is_known_by_its_hue(fill: str, colour: str | None) -> None:
    assert colour_of(fill) == colour


def test_the_colour_is_kept_as_what_was_written() -> None:
    found = StatusReader().read("", "FF0000")
    assert (found.status, found.written) == (ActionStatus.DELAYED, "red (cell colour)")


def test_a_line_of_a_key_is_known() -> None:
    assert legend_entry("Green = Complete") == ("green", ActionStatus.COMPLETE)
    assert legend_entry("Green spaces matter") is None


def test_a_rule_file_with_a_word_that_is_no_text_is_refused() -> None:
    file = Path(rule_files.__file__).with_name("wording.yaml")
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))
    with pytest.raises(ValidationError):
        rule_files.WordingRules.model_validate({**rules, "verbs": [False]})
    with pytest.raises(ValidationError):
        rule_files.WordingRules.model_validate({**rules, "nouns": []})


def test_a_wrong_list_of_organisations_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "organisations.yaml"
    file.write_text("organisations: []\nroles: [{name: Head of SEND, organisation: nobody}]")
    with pytest.raises(LibraryError, match="names the organisation 'nobody'"):
        load_organisations(file)
    file.write_text("organisations: [{name: No id}]")
    with pytest.raises(LibraryError, match=r"organisations\.0\.id"):
        load_organisations(file)
