"""Composing: the sentence that answers, and what it needs to be whole."""

import pytest

from bot.answer import Answer
from tests.extractive.elmshire import STRATEGY
from tests.extractive.ringed import MakePapers, Papers

AIMS = [
    "Children are seen by a therapist within six weeks.",
    "Every school has a trained inclusion lead.",
    "Young people leave school with a plan for work.",
    "Families say that they are heard.",
]


@pytest.fixture(scope="module")
def papers(make_papers: MakePapers) -> Papers:
    """The strategy of Elmshire."""
    return make_papers(strategy=STRATEGY)


def texts(answer: Answer) -> list[str]:
    return [statement.text.removeprefix("• ") for statement in answer.statements]


@pytest.mark.parametrize(
    "question",
    ["What are the four aims of the strategy?", "List the aims of the strategy", "What are the strategy's aims?"],
)
def test_a_list_is_given_whole_and_every_item_is_cited(papers: Papers, question: str) -> None:
    answer = papers.answer(question)
    assert texts(answer) == ["The strategy has four aims:", *AIMS]
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for statement in answer.statements:
        assert statement.citations
        assert all(statement.text in quotes[number] for number in statement.citations)


@pytest.mark.parametrize(
    ("question", "item"),
    [("What will every school have?", AIMS[1]), ("What do families say?", AIMS[3])],
)
def test_one_item_is_given_when_one_is_asked_for(papers: Papers, question: str, item: str) -> None:
    assert texts(papers.answer(question)) == [item]


def test_a_label_comes_with_whose_it_is(papers: Papers) -> None:
    said = papers.said("What is Rowena Tarn's phone number?").splitlines()
    assert said[:2] == ["Report author: Rowena Tarn", "Tel: 01632 960 117"]


def test_who_somebody_is_brings_how_to_reach_them(papers: Papers) -> None:
    said = papers.said("Who wrote the report?").splitlines()
    assert said == [
        "Report author: Rowena Tarn",
        "Job title: Inclusion Manager",
        "Tel: 01632 960 117",
        "Email: rowena.tarn@elmshire.example",
    ]


@pytest.mark.parametrize(
    ("question", "before", "answering"),
    [
        (
            "Why was the early help pilot stopped?",
            "The early help pilot ran in Marsh Green",
            "That pilot was stopped because",
        ),
        ("Who pays for the fuel?", "A mobile team has taken its place", "Its bus was given by a local brewery"),
        ("How often does the Inclusion Assembly meet?", "The Inclusion Assembly oversees", "It meets every second"),
    ],
)
def test_a_sentence_that_points_back_brings_the_one_before(
    papers: Papers, question: str, before: str, answering: str
) -> None:
    said = papers.said(question).splitlines()
    place = next(place for place, text in enumerate(said) if text.startswith(answering))
    assert said[place - 1].startswith(before)


@pytest.mark.parametrize(
    "question", ["How much does the minibus replacement cost?", "Which document covers permits for minibuses?"]
)
def test_a_list_of_sources_is_never_quoted(papers: Papers, question: str) -> None:
    answer = papers.answer(question)
    assert not any("minibus" in text for text in texts(answer))
    assert not any("minibus" in citation.quote for citation in answer.citations)


@pytest.mark.xfail(
    strict=True, reason='asked "how soon", the item "within six weeks" is refused: a duration is no date'
)
def test_how_soon_is_answered_by_a_length_of_time(papers: Papers) -> None:
    assert "within six weeks" in papers.said("How soon are children seen by a therapist?")
