"""Plain questions to the action register, understood and answered by code."""

from bot.register.answer import answer_from_register
from bot.register.question import ActionQuestion, ChangeKind, Wants
from bot.register.understand import understand_action_question

__all__ = ["ActionQuestion", "ChangeKind", "Wants", "answer_from_register", "understand_action_question"]
