"""Amounts: a number with its unit. Two are the same when one is the other, rounded or in other units."""

from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.conflicts.wording import alike

# Amounts further apart than this many times are seldom of one thing, whatever the words say.
FAR_APART = {ValueKind.MONEY: 6.0, ValueKind.COUNT: 6.0, ValueKind.LENGTH: 12.0}
SMALL = 30.0  # up to here, 2 and 14 may well be counts of one thing
ROUGHLY = 0.12  # how far apart "12 weeks" and "3 months" may be and still be meant as the same
NOT_MUCH_MORE = 1.5  # "more than 300" can be 340, and hardly 3,000


class Amount(Stated):
    """An amount where it stands. ``low`` and ``high`` differ for "6 to 8 weeks"; ``step`` is what it is rounded to."""

    low: float
    high: float
    step: float = 0.0
    unit: str = ""
    rate: str | None = None
    counted: tuple[str, ...] = ()
    at_least: bool = False

    def agrees(self, other: Stated) -> bool | None:
        """As any value; None for different units, rates or things counted."""
        if not isinstance(other, Amount) or not self._is_comparable(other):
            return None
        slack = max(self.step, other.step) / 2
        if self.unit != other.unit:
            slack = max(slack, ROUGHLY * max(self.high, other.high))
        if self._is_inside(other, slack) or other._is_inside(self, slack):
            return True
        if self.at_least != other.at_least:
            floor, exact = (self, other) if self.at_least else (other, self)
            return floor.low <= exact.low <= NOT_MUCH_MORE * floor.low
        return False

    def _is_comparable(self, other: "Amount") -> bool:
        if other.kind is not self.kind or (self.rate and other.rate and other.rate not in alike(self.rate)):
            return False
        if self.kind is ValueKind.COUNT and not _count_the_same(self.counted, other.counted):
            return False
        if self.unit != other.unit and "hour" in {self.unit, other.unit}:
            return False
        smaller, larger = sorted((self.high, other.high))
        far = self.kind in FAR_APART and larger > FAR_APART[self.kind] * smaller
        return not far or (self.kind is ValueKind.COUNT and larger <= SMALL)

    def _is_inside(self, other: "Amount", slack: float) -> bool:
        if self.low != self.high and other.low != other.high:
            return abs(self.low - other.low) <= slack and abs(self.high - other.high) <= slack
        return other.low - slack <= self.low and self.high <= other.high + slack


def _count_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or any(theirs in alike(mine) for mine in one for theirs in other)
