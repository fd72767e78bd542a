"""An answer in simpler words: one idea a line, with nothing changed that a reader could act on."""

from bot.easy_read.simplify import asks_for_simpler, simplify

__all__ = ["asks_for_simpler", "simplify"]
