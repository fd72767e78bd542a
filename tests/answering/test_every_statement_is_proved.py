"""Every statement of every answer stands, word for word, in the passage that its citation opens."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.answer import Answer, Status
from bot.assistant import Assistant
from knowledge.documents import Audience
from knowledge.quotes import stands_in
from tests.answering.papers import QUESTIONS


def passage_text(assistant: Assistant, answer: Answer, number: int) -> str:
    """The text of the passage at which a citation opens, read back from the source page."""
    (citation,) = (one for one in answer.citations if one.number == number)
    address = urlsplit(citation.url)
    assert f"{address.scheme}://{address.netloc}" == "https://signpost.test"
    assert address.path == f"/sources/{citation.document.id}"
    assert parse_qs(address.query)["passage"] == [address.fragment]
    page = assistant.source(citation.document.id, answer.audience)
    assert page is not None
    (passage,) = (one for one in page.passages if one.anchor == address.fragment)
    assert (citation.locator, citation.document.title) == (passage.locator.label, page.document.title)
    assert stands_in(citation.quote, passage.text)
    return passage.text


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_statement_stands_in_each_passage_that_it_cites(
    assistant: Assistant, question: str, audience: Audience
) -> None:
    answer = assistant.ask(question, audience)
    for statement in answer.statements:
        assert statement.citations
        assert any(stands_in(statement.text, passage_text(assistant, answer, n)) for n in statement.citations)
    for conflict in answer.conflicts:
        for reading in conflict.readings:
            assert stands_in(reading.value, passage_text(assistant, answer, reading.citation))
    for action in answer.actions:
        assert stands_in(action.action, passage_text(assistant, answer, action.citation))
    used = {n for statement in answer.statements for n in statement.citations}
    used |= {reading.citation for conflict in answer.conflicts for reading in conflict.readings}
    used |= {action.citation for action in answer.actions}
    assert used == {citation.number for citation in answer.citations}
    assert sorted(used) == list(range(1, len(used) + 1))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who oversees the strategy?", "Strategic Partnership Board"),
        ("Who chairs the Strategic Partnership Board?", "Helen Marsh"),
        ("When was the strategy approved?", "17 December 2024"),
        ("How big is the deficit?", "£12.5 million"),
        ("What is the phone number of the transport team?", "01305 555 0143"),
    ],
)
def test_plain_questions_are_answered_with_the_words_of_the_paper(
    assistant: Assistant, question: str, words: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert words in " ".join(statement.text for statement in answer.statements)


def test_what_the_papers_do_not_say_is_not_found_and_says_who_to_ask(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the football?")
    assert answer.status is Status.NOT_FOUND
    assert (answer.statements, answer.citations) == ((), ())
    assert answer.notice
    assert answer.next_steps


def test_a_source_that_is_not_there_is_none(assistant: Assistant) -> None:
    assert assistant.source("no-such-paper") is None
    assert assistant.source("../strategy") is None
