"""Conflicts: current documents that give different values for the same thing are all shown, never merged."""

from bot.extractive.conflicts.finding import find_conflict

__all__ = ["find_conflict"]
