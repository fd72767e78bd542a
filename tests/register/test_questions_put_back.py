"""What is not wholly understood is put back or left to the documents, never answered with rows that do not fit."""

import pytest

from bot.answer import Status
from tests.register.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "actions not owned by NHS Dorset",
        "red actions except those of the council",
        "actions that are red or owned by NHS Dorset",
        "actions owned by DC and DPCC",
        "actions with an owner",
        "actions we own",
        "actions where DC is not the owner",
        "actions due by March or April",
        "actions due in Q4",
        "which actions are due?",
        "actions completed in December 2025",
        "actions due late March",
        "red actions and NHS Dorset actions",
        "actions under priority 3",
        "health actions",
        "I work for NHS Dorset. Which actions are late?",
        "who has the most overdue actions",
        "overdue actions of the Fish Board",
    ],
)
def test_a_question_that_is_not_plain_is_put_back(ask: Ask, question: str) -> None:
    draft = ask(question)
    assert draft is not None
    assert draft.status is Status.CLARIFY
    assert draft.understood
    assert not draft.actions


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "Who oversees the SEND strategy?",
        "my ehcp is overdue what can i do",
        "When is the annual review due?",
        "What action can I take if the council refuses?",
        "How many EHC plans are late?",
        "What is NHS Dorset responsible for?",
        "What actions support children with autism?",
        "when is the action plan due?",
        "is it late?",
        "What must the council do by 15 February?",
    ],
)
def test_an_ordinary_question_is_left_to_the_documents(ask: Ask, question: str) -> None:
    assert ask(question) is None
