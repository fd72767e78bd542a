"""A numbered paragraph is one passage, found again by its number, however the number was typed."""

from collections.abc import Callable

import pytest

from knowledge.documents import Passage

Passages = tuple[Passage, ...]
ReadText = Callable[..., tuple[Passage, ...]]

REST = "2.1. The council works with its partners.\n\n2.2. Partners meet each month.\n\n"


def labels(passages: Passages) -> list[str]:
    return [passage.locator.label for passage in passages]


def text_at(passages: Passages, label: str) -> str:
    return next(passage.text for passage in passages if passage.locator.label == label)


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("2.3 Schools take part.", "2.3", "Schools take part."),
        ("2.3. Schools take part.", "2.3", "Schools take part."),
        ("- 2.3. Schools take part.", "2.3", "Schools take part."),
        ("• 2.3 Schools take part.", "2.3", "Schools take part."),
        ("2.3.Schools take part.", "2.3", "Schools take part."),
        ("2. 3 Schools take part.", "2.3", "Schools take part."),
        ("2.3: Schools take part.", "2.3", "Schools take part."),
        ("2.3\tSchools take part.", "2.3", "Schools take part."),
        ("**2.3** Schools *take* part.", "2.3", "Schools take part."),
        ("2.3\nSchools take part.", "2.3", "Schools take part."),
        ("2.3\n\nSchools take part.", "2.3", "Schools take part."),
        ("2.2.1 Schools take part.", "2.2.1", "Schools take part."),
        ("3.1 **Appendix 1**", "3.1", "Appendix 1"),
        ("2.3 £4.6m was spent.", "2.3", "£4.6m was spent."),
        ("2.3 “Typically positive” was the finding.", "2.3", "“Typically positive” was the finding."),
    ],
)
def test_the_number_is_read_and_taken_off(line: str, number: str, text: str, passages_of: ReadText) -> None:
    passages = passages_of(REST + line)
    assert labels(passages) == ["paragraph 2.1", "paragraph 2.2", f"paragraph {number}"]
    assert passages[-1].text == text
    assert passages[-1].anchor == number


@pytest.mark.parametrize(
    "line",
    [
        "2.5 million pounds was spent on transport in the year.",
        "£4.6m was spent on transport in the whole of the last year.",
        "1.5 FTE posts were added to the team in the last year.",
        "31.12.2024 is the last day of the agreement between us.",
        "31.12.24 Last day of the agreement between the partners.",
        "2.5% of children have a plan in the whole of the county.",
        "3.5 hours a week is the least that a child should have.",
        "v2.3 of the plan was agreed by the board in the spring.",
        "9.30 Welcome and coffee for all those who come that day.",
        "2.3 million pounds was spent on transport in the year.",
        "2.3 FTE posts were added to the team in the last year.",
        "43 Schools took part in the survey over the last two years.",
    ],
)
def test_an_amount_or_a_date_is_no_paragraph_number(line: str, passages_of: ReadText) -> None:
    passages = passages_of(REST + line)
    assert labels(passages)[:2] == ["paragraph 2.1", "paragraph 2.2"]
    assert not any(passage.locator.label in ("paragraph 2.3", "paragraph 3.5") for passage in passages)
    assert line in passages[-1].text


def test_a_number_that_lost_its_dot_is_read_when_its_neighbours_make_it_certain(
    passages_of: ReadText,
) -> None:
    passages = passages_of(REST + "23 Schools take part.\n\n2.4. So do colleges.")
    assert labels(passages)[2:] == ["paragraph 2.3", "paragraph 2.4"]
    assert text_at(passages, "paragraph 2.3") == "Schools take part."


def test_a_section_title_is_a_heading_and_no_passage(passages_of: ReadText) -> None:
    passages = passages_of("1. Partnership\n\n1.1. We meet.\n\n2. **Risks and Issues**\n\n- 2.1 None")
    assert [(passage.text, passage.headings) for passage in passages] == [
        ("We meet.", ("1. Partnership",)),
        ("None", ("2. Risks and Issues",)),
    ]


def test_a_heading_two_levels_deep_is_known_by_what_stands_below_it(passages_of: ReadText) -> None:
    passages = passages_of("1. Money\n\n1.1 Revenue\n\n1.1.1 We spend it.\n\n1.2 Capital\n\n1.2.1 We build.")
    assert [passage.headings for passage in passages] == [
        ("1. Money", "1.1 Revenue"),
        ("1. Money", "1.2 Capital"),
    ]


def test_a_number_used_twice_gets_two_anchors(passages_of: ReadText) -> None:
    passages = passages_of("1.1 First.\n\n1.2 Second.\n\nAppendix\n\n1.1 Again.\n\n1.2 And again.")
    numbered = [passage for passage in passages if passage.locator.label.startswith("paragraph")]
    assert [passage.anchor for passage in numbered] == ["1.1", "1.2", "1.1-2", "1.2-2"]
    assert len({passage.id for passage in passages}) == len(passages)


def test_a_contents_page_is_left_out(passages_of: ReadText) -> None:
    contents = "1. Partnership ............ 2\n1.1 Governance ............ 3\n\n"
    passages = passages_of(contents + "1. Partnership\n\n1.1 We meet each month.")
    assert labels(passages) == ["paragraph 1.1"]


def test_wrapped_lines_are_one_paragraph(passages_of: ReadText) -> None:
    text = (
        "1.1 The partnership meets each month to look at how children and young\n"
        "people are doing, and it has spent £3.2 million, or rather close to\n"
        "3.2 million pounds, on support in the county.\n"
        "1.2 It reports to the council."
    )
    passages = passages_of(text)
    assert labels(passages) == ["paragraph 1.1", "paragraph 1.2"]
    assert passages[0].text.endswith("or rather close to 3.2 million pounds, on support in the county.")


def test_a_very_long_paragraph_is_split_at_sentence_ends(passages_of: ReadText) -> None:
    sentence = "The board looks at the figures for each part of the county in turn. "
    passages = passages_of("1.1 " + sentence * 40 + "\n\n1.2 The end.")
    parts = passages[:-1]
    assert labels(parts) == [f"paragraph 1.1, part {part}" for part in range(1, len(parts) + 1)]
    assert [passage.anchor for passage in parts][:2] == ["1.1-part-1", "1.1-part-2"]
    assert all(passage.text.endswith(".") and len(passage.text) <= 1800 for passage in parts)
    assert " ".join(passage.text for passage in parts) == (sentence * 40).strip()


def test_paragraphs_numbered_without_a_dot_are_told_from_a_list(passages_of: ReadText) -> None:
    long = "The committee looked at what had been done since the last meeting, and agreed what comes next."
    minutes = f"Welcome\n\n1. {long}\n\n2. {long}\n\nMoney\n\n3. {long}\n\n4. Closed."
    assert labels(passages_of(minutes)) == [f"paragraph {number}" for number in (1, 2, 3, 4)]
