"""The shapes that data sets of others come in."""

from enum import StrEnum


class Format(StrEnum):
    """The shape that a data set comes in."""

    SQUAD = "squad"
    BEIR = "beir"
