"""The real Cabinet report of December 2024: every paragraph is a passage, whole and rightly named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents import Passage

Passages = tuple[Passage, ...]
ReadPath = Callable[..., tuple[Passage, ...]]

REPORT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cabinet-report-2024-12-17.txt"
COUNTS = {1: 7, 2: 8, 3: 3, 4: 6, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 12: 1}

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the real report is not on this machine")


@pytest.fixture
def report(passages_in: ReadPath) -> Passages:
    return passages_in(REPORT)


@pytest.fixture
def by_label(report: Passages) -> dict[str, str]:
    return {passage.locator.label: passage.text for passage in report}


def test_every_numbered_paragraph_is_found_once_and_in_order(report: Passages) -> None:
    numbers = [f"{section}.{place}" for section, count in COUNTS.items() for place in range(1, count + 1)]
    found = [passage.anchor for passage in report if passage.locator.kind.value == "paragraph"]
    assert found == numbers


def test_front_matter_is_cut_by_label(report: Passages, by_label: dict[str, str]) -> None:
    front = [passage.anchor for passage in report if passage.locator.kind.value == "front"]
    assert front == [
        "front-title",
        "front-cabinet-member-and-portfolio",
        "front-local-councillor-s",
        "front-executive-director",
        "front-report-author",
        "front-report-status",
        "front-brief-summary",
        "front-recommendation",
        "front-reason-for-recommendation",
    ]
    member = by_label['front page, "Cabinet Member and Portfolio"']
    assert member == "Cabinet Member and Portfolio: Cllr. C Sutton, Children's Services, Education & Skills"
    assert by_label['front page, "Report Author"'].split("\n")[1].startswith("Job Title: Corporate Director")


def test_the_priorities_stand_with_their_lead_in(by_label: dict[str, str]) -> None:
    lines = by_label["paragraph 2.6"].split("\n")
    assert lines[0] == "These 6 priority areas are:"
    assert lines[1] == "a) Early Identification – we identify need early and put in plans to support"
    assert len(lines) == 7


def test_the_broken_paragraph_is_whole(by_label: dict[str, str]) -> None:
    assert "It was announced in December 2022 that" in by_label["paragraph 4.3"]


def test_the_risks_stand_with_their_paragraph(by_label: dict[str, str]) -> None:
    lines = by_label["paragraph 8.1"].split("\n")
    assert lines[0].startswith("HAVING CONSIDERED:")
    assert lines[1:] == ["Current Risk: Low", "Residual Risk: Low"]


def test_background_papers_are_one_passage_without_link_marks(by_label: dict[str, str]) -> None:
    lines = by_label["11. Background Papers"].split("\n")
    assert len(lines) == 5
    assert lines[3] == "• (Public Pack)Agenda Document for Cabinet, 11/06/2024 18:30 (dorsetcouncil.gov.uk)"


def test_headings_are_above_paragraphs_and_no_passages(report: Passages) -> None:
    headings = {passage.anchor: passage.headings for passage in report}
    assert headings["6.1"] == ("6. Well-being and Health Implications",)
    assert not any(passage.text.startswith("6. Well-being") for passage in report)
    assert not any("**" in passage.text for passage in report)


def test_markdown_reads_as_the_same_passages(report: Passages, tmp_path: Path, passages_in: ReadPath) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(REPORT.read_bytes())
    assert passages_in(path) == report
