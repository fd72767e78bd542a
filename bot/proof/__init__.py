"""Whether a sentence that somebody else wrote says no more than the quote that should prove it."""

from bot.proof.ahead import reading_ahead
from bot.proof.follow import Reason, follows
from bot.proof.translated import keeps_specifics

__all__ = ["Reason", "follows", "keeps_specifics", "reading_ahead"]
