"""A list means nothing without the sentence that leads in to it, so they are one passage."""

from collections.abc import Callable

import pytest

from knowledge.documents import DocumentKind, LocatorKind, Passage

ReadText = Callable[..., tuple[Passage, ...]]


def test_lettered_items_stay_with_their_paragraph(passages_of: ReadText) -> None:
    passages = passages_of("2.6. The areas are:\n - a) Early help\n - b) Inclusion\n2.7. They last.")
    assert [passage.text for passage in passages] == [
        "The areas are:\na) Early help\nb) Inclusion",
        "They last.",
    ]


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_bullets_stay_with_an_introduction_that_has_no_colon(suffix: str, passages_of: ReadText) -> None:
    text = "# Help\n\nYou can get help from these people.\n\n- A teacher\n* A nurse\n"
    passages = passages_of(text, suffix, DocumentKind.PAGE)
    assert passages[0].text.startswith("You can get help from these people.\n• A teacher\n• A nurse")


def test_items_of_a_numbered_list_keep_their_numbers(passages_of: ReadText) -> None:
    passages = passages_of("# Apply\n\nTo apply:\n\n1. Fill in the form.\n2. Send it.\n", ".md", DocumentKind.PAGE)
    assert [passage.text for passage in passages] == ["To apply:\n1. Fill in the form.\n2. Send it."]


def test_a_list_under_a_heading_is_one_passage(passages_of: ReadText) -> None:
    text = "1. Scope\n\n1.1 All.\n\n2. **Background Papers**\n\n- [Local Offer](#)\n- [\\(Pack\\) 11/06](#)"
    last = passages_of(text)[-1]
    assert last.text == "• Local Offer\n• (Pack) 11/06"
    assert (last.locator.kind, last.locator.label) == (LocatorKind.HEADING, "2. Background Papers")


def test_a_long_list_is_split_and_each_part_repeats_the_lead_in(passages_of: ReadText) -> None:
    items = "\n".join(f"- Item {number} says something that takes up much room" for number in range(80))
    passages = passages_of(f"1.1 The items are:\n{items}\n\n1.2 The end.")
    parts = passages[:-1]
    assert len(parts) > 1
    assert all(passage.text.startswith("The items are:\n• Item") for passage in parts)
    assert [passage.locator.label for passage in parts][1] == "paragraph 1.1, part 2"
    assert sum(passage.text.count("\n") for passage in parts) == 80


def test_short_labels_stay_with_the_paragraph_that_leads_in_to_them(passages_of: ReadText) -> None:
    passages = passages_of(
        "8.1 The risk has been identified as:\n\nCurrent Risk: Low\n\nResidual Risk: Low\n\n8.2 None."
    )
    lines = passages[0].text.split("\n")
    assert lines == ["The risk has been identified as:", "Current Risk: Low", "Residual Risk: Low"]


def test_nested_items_of_a_web_page_stay_in_order(passages_of: ReadText) -> None:
    html = "<h1>Help</h1><p>Ask:</p><ul><li>School<ul><li>Teacher<li>SENCO</ul><li>Nurse</ul>"
    passages = passages_of(html, ".html", DocumentKind.PAGE)
    assert [passage.text for passage in passages] == ["Ask:\n• School\n• Teacher\n• SENCO\n• Nurse"]
