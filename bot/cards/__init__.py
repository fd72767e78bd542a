"""Answers that stand on a card, for questions that are not for the documents."""

from bot.cards.answer import answer_by_card, answer_when_silent, is_for_a_card

__all__ = ["answer_by_card", "answer_when_silent", "is_for_a_card"]
