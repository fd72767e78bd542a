"""Conflicts: different figures for one thing are both shown; what only looks like one is not."""

import pytest

from bot.answer import Answer
from tests.extractive.elmshire import FINANCE, UPDATE
from tests.extractive.ringed import MakePapers, Papers

POLICIES = """documents:
  - id: old
    file: old.md
    title: Elmshire travel policy 2019
    kind: strategy
    audience: public
    status: superseded
    published: 2019-05-01
  - id: new
    file: new.md
    title: Elmshire travel policy 2026
    kind: strategy
    audience: public
    published: 2026-05-01
    supersedes: old
"""
OLD = """# Elmshire travel policy 2019

## Mileage

The mileage allowance is 30p a mile.

## Ferry

The ferry pass is issued by the harbour office.
"""
NEW = """# Elmshire travel policy 2026

## Mileage

The mileage allowance is 45p a mile.
"""


@pytest.fixture(scope="module")
def finance(make_papers: MakePapers) -> Papers:
    """A finance report, and an update of it."""
    return make_papers(finance=FINANCE, update=UPDATE)


@pytest.fixture(scope="module")
def policies(make_papers: MakePapers) -> Papers:
    """A policy, and the one that it took the place of."""
    return make_papers(POLICIES, old=OLD, new=NEW)


def readings(answer: Answer) -> dict[str, str]:
    """Each value in conflict, with the id of the document that gives it."""
    documents = {citation.number: citation.document.id for citation in answer.citations}
    return {one.value: documents[one.citation] for conflict in answer.conflicts for one in conflict.readings}


def test_different_figures_for_one_thing_are_both_shown(finance: Papers) -> None:
    answer = finance.answer("How much will the sensory room programme cost?")
    assert readings(answer) == {"£340,000": "finance", "£415,000": "update"}
    assert answer.notice
    assert "do not agree" in answer.notice


def test_the_same_figure_twice_is_no_conflict(finance: Papers) -> None:
    answer = finance.answer("How much does the taxi contract cost?")
    assert "£96,000" in answer.statements[0].text
    assert answer.conflicts == ()


@pytest.mark.parametrize("question", ["How big is the deficit?", "What is the accumulated deficit?"])
def test_interest_on_the_deficit_is_not_the_deficit(finance: Papers, question: str) -> None:
    answer = finance.answer(question)
    assert "£8.2 million" in answer.statements[0].text
    assert answer.conflicts == ()


@pytest.mark.parametrize(
    "question", ["How much did the escort service cost?", "What did the escort service cost in 2024/25?"]
)
def test_the_figure_of_another_year_is_no_conflict(finance: Papers, question: str) -> None:
    answer = finance.answer(question)
    assert "£52,000" in " ".join(statement.text for statement in answer.statements)
    assert answer.conflicts == ()


def test_what_was_superseded_is_silent(policies: Papers) -> None:
    answer = policies.answer("What is the mileage allowance?")
    assert [statement.text for statement in answer.statements] == ["The mileage allowance is 45p a mile."]
    assert {citation.document.id for citation in answer.citations} == {"new"}
    assert answer.conflicts == ()
    assert policies.said("Who issues the ferry pass?") == ""


@pytest.mark.parametrize(
    "question",
    ["How much was the mileage allowance in 2019?", "What was the mileage allowance in the 2019 travel policy?"],
)
def test_what_was_superseded_answers_for_its_own_years(policies: Papers, question: str) -> None:
    answer = policies.answer(question)
    assert [statement.text for statement in answer.statements] == ["The mileage allowance is 30p a mile."]
    assert answer.notice
    assert "has been replaced" in answer.notice


def test_a_figure_asked_for_by_its_year_is_not_in_conflict_with_todays(policies: Papers) -> None:
    assert policies.answer("How much was the mileage allowance in 2019?").conflicts == ()


STEPS = """# Time limits

The council must tell you within 6 weeks of the request whether it will assess.

If the council decides that a plan is not needed, it must tell you within 16 weeks of the request.

The council must send the final plan within 20 weeks of the request.

At least 2 weeks' notice of a review meeting must be given.

The council must give its decision within 4 weeks of the review meeting.
"""


@pytest.mark.parametrize(
    "question",
    [
        "How long does the council have to send the final plan?",
        "Within how many weeks must the council tell me?",
        "How long after the review meeting does the council have?",
    ],
)
def test_time_limits_of_different_steps_are_no_conflict(make_papers: MakePapers, question: str) -> None:
    answer = make_papers(limits=STEPS).answer(question)
    assert answer.statements
    assert answer.conflicts == ()
