"""Follow-up questions made to stand alone, from the questions asked before them."""

from bot.follow_ups.stand_alone import TURNS, StandAlone, stand_alone

__all__ = ["TURNS", "StandAlone", "stand_alone"]
