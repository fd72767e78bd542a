"""Dates are understood as plans write them, with the reading said; what is not understood is said too."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions import DateKind, understand_date

LAST_DAYS = {
    "Q3 2025": date(2025, 9, 30),
    "Q3 2025/26": date(2025, 12, 31),
    "Q4 2025-2026": date(2026, 3, 31),
    "2025/26 Q1": date(2025, 6, 30),
    "Q1 FY26": date(2025, 6, 30),
    "third quarter of 2025": date(2025, 9, 30),
    "by end March 26": date(2026, 3, 31),
    "End of February 2028": date(2028, 2, 29),
    "Mar-26": date(2026, 3, 31),
    "31/03/2026": date(2026, 3, 31),
    "31.3.26": date(2026, 3, 31),
    "2026-03-31 00:00:00": date(2026, 3, 31),
    "Friday 27th March 2026": date(2026, 3, 27),
    "Autumn term 2025": date(2025, 12, 31),
    "Spring term 2025/26": date(2026, 4, 15),
    "Summer 2026": date(2026, 7, 31),
    "academic year 2025/26": date(2026, 8, 31),
    "2025-26": date(2026, 3, 31),
    "By 2027": date(2027, 12, 31),
    "Sept 2025 – March 2026": date(2026, 3, 31),
    "Oct - Feb 2026": date(2026, 2, 28),
    "Q1-Q2 2026/27": date(2026, 9, 30),
    "Dec 2025 (revised to March 2026)": date(2026, 3, 31),
    "March 2026 (was Dec 2025)": date(2026, 3, 31),
    "Dec 2025 → March 2026": date(2026, 3, 31),
    "Phase 1: Dec 2025; Phase 2: June 2026": date(2026, 6, 30),
    "Ongoing until March 2027": date(2027, 3, 31),
    "before September 2026": date(2026, 8, 31),
    "by the start of April 2026": date(2026, 4, 1),
    "by end\nMarch 2026": date(2026, 3, 31),
    "Dec 2025\nMarch 2026": date(2026, 3, 31),
}


@pytest.mark.parametrize(("written", "last"), LAST_DAYS.items())
def test_a_due_date_means_its_last_day(written: str, last: date) -> None:
    understood = understand_date(written)
    assert understood.latest == last
    assert understood.written == written


def test_the_reading_says_which_year_a_quarter_is_of() -> None:
    assert understand_date("Q3 2025").reading == "calendar quarter 3 of 2025: last day 30 September 2025"
    financial = understand_date("Q3 2025/26").reading
    assert financial == "quarter 3 of the financial year 2025/26: last day 31 December 2025"


@pytest.mark.parametrize("written", ["Ongoing", "BAU", "From Sept 2025, ongoing", "Continuous", "from April 2025"])
def test_ongoing_work_has_no_last_day(written: str) -> None:
    understood = understand_date(written)
    assert (understood.kind, understood.latest) == (DateKind.ONGOING, None)


@pytest.mark.parametrize("written", ["Termly", "Half-termly", "Monthly", "Annually each September", "Every term"])
def test_recurring_work_has_no_last_day(written: str) -> None:
    understood = understand_date(written)
    assert (understood.kind, understood.latest) == (DateKind.RECURRING, None)


@pytest.mark.parametrize("written", ["", " ", "TBC", "n/a", "-", "To be confirmed", "?"])
def test_no_date_given_is_an_answer(written: str) -> None:
    assert understand_date(written).kind is DateKind.NONE


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("30/02/2026", "no such day"),
        ("31 June 2025", "no such day"),
        ("March", "no year given"),
        ("31 March", "no year given"),
        ("ASAP", "not in words"),
        ("Year 2", "not in words"),
        ("45000", "not in words"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_is_not_understood_is_said_and_not_guessed(written: str, why: str) -> None:
    understood = understand_date(written)
    assert understood.kind is DateKind.NOT_UNDERSTOOD
    assert why in understood.reading
    assert understood.latest is None


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d %b %y"]),
)
def test_every_day_is_read_in_every_usual_form(day: date, form: str) -> None:
    assert understand_date(day.strftime(form)).latest == day


@given(st.integers(2000, 2098), st.integers(1, 4))
def test_financial_quarters_follow_each_other_without_gap(year: int, quarter: int) -> None:
    this = understand_date(f"Q{quarter} {year}/{(year + 1) % 100:02d}")
    calendar = understand_date(f"Q{quarter} {year}")
    assert this.earliest is not None
    assert calendar.earliest is not None
    assert (this.earliest.year - calendar.earliest.year) * 12 + this.earliest.month - calendar.earliest.month == 3


@given(st.text(alphabet="Q1234 20256/-–marchendbytoj.():,ongi\n", max_size=40))
def test_whatever_is_written_a_stretch_never_ends_before_it_begins(written: str) -> None:
    understood = understand_date(written)
    if understood.earliest and understood.latest:
        assert understood.earliest <= understood.latest
