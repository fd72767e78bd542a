"""Charts as plain shapes: where each bar stands, for the template to draw."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from bot.answer import Status
from bot.records.kept import Tally

HEIGHT = 120  # of the chart, in its own units
WIDTH = 560
_OUTCOMES = {
    Status.ANSWERED: "answered",
    Status.PARTIAL: "partial",
    Status.NOT_FOUND: "not_found",
    Status.UNAVAILABLE: "unavailable",
}
OUTCOMES = {
    "answered": "Answered",
    "partial": "Answered in part",
    "not_found": "Not in the documents",
    "unavailable": "Could not search",
    "other": "Shown where to go, urgent, or not taken",
}


class Bar(BaseModel):
    """A part of a day's bar."""

    model_config = ConfigDict(frozen=True)

    outcome: str
    x: float
    y: float
    width: float
    height: float


class Day(BaseModel):
    """One day's answers by outcome."""

    model_config = ConfigDict(frozen=True)

    day: date
    outcomes: dict[str, int]
    bars: tuple[Bar, ...]

    @property
    def answers(self) -> int:
        """All answers of the day."""
        return sum(self.outcomes.values())


def by_day(tallies: Iterable[Tally], last: date, days: int) -> list[Day]:
    """A bar for each of so many days up to the last, a day without answers included."""
    counted: dict[date, Counter[str]] = {}
    for tally in tallies:
        outcome = _OUTCOMES.get(tally.status, "other")
        counted.setdefault(tally.day, Counter())[outcome] += tally.answers
    most = max((counts.total() for counts in counted.values()), default=0) or 1
    wanted = [last - timedelta(days=back) for back in reversed(range(days))]
    return [_day(day, counted.get(day, Counter()), place, days, most) for place, day in enumerate(wanted)]


def _day(day: date, counts: Counter[str], place: int, days: int, most: int) -> Day:
    step = WIDTH / days
    bars, top = [], float(HEIGHT)
    for outcome in OUTCOMES:
        height = counts[outcome] / most * HEIGHT
        top -= height
        if height:
            bars.append(
                Bar(outcome=outcome, x=place * step, y=round(top, 2), width=step * 0.8, height=round(height, 2))
            )
    return Day(day=day, outcomes={outcome: counts[outcome] for outcome in OUTCOMES}, bars=tuple(bars))
