"""A row across the whole table heads the rows below it, until the next of its level."""

import pytest

from knowledge.readers.blocks import Cell, Table
from knowledge.readers.rows import rows_of

HEADER = (Cell(text="Ref"), Cell(text="Action"), Cell(text="Owner"))


def across(text: str, fill: str | None = None) -> tuple[Cell, ...]:
    return (Cell(text=text, fill=fill), *(Cell(text=text, fill=fill, merged=True) for _ in range(2)))


def row(ref: str) -> tuple[Cell, ...]:
    return (Cell(text=ref), Cell(text=f"Do {ref}"), Cell(text="Jo"))


def headings(*rows: tuple[Cell, ...]) -> list[tuple[str, ...]]:
    return [each.headings for each in rows_of(Table(name="table 1", rows=(HEADER, *rows)))]


def test_a_new_group_takes_the_place_of_the_one_before() -> None:
    found = headings(across("Early help"), row("1"), across("Inclusion"), row("2"))
    assert found == [("Early help",), ("Inclusion",)]


@pytest.mark.parametrize("fill", [None, "00B050"])
def test_groups_in_groups_are_told_by_their_first_word_or_their_colour(fill: str | None) -> None:
    found = headings(
        across("Priority 1", fill),
        across("Outcome A"),
        row("1"),
        across("Outcome B"),
        row("2"),
        across("Priority 2", fill),
        across("Outcome C"),
        row("3"),
    )
    assert found == [("Priority 1", "Outcome A"), ("Priority 1", "Outcome B"), ("Priority 2", "Outcome C")]


def test_a_row_with_only_a_reference_is_data() -> None:
    assert headings((Cell(text="1.4"), Cell(), Cell()), row("2")) == [(), ()]
