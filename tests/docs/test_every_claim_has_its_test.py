"""The safety case names tests that are there, and every claim in it has one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFETY_CASE = ROOT / "docs" / "safety-case.md"
NAMED = re.compile(r"tests/[\w/.-]+")


def claims() -> list[tuple[str, list[str]]]:
    """The rows of the table of claims: what is claimed, and the tests that are named for it."""
    section = SAFETY_CASE.read_text(encoding="utf-8").split("## Claims that tests show")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [(row[0].strip(), NAMED.findall(row[-1])) for row in rows[1:]]


def test_there_are_claims_of_each_kind() -> None:
    text = " ".join(claim for claim, _ in claims())
    assert all(f"**{subject}.**" in text for subject in ("Quotes", "Refusal", "Rings", "Records", "Pause"))


@pytest.mark.parametrize(("claim", "named"), claims(), ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_a_claim_is_shown_by_tests_that_are_there(claim: str, named: list[str]) -> None:
    assert named, f"no test is named for: {claim}"
    for test in named:
        assert "def test_" in (ROOT / test).read_text(encoding="utf-8"), test


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=lambda page: page.name)
def test_every_test_and_page_that_a_document_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for test in NAMED.findall(text):
        assert (ROOT / test.rstrip(".")).exists(), test
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / link).exists(), link
