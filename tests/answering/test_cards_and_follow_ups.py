"""The main line says how it read a follow-up, and what kind each question is of."""

from bot.answer import Status
from bot.assistant import Assistant
from bot.question import QuestionKind
from knowledge.documents import Audience


def test_a_follow_up_is_answered_and_says_how_it_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("when is that due?", Audience.PUBLIC, ["What is Dorset SENDIASS?"])
    assert answer.question == "when is that due?"
    assert answer.notice
    assert answer.notice.startswith("I read this as: “when is Dorset SENDIASS due?”")


def test_a_question_that_stands_alone_says_nothing_of_how_it_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("What are the six priorities?", Audience.PUBLIC, ["What is Dorset SENDIASS?"])
    assert "I read this as: “What" not in (answer.notice or "")


def test_a_card_is_given_before_anything_is_searched(assistant: Assistant) -> None:
    answer = assistant.ask("where is my son's plan?")
    assert answer.kind is QuestionKind.OWN_CASE
    assert answer.status is Status.SIGNPOSTED
    assert answer.next_steps
    assert not answer.citations


def test_every_answer_says_what_kind_of_question_it_was(assistant: Assistant) -> None:
    assert assistant.ask("What are the six priorities?").kind is QuestionKind.STRATEGY
