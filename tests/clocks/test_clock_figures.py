"""Each time limit against a date worked out by hand on a calendar."""

from datetime import date
from typing import NamedTuple

import pytest

from knowledge.clocks import Sense, clock_names, find_clock, run_clock


class Case(NamedTuple):
    clock: str
    step: str
    start: date
    due: date
    events: dict[str, date] = {}  # noqa: RUF012 - never changed


MONDAY = date(2026, 1, 5)
CASES = (
    Case("ehc-assessment", "decide-to-assess", MONDAY, date(2026, 2, 16)),
    Case("ehc-assessment", "advice", MONDAY, date(2026, 3, 2), {"advice-requested": date(2026, 1, 19)}),
    Case("ehc-assessment", "decide-not-to-issue", MONDAY, date(2026, 4, 27)),
    Case("ehc-assessment", "final-plan", MONDAY, date(2026, 5, 25)),
    Case("ehc-draft", "comment", MONDAY, date(2026, 1, 19)),
    Case("annual-review", "notice-of-meeting", MONDAY, date(2025, 12, 22)),
    Case("annual-review", "advice-circulated", MONDAY, date(2025, 12, 22)),
    Case("annual-review", "report", MONDAY, date(2026, 1, 19)),
    Case("annual-review", "decision", MONDAY, date(2026, 2, 2)),
    Case("annual-review", "amendment-notice", MONDAY, date(2026, 2, 2)),
    Case("annual-review", "comment-on-amendments", MONDAY, date(2026, 2, 16)),
    Case("annual-review", "final-amended-plan", MONDAY, date(2026, 3, 30)),
    Case("annual-review", "final-amended-plan-overall", MONDAY, date(2026, 3, 30)),
    Case("appeal", "from-notice", date(2026, 10, 1), date(2026, 12, 1)),
    Case("appeal", "from-certificate", MONDAY, date(2026, 3, 20), {"certificate-issued": date(2026, 2, 20)}),
    Case("appeal", "last-day", MONDAY, date(2026, 3, 20), {"certificate-issued": date(2026, 2, 20)}),
    Case("mediation", "contact-adviser", MONDAY, date(2026, 3, 5)),
    Case(
        "mediation",
        "certificate-without-mediation",
        MONDAY,
        date(2026, 1, 15),
        {"told-adviser-no": date(2026, 1, 12)},
    ),
    Case("mediation", "mediation-arranged", MONDAY, date(2026, 2, 4), {"told-council-yes": MONDAY}),
    Case(
        "mediation",
        "certificate-if-not-arranged",
        MONDAY,
        date(2026, 2, 9),
        {"council-told-adviser": date(2026, 2, 4)},
    ),
    Case("phase-transfer", "most-transfers", date(2027, 9, 1), date(2027, 2, 15)),
    Case("phase-transfer", "secondary-to-post-16", date(2027, 9, 1), date(2027, 3, 31)),
    Case("phase-transfer", "post-16-to-post-16", date(2027, 9, 1), date(2027, 4, 1)),
)


def due(clock: str, step: str, start: date, events: dict[str, date] | None = None) -> date | None:
    return run_clock(find_clock(clock), start, events or {}).step(step).due


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.clock}: {case.step}")
def test_the_date_is_the_one_worked_out_by_hand(case: Case) -> None:
    assert due(case.clock, case.step, case.start, case.events) == case.due


def test_every_time_limit_has_a_date_worked_out_by_hand() -> None:
    ours = {(name, step.id) for name in clock_names() for step in find_clock(name).steps}
    assert {(case.clock, case.step) for case in CASES} == ours


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2028, 1, 18), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 4, 11)),
        (date(2027, 1, 18), date(2027, 3, 1)),
    ],
)
def test_six_weeks_count_a_leap_day_when_there_is_one(start: date, last: date) -> None:
    assert due("ehc-assessment", "decide-to-assess", start) == last


def test_fifteen_days_beginning_with_the_day_of_service_count_that_day_and_a_leap_day() -> None:
    assert due("ehc-draft", "comment", date(2028, 2, 20)) == date(2028, 3, 5)
    assert due("ehc-draft", "comment", date(2027, 2, 20)) == date(2027, 3, 6)


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2026, 12, 29), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2026, 4, 28)),
        (date(2028, 2, 29), date(2028, 4, 29)),
    ],
)
def test_two_months_end_on_the_same_day_number_or_the_last_day_of_a_short_month(sent: date, last: date) -> None:
    assert due("mediation", "contact-adviser", sent) == last


def test_five_months_back_from_the_end_of_july_is_the_last_day_of_february() -> None:
    assert due("phase-transfer", "post-16-to-post-16", date(2027, 7, 31)) == date(2027, 2, 28)
    assert due("phase-transfer", "post-16-to-post-16", date(2028, 7, 31)) == date(2028, 2, 29)


def test_a_fixed_date_is_in_the_calendar_year_of_the_transfer_and_is_read_as_before() -> None:
    step = run_clock(find_clock("phase-transfer"), date(2027, 9, 1)).step("most-transfers")
    assert step.sense is Sense.BEFORE
    assert step.due_words == "before Monday 15 February 2027"


def test_a_real_notice_date_moves_what_is_counted_from_it_and_not_the_twelve_weeks() -> None:
    events = {"amendment-notice": date(2026, 1, 20)}
    assert due("annual-review", "comment-on-amendments", MONDAY, events) == date(2026, 2, 3)
    assert due("annual-review", "final-amended-plan", MONDAY, events) == date(2026, 3, 17)
    assert due("annual-review", "final-amended-plan-overall", MONDAY, events) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2026, 4, 1), date(2026, 4, 8)),  # Good Friday and Easter Monday
        (date(2026, 12, 24), date(2026, 12, 31)),  # Christmas Day, and Boxing Day given on the Monday
        (date(2026, 1, 10), date(2026, 1, 14)),  # told on a Saturday
    ],
)
def test_three_working_days_leave_out_weekends_and_bank_holidays(told: date, last: date) -> None:
    step = "certificate-without-mediation"
    assert due("mediation", step, MONDAY, {"told-adviser-no": told}) == last


def test_a_council_date_stays_on_a_bank_holiday_because_no_rule_moves_it() -> None:
    assert due("ehc-assessment", "final-plan", date(2026, 8, 7)) == date(2026, 12, 25)
