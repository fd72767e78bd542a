"""What holds for every day that a clock may start on."""

import re
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clocks import Clock, ClockResult, Sense, clock_names, find_clock, run_clock
from knowledge.clocks.terms import Unit
from knowledge.clocks.working_days import is_working_day

starts = st.dates(min_value=date(2014, 9, 1), max_value=date(2034, 11, 24))
gaps = st.integers(min_value=0, max_value=400).map(lambda days: timedelta(days=days))
names = st.sampled_from(clock_names())
_NAMED_DAY = re.compile(r"(\w+day) (\d{1,2} \w+ \d{4})")


def run_with_every_event(clock: Clock, start: date, gap: timedelta) -> ClockResult:
    return run_clock(clock, start, {event.id: start + gap for event in clock.events})


@given(names, starts, gaps, gaps)
def test_a_later_start_never_gives_an_earlier_date(name: str, start: date, gap: timedelta, later: timedelta) -> None:
    clock = find_clock(name)
    first = run_with_every_event(clock, start, gap)
    second = run_with_every_event(clock, start + later, gap)
    for before, after in zip(first.steps, second.steps, strict=True):
        assert before.due is not None
        assert after.due is not None
        assert before.due <= after.due


@given(names, starts, gaps)
def test_a_period_that_runs_forward_never_ends_before_the_start(name: str, start: date, gap: timedelta) -> None:
    clock = find_clock(name)
    result = run_with_every_event(clock, start, gap)
    for step in clock.steps:
        due = result.step(step.id).due
        if step.within or step.later_of:
            assert due is not None
            assert due > start


@given(names, starts, gaps)
def test_weeks_are_whole_weeks(name: str, start: date, gap: timedelta) -> None:
    clock = find_clock(name)
    result = run_with_every_event(clock, start, gap)
    for step in clock.steps:
        period = step.within or step.before
        reached = result.step(step.id)
        if period and period.unit is Unit.WEEKS and reached.due and reached.counted_from:
            assert abs((reached.due - reached.counted_from.day).days) == 7 * period.number


@given(starts)
def test_the_time_to_comment_is_fifteen_days_of_which_the_first_is_the_day_of_service(start: date) -> None:
    due = run_clock(find_clock("ehc-draft"), start).step("comment").due
    assert due is not None
    assert len([start + timedelta(days=n) for n in range((due - start).days + 1)]) == 15


@given(starts)
def test_months_end_on_the_same_day_number_or_on_the_last_day_of_a_shorter_month(start: date) -> None:
    due = run_clock(find_clock("mediation"), start).step("contact-adviser").due
    assert due is not None
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == 2


@given(starts, gaps)
def test_an_appeal_ends_on_a_working_day_and_outside_august_and_christmas_unless_a_weekend_leads_in(
    start: date, gap: timedelta
) -> None:
    step = run_with_every_event(find_clock("appeal"), start, gap).step("last-day")
    assert step.due is not None
    assert is_working_day(step.due)
    if "tribunal-next-working-day" not in [moved.id for moved in step.moved]:
        assert step.due.month != 8
        assert not (step.due.month == 12 and step.due.day >= 25)
        assert (step.due.month, step.due.day) != (1, 1)


@given(names, starts, gaps)
def test_every_weekday_in_the_words_is_the_right_one(name: str, start: date, gap: timedelta) -> None:
    result = run_with_every_event(find_clock(name), start, gap)
    for step in result.steps:
        words = " ".join([step.working, step.due_words or "", *(moved.working for moved in step.moved)])
        named = _NAMED_DAY.findall(words)
        assert named
        for weekday, day in named:
            assert datetime.strptime(day, "%d %B %Y").strftime("%A") == weekday


@given(names, starts, gaps)
def test_the_stricter_date_is_always_the_earlier(name: str, start: date, gap: timedelta) -> None:
    for step in run_with_every_event(find_clock(name), start, gap).steps:
        if step.stricter:
            assert step.due is not None
            assert step.stricter < step.due
            assert step.sense is Sense.BY
