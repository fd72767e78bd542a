"""What kind of question it is, read by rules in plain sight."""

from bot.question_kinds.read import KindRead, kind_of

__all__ = ["KindRead", "kind_of"]
