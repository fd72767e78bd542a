"""What a result says: its working, its law, what is not known, and what it must never say."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.clocks import (
    CLOCKS_FILE,
    ClockError,
    ClockResult,
    Grade,
    Sense,
    clock_names,
    find_clock,
    load_clocks,
    run_clock,
)

MONDAY = date(2026, 1, 5)


def test_the_working_is_in_words_with_its_weekday() -> None:
    step = run_clock(find_clock("ehc-assessment"), MONDAY).step("decide-to-assess")
    assert step.working == "6 weeks from the day after 5 January 2026: Monday 16 February 2026"
    assert step.due_words == "by Monday 16 February 2026"


def test_the_working_says_when_the_day_itself_is_counted() -> None:
    step = run_clock(find_clock("ehc-draft"), MONDAY).step("comment")
    assert step.working == "15 days, the first of them 5 January 2026: Monday 19 January 2026"
    assert step.counting_words == "the day itself is counted as day 1"


def test_a_time_given_to_a_family_is_a_least_and_not_a_latest() -> None:
    step = run_clock(find_clock("ehc-draft"), MONDAY).step("comment")
    assert step.sense is Sense.NOT_BEFORE_END_OF
    assert step.due_words == "not before the end of Monday 19 January 2026"


def test_the_working_says_when_a_month_has_no_such_day() -> None:
    step = run_clock(find_clock("mediation"), date(2026, 12, 31)).step("contact-adviser")
    expected = "2 months from 31 December 2026, to the last day of February 2027, which has 28 days: "
    assert step.working == expected + "Sunday 28 February 2027"


def test_a_step_counted_from_an_earlier_last_day_says_so() -> None:
    step = run_clock(find_clock("annual-review"), MONDAY).step("final-amended-plan")
    assert step.counted_from is not None
    assert not step.counted_from.given
    assert "the last day for the amendment notice, 2 February 2026: Monday 30 March 2026" in step.working
    assert "counted from that day" in step.working


def test_a_step_that_waits_for_a_date_has_none_and_says_which_date() -> None:
    step = run_clock(find_clock("ehc-assessment"), MONDAY).step("advice")
    assert (step.due, step.due_words, step.waits_for) == (None, None, "advice-requested")
    assert "the day the body received the council's request for advice" in step.working


def test_an_unconfirmed_way_of_counting_shows_the_stricter_date_too() -> None:
    step = run_clock(find_clock("annual-review"), MONDAY).step("notice-of-meeting")
    assert step.counting_grade is Grade.UNCONFIRMED
    assert step.stricter == date(2025, 12, 21)
    assert step.due_words == "by Monday 22 December 2025 (Sunday 21 December 2025 on a stricter count)"


def test_counting_that_comes_from_the_law_shows_one_date_only() -> None:
    result = run_clock(find_clock("ehc-assessment"), MONDAY)
    assert all(step.stricter is None for step in result.steps)


def test_an_unconfirmed_time_limit_gets_no_date_and_neither_does_what_hangs_on_it(tmp_path: Path) -> None:
    text = CLOCKS_FILE.read_text(encoding="utf-8")
    head, tail = text.split("      - id: amendment-notice\n")
    file = tmp_path / "clocks.yaml"
    unsure = tail.replace("        grade: secondary\n", "        grade: unconfirmed\n", 1)
    file.write_text(f"{head}      - id: amendment-notice\n{unsure}", encoding="utf-8")
    clock = find_clock("annual-review", load_clocks(file))
    result = run_clock(clock, MONDAY)
    assert result.step("amendment-notice").due is None
    assert "not confirmed" in result.step("amendment-notice").working
    assert result.step("final-amended-plan").due is None
    known = run_clock(clock, MONDAY, {"amendment-notice": date(2026, 2, 2)})
    assert known.step("final-amended-plan").due == date(2026, 3, 30)


def test_school_closure_is_shown_as_a_reason_and_sets_no_new_date() -> None:
    in_july = run_clock(find_clock("ehc-assessment"), date(2026, 7, 13)).step("final-plan")
    assert in_july.due == date(2026, 11, 30)
    (closure, *_) = in_july.exceptions
    assert closure.law == "SEND Regulations 2014, regulation 10(4)(a)"
    assert closure.quote is not None
    assert "continuous period of not less than 4 weeks" in closure.quote
    assert in_july.exceptions_law is not None


@pytest.mark.parametrize("name", clock_names())
def test_every_step_carries_the_law_it_came_from_word_for_word(name: str) -> None:
    clock = find_clock(name)
    for step, result in zip(clock.steps, run_clock(clock, MONDAY).steps, strict=True):
        assert (result.law, result.address, result.quote) == (step.law, step.address, step.quote)
        assert (result.grade, result.counting_grade) == (step.grade, step.counting_grade)
        assert result.exceptions == step.exceptions
        assert result.notes[: len(step.notes)] == step.notes


@pytest.mark.parametrize("name", clock_names())
def test_a_result_goes_to_json_and_back(name: str) -> None:
    result = run_clock(find_clock(name), MONDAY)
    text = result.model_dump_json()
    assert json.loads(text)["start"] == "2026-01-05"
    assert ClockResult.model_validate_json(text) == result


@pytest.mark.parametrize("name", clock_names())
def test_a_result_never_says_that_anyone_did_wrong(name: str) -> None:
    text = run_clock(find_clock(name), date(2015, 1, 5)).model_dump_json().lower()
    for accusation in (
        "missed",
        "overdue",
        "breach",
        "broke",
        "unlawful",
        "too late",
        "in default",
    ):
        assert accusation not in text


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2014, 8, 31), "before 1 September 2014"),
        (date(1026, 1, 5), "5 January 1026"),
        (date(2036, 11, 25), "more than 10 years after the law was last checked, 24 November 2026"),
    ],
)
def test_a_start_out_of_range_is_refused_with_what_to_check(start: date, said: str) -> None:
    with pytest.raises(ClockError, match=said) as caught:
        run_clock(find_clock("ehc-assessment"), start)
    assert str(caught.value).endswith("Check the year.")


def test_the_first_and_the_last_day_in_range_are_taken() -> None:
    for start in (date(2014, 9, 1), date(2036, 11, 24)):
        assert run_clock(find_clock("ehc-assessment"), start).start == start


def test_an_event_out_of_range_or_before_the_start_is_refused_by_name() -> None:
    clock = find_clock("appeal")
    with pytest.raises(ClockError, match="certificate-issued"):
        run_clock(clock, MONDAY, {"certificate-issued": date(2062, 1, 5)})
    with pytest.raises(ClockError, match=r"certificate-issued\) is before the start, 5 January 2026"):
        run_clock(clock, MONDAY, {"certificate-issued": date(2025, 1, 5)})


def test_an_event_that_the_clock_does_not_know_is_refused_with_those_it_does() -> None:
    with pytest.raises(ClockError, match="It takes: certificate-issued"):
        run_clock(find_clock("appeal"), MONDAY, {"certificate": MONDAY})
    with pytest.raises(ClockError, match="no date but its start"):
        run_clock(find_clock("ehc-draft"), MONDAY, {"certificate": MONDAY})


def test_a_result_lists_the_other_dates_it_can_use() -> None:
    result = run_clock(find_clock("annual-review"), MONDAY, {"amendment-notice": date(2026, 1, 20)})
    assert [(event.id, event.day) for event in result.events] == [("amendment-notice", date(2026, 1, 20))]
