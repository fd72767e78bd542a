"""What is for partners is in no answer to the public, whatever is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from knowledge.documents import Audience
from tests.answering.papers import QUESTIONS, SECRETS

ASKED = [
    "quizzaciously",
    "Nakamura",
    "Priya",
    "Zephyrwood",
    "731,604",
    "recovery-plan",
    "Recovery plan for partners",
]
AROUND = [
    "who owns",
    "how much is saved by",
    "when is",
    "what is",
    "the strategy",
    "the board",
    "closing",
    "?",
    "unit",
]


def said_of_our_own(assistant: Assistant, question: str, audience: Audience = Audience.PUBLIC) -> str:
    """All that an answer says, less what repeats the question: a notice may say the asker's words again."""
    answer = assistant.ask(question, audience)
    assert set(secrets_in((answer.notice or "").lower())) <= set(secrets_in(question.lower()))
    return answer.model_dump_json(exclude={"question", "notice"}).lower()


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@settings(database=None, deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(ASKED + AROUND), min_size=1, max_size=7).filter(lambda words: set(words) & set(ASKED)))
def test_asked_with_the_partners_words_an_answer_holds_none_of_them(assistant: Assistant, words: list[str]) -> None:
    assert secrets_in(said_of_our_own(assistant, " ".join(words))) == []


@settings(database=None, deadline=None, max_examples=40)
@given(st.sampled_from(["quizaciously", "nakamuro", "zephyrwod", "pria", "zefyrwood"]), st.sampled_from(AROUND))
def test_a_slip_is_not_put_right_to_a_word_that_only_partners_have(
    assistant: Assistant, slip: str, around: str
) -> None:
    answer = assistant.ask(f"{around} the {slip} plan")
    assert secrets_in(answer.model_dump_json().lower()) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_asked_without_them_an_answer_holds_none_at_all(assistant: Assistant, question: str) -> None:
    assert secrets_in(assistant.ask(question).model_dump_json().lower()) == []


def test_a_partner_is_answered_from_the_partners_paper(assistant: Assistant) -> None:
    assert "nakamura" in said_of_our_own(assistant, "Who owns the recovery plan?", Audience.PARTNER)


def test_a_partners_paper_does_not_open_for_the_public(assistant: Assistant) -> None:
    assert assistant.source("recovery-plan", Audience.PARTNER) is not None
    assert assistant.source("recovery-plan") is None
    assert assistant.source("recovery-plan", Audience.PUBLIC) is None
