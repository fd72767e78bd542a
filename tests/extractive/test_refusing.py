"""Refusing: what comes close to the papers and is not in them is not answered."""

import pytest

from bot.answer import Status
from tests.extractive.elmshire import FINANCE, STRATEGY
from tests.extractive.ringed import MakePapers, Papers


@pytest.fixture(scope="module")
def papers(make_papers: MakePapers) -> Papers:
    """The strategy and the finance report of Elmshire."""
    return make_papers(strategy=STRATEGY, finance=FINANCE)


@pytest.mark.parametrize(
    "question",
    [
        "What is Ravi Oduya's phone number?",  # only named
        "What is Ravi Oduya's email address?",
        "Who chairs the Inclusion Assembly?",  # only said to oversee
        "Who is the chair of the Inclusion Assembly?",
        "What will the taxi contract cost in 2027/28?",  # next year's figure
        "What will the deficit be in 2031?",
        "Where is the mobile team in Dunwick?",  # a place not mentioned
        "What support is there in Penhallow?",
        "How much does the taxi contract cost in Dunwick?",
    ],
)
def test_what_is_not_there_is_not_answered(papers: Papers, question: str) -> None:
    answer = papers.answer(question)
    assert (answer.status, answer.statements, answer.citations) == (Status.NOT_FOUND, (), ())
    assert answer.notice
    assert answer.next_steps


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is Rowena Tarn's phone number?", "01632 960 117"),
        ("Who oversees the strategy?", "Inclusion Assembly"),
        ("How much does the taxi contract cost?", "£96,000"),
        ("How many villages does the mobile team visit?", "eleven villages"),
    ],
)
def test_what_stands_beside_it_is_answered(papers: Papers, question: str, said: str) -> None:
    assert said in papers.said(question)


@pytest.mark.xfail(strict=True, reason="judge.py: a figure without a year answers for next year's")
@pytest.mark.parametrize(
    "question", ["What will the taxi contract cost next year?", "What will the taxi contract cost in 2031?"]
)
def test_this_years_figure_is_not_next_years(papers: Papers, question: str) -> None:
    assert papers.said(question) == ""


def test_why_nothing_is_said(papers: Papers) -> None:
    assert "phone number" in str(papers.answer("What is Ravi Oduya's phone number?").notice)
    assert "Penhallow" in str(papers.answer("What support is there in Penhallow?").notice)
