"""What stands before the first section of a report: its title lines, and facts under labels."""

from collections.abc import Callable

from knowledge.documents import DocumentKind, LocatorKind, Passage

ReadText = Callable[..., tuple[Passage, ...]]

REPORT = """
Cabinet

3 June 2026

Holiday Activities Plan

For Decision

Cabinet Member and Portfolio:

Cllr. A Rowe, Children

Report Author: Jo Field
Job Title: Head of Inclusion
Email: jo.field@example.org

Brief Summary: This report is about holidays.

1. Background

1.1. Holidays are long.
"""


def test_title_lines_are_one_passage(passages_of: ReadText) -> None:
    first = passages_of(REPORT)[0]
    assert first.text == "Cabinet\n3 June 2026\nHoliday Activities Plan\nFor Decision"
    assert (first.locator.kind, first.locator.label) == (LocatorKind.FRONT, "front page, title")
    assert first.anchor == "front-title"


def test_a_label_is_joined_with_its_value_in_the_next_paragraph(passages_of: ReadText) -> None:
    found = {passage.locator.label: passage for passage in passages_of(REPORT)}
    member = found['front page, "Cabinet Member and Portfolio"']
    assert member.text == "Cabinet Member and Portfolio: Cllr. A Rowe, Children"


def test_labels_on_adjacent_lines_are_one_passage(passages_of: ReadText) -> None:
    found = {passage.locator.label: passage for passage in passages_of(REPORT)}
    author = found['front page, "Report Author"']
    assert author.text.split("\n") == [
        "Report Author: Jo Field",
        "Job Title: Head of Inclusion",
        "Email: jo.field@example.org",
    ]
    assert author.anchor == "front-report-author"


def test_a_summary_is_a_passage_of_its_own(passages_of: ReadText) -> None:
    found = {passage.locator.label: passage.text for passage in passages_of(REPORT)}
    assert found['front page, "Brief Summary"'] == "Brief Summary: This report is about holidays."
    assert found["paragraph 1.1"] == "Holidays are long."


def test_a_web_page_has_no_front_page(passages_of: ReadText) -> None:
    page = "# Advice line\n\nPhone: 01305 000000\n\nEmail: help@example.org\n\n## Opening hours\n\nOpen at nine."
    passages = passages_of(page, ".md", DocumentKind.PAGE)
    assert [(passage.locator.label, passage.text) for passage in passages] == [
        ("Advice line", "Phone: 01305 000000\nEmail: help@example.org"),
        ("Opening hours", "Open at nine."),
    ]


def test_a_foreword_is_not_taken_for_a_title(passages_of: ReadText) -> None:
    text = "# Plan\n\n## Foreword\n\nWe are glad to share this plan. It is new.\n\n## 1. Aims\n\n1.1 To help."
    passages = passages_of(text, ".md")
    assert [passage.locator.label for passage in passages] == ["Foreword", "paragraph 1.1"]
