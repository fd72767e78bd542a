"""A question that gives a day for a clock is answered with dates, their working and their law."""

from datetime import date

import pytest

from bot.answer import Status
from bot.check import check
from bot.clocks.answer import answer_from_clocks
from retrieval.rings import empty_ring
from retrieval.search import Search
from tests.clock_answers.conftest import TODAY, Ask
from tests.starter import NoEmbedder


def test_the_step_asked_for_comes_first_and_the_others_after(ask: Ask) -> None:
    draft = ask("I asked for an EHC needs assessment on 5 January 2026, when is the final plan due?")
    assert draft
    lines = (draft.understood or "").splitlines()
    assert lines[0] == "Counted from 5 January 2026 (taken as the day the council received the request):"
    assert "by Monday 25 May 2026" in lines[1]
    assert "20 weeks from the day after 5 January 2026" in lines[1]


def test_the_rule_and_its_exceptions_are_proved_from_the_library(ask: Ask) -> None:
    draft = ask("I asked for an EHC needs assessment on 5 January 2026, when must they decide?")
    assert draft
    assert check(draft) == draft
    said = [statement.text for statement in draft.statements]
    assert "regulation 5(1)" in said[0]
    assert "need not keep to the 6 weeks" in said[1]


def test_a_day_that_the_tribunals_rules_move_shows_the_rule(ask: Ask) -> None:
    draft = ask("decision letter dated 10 June 2026, last day to appeal?")
    assert draft
    assert "Monday 10 August 2026 becomes Tuesday 1 September 2026" in (draft.understood or "")
    assert any("rule 12(3)(a)" in statement.text for statement in draft.statements)


def test_nobody_is_said_to_have_broken_the_law_though_the_day_is_long_past(ask: Ask) -> None:
    draft = ask("Request received 12 January 2026 for an EHC assessment. Should they have decided by now?")
    assert draft
    words = f"{draft.understood} {' '.join(statement.text for statement in draft.statements)}".lower()
    assert "23 february 2026" in words
    for blame in ("missed", "broke", "breach", "unlawful", "overdue", "failed", "too late"):
        assert blame not in words


def test_a_year_that_was_not_given_is_said_to_be_taken(ask: Ask) -> None:
    draft = ask("decision letter dated 31 December, last day to appeal?")
    assert draft
    assert "31 December 2025" in (draft.understood or "")
    assert "the year was not given" in (draft.understood or "")


def test_a_meeting_to_come_is_the_next_such_day(ask: Ask) -> None:
    draft = ask("Our annual review is on 15 January, when should we get the paperwork?")
    assert draft
    assert "15 January 2027" in (draft.understood or "")


def test_each_day_goes_to_what_happened_on_it(ask: Ask) -> None:
    draft = ask(
        "They agreed to assess on 3 September 2026, I asked for it on 30 July 2026, when is the final EHCP due?"
    )
    assert draft
    assert "Counted from 30 July 2026" in (draft.understood or "")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I asked for an EHC assessment about three weeks ago, what date must they decide by?", "the day, the month"),
        ("mediation certificate dated 10 November 2026, when's my last day to appeal", "decision letter"),
        ("He is changing college in January 2027, when must his plan be amended?", "the full date of the move"),
        ("I asked for an assessment on 5 January 1926, when must they decide?", "Check the year"),
    ],
)
def test_what_is_missing_is_asked_for(question: str, wanted: str, ask: Ask) -> None:
    draft = ask(question)
    assert draft
    assert draft.status is Status.CLARIFY
    assert wanted in (draft.understood or "")
    assert not draft.statements


@pytest.mark.parametrize(
    "question",
    [
        "how long does the council have to decide whether to assess?",
        "when must they decide on my request?",
        "I've had a letter refusing to assess. When is my last day to appeal?",
        "When is the draft delivery plan of 3 March 2026 open for comments?",
        "When was the Cabinet report of 17 December 2024 decided?",
        "",
    ],
)
def test_a_question_that_is_not_to_be_counted_is_left_to_the_documents(question: str, ask: Ask) -> None:
    assert ask(question) is None


def test_a_library_without_the_page_of_time_limits_answers_nothing_by_clock() -> None:
    bare = Search(empty_ring(), NoEmbedder(), "-", "-")
    assert (
        answer_from_clocks("I asked for an EHC assessment on 5 January 2026, when must they decide?", bare, TODAY)
        is None
    )


def test_the_same_question_on_another_day_takes_another_year(search: Search) -> None:
    draft = answer_from_clocks(
        "I asked for an assessment on 5 January, when must they decide?", search, date(2025, 3, 1)
    )
    assert draft
    assert "by Sunday 16 February 2025" in (draft.understood or "")
