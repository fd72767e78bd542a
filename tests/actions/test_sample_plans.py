"""The illustrative plans of the starter library hold what their register entries say."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge.actions import Action, DateKind, compare_plans, read_actions
from knowledge.documents import Document
from knowledge.quotes import stands_in
from knowledge.readers import read_file
from knowledge.readers.passages import cut

LIBRARY = Path(__file__).parents[2] / "knowledge" / "library"
PRIORITIES = {
    "Early Identification": 6,
    "Inclusion": 7,
    "SEND Pathway": 8,
    "Next Steps and Preparation for Adulthood": 6,
    "Sufficiency and Provision": 6,
    "Managing Money and Resources": 5,
}


def plans() -> dict[str, Document]:
    register = next(
        file for file in sorted(LIBRARY.glob("register*.yaml")) if "illustrative-delivery-plan" in file.read_text()
    )
    entries = yaml.safe_load(register.read_text(encoding="utf-8"))["documents"]
    documents = [Document.model_validate(entry) for entry in entries if "illustrative-delivery" in entry["id"]]
    return {document.id.rsplit("-", 1)[1]: document for document in documents}


@pytest.fixture(scope="module")
def actions() -> dict[str, tuple[Action, ...]]:
    read = {}
    for year, document in plans().items():
        reading = read_actions(document, read_file(LIBRARY / document.file, document.file))
        assert (reading.unmapped, reading.warnings) == ((), ())
        read[year] = reading.actions
    return read


def test_both_plans_say_that_they_are_illustrative() -> None:
    for document in plans().values():
        assert document.title.startswith("Illustrative")
        assert document.illustrative
        first = read_file(LIBRARY / document.file, document.file).blocks[0].table
        assert first is not None
        assert first.rows[0][0].text.startswith("ILLUSTRATIVE: not a real plan")


def test_the_current_plan_has_its_38_actions_under_the_six_priorities(
    actions: dict[str, tuple[Action, ...]],
) -> None:
    current = actions["2025"]
    assert Counter(action.priority for action in current) == PRIORITIES
    assert len({action.ref for action in current}) == len(current) == 38
    assert [action.ref for action in current if not action.owners] == ["EI-06", "SP-08", "NS-06"]
    assert [a.ref for a in current if a.due.kind is DateKind.NONE] == ["EI-06", "NS-06", "SU-06"]
    assert sum(action.joint for action in current) == 11
    assert Counter(action.status.value for action in current) == {
        "on_track": 16,
        "at_risk": 14,
        "delayed": 5,
        "complete": 3,
    }


def test_every_action_stands_in_its_passage(actions: dict[str, tuple[Action, ...]]) -> None:
    for year, document in plans().items():
        passages = {p.id: p for p in cut(document, read_file(LIBRARY / document.file, document.file))}
        for action in actions[year]:
            assert stands_in(action.action, passages[action.passage_id].text)


def test_what_changed_between_the_plans_is_found(actions: dict[str, tuple[Action, ...]]) -> None:
    compared = compare_plans(actions["2024"], actions["2025"])
    counts = {name: len(getattr(compared, name)) for name in type(compared).model_fields}
    assert counts == {
        "matched": 31,
        "owners_changed": 6,
        "slipped": 13,
        "brought_forward": 1,
        "dates_changed": 1,
        "status_changed": 11,
        "closed": 3,
        "wording_changed": 2,
        "added": 7,
        "dropped": 3,
    }
