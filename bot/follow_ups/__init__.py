"""Follow-up questions made to stand alone, from the questions asked before them."""

from bot.follow_ups.stand_alone import StandAlone, stand_alone

__all__ = ["StandAlone", "stand_alone"]
