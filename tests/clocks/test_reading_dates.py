"""Dates in plain words: read only where certain, in the order that people in England write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import find_dates, read_date, say_date, say_day

TODAY = date(2026, 11, 24)
FIFTH = date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("5 January", "5th of Jan 2026", "05/01/2026", "2026-01-05", "5/1/2026", "05.01.2026", "5-1-2026"),
        *("the 5th of January", "Mon 5 January 2026", "Monday, 5th January", "JANUARY 5TH, 2026", "Jan 5"),
        *("5 Jan 26", "5 jan '26", "05/01/26", "5-Jan-2026", "on 5 January.", "  5   January\n2026 "),
    ],
)
def test_the_ways_people_write_the_fifth_of_january(text: str) -> None:
    assert read_date(text, TODAY) == FIFTH


@pytest.mark.parametrize(
    "text",
    [
        *("", "Monday", "last Monday", "next week", "5/1", "3/4", "5th", "January", "January 2026", "2026"),
        *(
            "31 February",
            "29 February 2026",
            "01/13/2026",
            "31/04/2026",
            "2026-13-01",
            "0 January",
            "00/00/2026",
        ),
        *("Tuesday 5 January 2026", "around 5 January", "5 to 12 January", "2 or 3 days ago", "3 weeks ago"),
        *("5 janaury", "5 January 1430", "5 January 98", "05/01/98", "5 January 2026 and 6 February"),
    ],
)
def test_what_is_not_possible_or_not_certain_gives_nothing(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_numbers_are_day_then_month_never_month_first() -> None:
    assert read_date("03/04/2026", TODAY) == date(2026, 4, 3)
    assert read_date("04/13/2026", TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24 November", date(2026, 11, 24)),
        ("25 November", date(2025, 11, 25)),
        ("29 February", date(2024, 2, 29)),
    ],
)
def test_a_date_without_its_year_is_the_most_recent_one(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 24)),
        ("Yesterday", date(2026, 11, 23)),
        ("the day before yesterday", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 25)),
        ("day after tomorrow", date(2026, 11, 26)),
        ("30 days ago", date(2026, 10, 25)),
    ],
)
def test_days_told_from_today(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_dates_in_a_question_come_in_order_with_their_words() -> None:
    text = "I asked on 5 January 2026, they wrote back on 16/02/2026 and I rang yesterday."
    assert find_dates(text, TODAY) == (
        (FIFTH, "5 January 2026"),
        (date(2026, 2, 16), "16/02/2026"),
        (date(2026, 11, 23), "yesterday"),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("up to 5 may apply", "May 5 children share a taxi?", "the 2nd may be wrong", "help is there 24/7"),
        *(
            "from 5 to 12 January 2026",
            "on 5 or 6 January",
            "January 5-12",
            "around 5 January",
            "over 3 days ago",
        ),
        *(
            "version 2.9.12",
            "regulation 13(1)(a)",
            "sent 12 Nov 25 I think",
            "on 5 January 10.30am",
            "in May 2026",
        ),
    ],
)
def test_words_that_only_look_like_one_date_are_left_alone(text: str) -> None:
    assert find_dates(text, TODAY) == ()


def test_may_is_a_month_where_the_words_before_it_say_so() -> None:
    assert find_dates("I asked on 5 may", TODAY) == ((date(2026, 5, 5), "5 may"),)


def test_a_number_after_a_date_is_not_its_year() -> None:
    assert find_dates("on 5 January 2026 300 children", TODAY) == ((FIFTH, "5 January 2026"),)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2036, 12, 31)))
def test_whatever_is_said_is_read_back(day: date) -> None:
    for words in (say_date(day), say_day(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(words, TODAY) == day
        assert [found for found, _ in find_dates(f"The letter is dated {words}.", TODAY)] == [day]


@given(st.dates(min_value=date(2000, 1, 1)), st.dates(min_value=date(2010, 1, 1), max_value=date(2100, 1, 1)))
def test_a_date_without_its_year_is_never_in_the_future(day: date, today: date) -> None:
    read = read_date(say_date(day).rsplit(" ", 1)[0], today)
    assert read is not None
    assert read <= today
    assert (read.day, read.month) == (day.day, day.month)


@given(st.text(alphabet="0123456789 /-.thofJanuaryMay,'", max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    read_date(text, TODAY)
    for day, words in find_dates(text, TODAY):
        assert words in text
        assert isinstance(day, date)
