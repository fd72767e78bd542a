"""Values as they can be compared: what a text says, in a form in which equal things are equal."""

from abc import ABC, abstractmethod
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class ValueKind(StrEnum):
    """What documents can disagree on."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    LENGTH = "length"
    FREQUENCY = "frequency"
    DATE = "date"
    TIME = "time"
    PARTY = "party"
    TITLE = "title"


class Stated(BaseModel, ABC):
    """A value where it stands in a text."""

    model_config = ConfigDict(frozen=True)

    kind: ValueKind
    text: str
    start: int
    end: int

    @abstractmethod
    def agrees(self, other: "Stated") -> bool | None:
        """Whether two values are the same, however they are written; None where they cannot be compared."""
