"""The last day for an appeal: the later of two dates, then August, Christmas and working days."""

from datetime import date

import pytest

from knowledge.clocks import Grade, StepResult, find_clock, run_clock


def last_day(sent: date, certificate: date | None = None) -> StepResult:
    events = {"certificate-issued": certificate} if certificate else {}
    return run_clock(find_clock("appeal"), sent, events).step("last-day")


def test_the_example_ipsea_works_out_ends_on_the_first_working_day_after_1_january() -> None:
    step = last_day(date(2026, 10, 1), date(2026, 11, 29))
    assert step.due == date(2027, 1, 4)
    assert [(moved.moved_from, moved.moved_to) for moved in step.moved] == [(date(2026, 12, 29), date(2027, 1, 4))]


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 5, 31), date(2026, 7, 31)),
        (date(2026, 6, 1), date(2026, 9, 1)),
        (date(2026, 6, 30), date(2026, 9, 1)),
        (date(2026, 7, 1), date(2026, 9, 1)),
        (date(2026, 7, 2), date(2026, 9, 2)),
        (date(2024, 6, 15), date(2024, 9, 2)),  # 1 September 2024 was a Sunday
    ],
)
def test_a_time_that_ends_in_august_runs_to_the_first_working_day_after_it(sent: date, last: date) -> None:
    assert last_day(sent).due == last


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 10, 24), date(2026, 12, 24)),
        (date(2026, 10, 25), date(2027, 1, 4)),
        (date(2026, 11, 1), date(2027, 1, 4)),
        (date(2026, 11, 2), date(2027, 1, 4)),
        (
            date(2027, 11, 1),
            date(2028, 1, 4),
        ),  # Monday 3 January 2028 is a bank holiday in place of Saturday's
    ],
)
def test_a_time_that_ends_over_christmas_runs_to_the_first_working_day_after_1_january(sent: date, last: date) -> None:
    assert last_day(sent).due == last


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 2, 3), date(2026, 4, 7)),  # Good Friday, to the Tuesday
        (date(2026, 12, 31), date(2027, 3, 1)),  # Sunday 28 February
        (date(2028, 2, 29), date(2028, 5, 2)),  # Saturday, and a bank holiday on the Monday
        (date(2026, 1, 5), date(2026, 3, 5)),
    ],
)
def test_a_time_that_ends_on_no_working_day_runs_to_the_next_one(sent: date, last: date) -> None:
    assert last_day(sent).due == last


def test_a_weekend_just_before_a_closed_period_gives_the_earlier_reading_and_says_it_is_one() -> None:
    into_august = last_day(date(2027, 5, 31))  # Saturday 31 July 2027
    assert into_august.due == date(2027, 8, 2)
    assert [moved.id for moved in into_august.moved] == ["tribunal-next-working-day"]
    assert last_day(date(2023, 10, 23)).due == date(2023, 12, 27)  # Saturday 23 December 2023
    assert any("the earlier reading" in note.text for note in into_august.notes)


def test_the_earlier_of_letter_and_certificate_never_counts() -> None:
    assert last_day(date(2026, 1, 5), date(2026, 1, 12)).due == date(2026, 3, 5)
    assert last_day(date(2026, 1, 5), date(2026, 2, 20)).due == date(2026, 3, 20)


def test_without_a_certificate_the_letter_decides_and_the_working_says_it_could_be_later() -> None:
    step = last_day(date(2026, 10, 1))
    assert step.due == date(2026, 12, 1)
    assert "could be later" in step.working
    assert "mediation certificate" in step.working


def test_a_move_carries_its_rule_its_address_and_its_own_grade() -> None:
    step = last_day(date(2026, 6, 10))
    assert step.grade is Grade.REGULATION
    (moved,) = step.moved
    assert moved.law.endswith("rule 12(3)(a)")
    assert moved.address == "https://www.legislation.gov.uk/uksi/2008/2699/article/12"
    assert moved.grade is Grade.SECONDARY
    assert "Monday 10 August 2026 becomes Tuesday 1 September 2026" in moved.working


def test_a_date_that_is_not_moved_shows_no_move() -> None:
    assert last_day(date(2026, 1, 5)).moved == ()


def test_a_move_says_what_is_taken_as_a_working_day() -> None:
    assert any("bank holidays" in note.text for note in last_day(date(2026, 6, 10)).notes)
    assert not any("bank holidays" in note.text for note in last_day(date(2026, 1, 5)).notes)
