"""Values that are equal are no conflict, however they are written; values that differ are seen to differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.conflicts.claims import values_of
from bot.extractive.conflicts.values import Stated, ValueKind
from knowledge.dates import say_date

_DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


def only(text: str, kind: ValueKind) -> Stated:
    """The one value of a kind in a text."""
    (value,) = values_of(text, kind)
    return value


def agree(one: str, other: str, kind: ValueKind) -> bool | None:
    found = only(one, kind).agrees(only(other, kind))
    assert found == only(other, kind).agrees(only(one, kind))
    return found


SAME = [
    (ValueKind.MONEY, "It costs £1.5m.", "It costs £1,500,000."),
    (ValueKind.MONEY, "The deficit was £7.38m.", "The deficit was £7.4m."),
    (ValueKind.MONEY, "It is £250.", "It is £250.00."),
    (ValueKind.MONEY, "They get 45p.", "They get £0.45."),
    (ValueKind.PERCENT, "It was 62 per cent.", "It was 62%."),
    (ValueKind.PERCENT, "It was 62%.", "It was 62.4%."),
    (ValueKind.COUNT, "There are eleven bases.", "There are 11 bases."),
    (ValueKind.COUNT, "About 1,200 children came.", "There were 1,198 children."),
    (ValueKind.COUNT, "More than 300 families came.", "There were 340 families."),
    (ValueKind.LENGTH, "It lasts two weeks.", "It lasts a fortnight."),
    (ValueKind.LENGTH, "It lasts 24 months.", "It lasts two years."),
    (ValueKind.LENGTH, "It takes 20 working days.", "It takes four weeks."),
    (ValueKind.LENGTH, "It takes 7 weeks.", "It takes 6 to 8 weeks."),
    (ValueKind.FREQUENCY, "They meet quarterly.", "They meet every three months."),
    (ValueKind.FREQUENCY, "They meet every other month.", "They meet six times a year."),
    (ValueKind.TIME, "It opens at noon.", "It opens at 12pm."),
    (ValueKind.TIME, "It opens at 9.30am.", "It opens at 9:30."),
    (ValueKind.DATE, "It is due on 31 March 2026.", "It is due by the end of March 2026."),
    (ValueKind.DATE, "It opens on 1 September 2026.", "It opens in September 2026."),
    (ValueKind.DATE, "Apply by 31 May.", "Apply by 31st May 2026."),
    (ValueKind.PARTY, "It is led by NHS Dorset.", "It is led by NHS Dorset ICB."),
    (ValueKind.PARTY, "It is led by Dorset Parent Carer Council.", "It is led by DPCC."),
    (ValueKind.PARTY, "It is led by the Head of SEND.", "It is led by the Head of SEND and Inclusion."),
    (ValueKind.PARTY, "It is chaired by Dr Salma Whitcombe.", "It is chaired by S. Whitcombe."),
    (ValueKind.PARTY, "It is chaired by Cllr Peter Lanyon.", "It is chaired by Councillor Lanyon."),
    (ValueKind.TITLE, "It is called “Talking Together”.", "It is known as Talking Together."),
]
DIFFERENT = [
    (ValueKind.MONEY, "It costs £410,000.", "It costs £415,000."),
    (ValueKind.PERCENT, "It was 61 per cent.", "It was 57 per cent."),
    (ValueKind.COUNT, "There are 46 places.", "There are 38 places."),
    (ValueKind.LENGTH, "It takes 8 weeks.", "It takes 14 weeks."),
    (ValueKind.LENGTH, "It takes 6 to 8 weeks.", "It takes 8 to 10 weeks."),
    (ValueKind.FREQUENCY, "They meet weekly.", "They meet quarterly."),
    (ValueKind.TIME, "It opens at 10am.", "It opens at 9.30am."),
    (ValueKind.DATE, "It opens in September 2026.", "It opens in January 2027."),
    (ValueKind.DATE, "Apply by 31 May.", "Apply by 30 April."),
    (ValueKind.DATE, "It is on Tuesdays.", "It is on Wednesday."),
    (ValueKind.PARTY, "It is led by NHS Dorset.", "It is led by Dorset Council."),
    (ValueKind.PARTY, "It is led by the Director of Education.", "It is led by the Director of Finance."),
    (ValueKind.PARTY, "It is chaired by Mrs Judith Lowe.", "It is chaired by Simon Petch."),
    (ValueKind.TITLE, "It is called Talking Together.", "It is called Chatter Matters."),
]
CANNOT_BE_COMPARED = [
    (ValueKind.COUNT, "There are 46 places.", "There are 38 teachers."),
    (ValueKind.MONEY, "It costs £12 a session.", "It costs £400 a year."),
    (ValueKind.MONEY, "It costs £9,500.", "It costs £18.6m."),
    (ValueKind.LENGTH, "It takes 60 hours.", "It takes 3 weeks."),
    (ValueKind.DATE, "It is on Tuesdays.", "It is on 14 March 2026."),
    (ValueKind.PARTY, "It is led by the Head of SEND.", "It is led by Dr Anna Reyes."),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_equal_values_are_equal_however_they_are_written(kind: ValueKind, one: str, other: str) -> None:
    assert agree(one, other, kind) is True


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_values_that_differ_are_seen_to_differ(kind: ValueKind, one: str, other: str) -> None:
    assert agree(one, other, kind) is False


@pytest.mark.parametrize(("kind", "one", "other"), CANNOT_BE_COMPARED)
def test_values_of_different_things_are_not_compared(kind: ValueKind, one: str, other: str) -> None:
    assert agree(one, other, kind) is None


@given(st.integers(min_value=1, max_value=999))
def test_a_sum_in_millions_is_the_sum_written_out(tenths: int) -> None:
    assert agree(f"It costs £{tenths / 10:.1f}m.", f"It costs £{tenths * 100_000:,}.", ValueKind.MONEY) is True


@given(_DAYS, _DAYS)
def test_two_days_agree_only_when_they_are_one(one: date, other: date) -> None:
    found = agree(f"It is due on {say_date(one)}.", f"It is due on {say_date(other)}.", ValueKind.DATE)
    assert found is (one == other)


@pytest.mark.parametrize(
    "text",
    [
        "See regulation 20(3).",
        "Action 2.3 is late.",
        "See regulations 20 and 21.",
        "It is in phase 2.",
        "EI-03 is late.",
    ],
)
def test_the_number_of_a_rule_or_an_action_counts_nothing(text: str) -> None:
    assert values_of(text, ValueKind.COUNT) == ()


def test_every_value_stands_in_its_text_where_it_says() -> None:
    for kind, one, other in (*SAME, *DIFFERENT):
        for text in (one, other):
            value = only(text, kind)
            assert value.text in text[value.start : value.end]
