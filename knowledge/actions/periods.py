"""Calendar arithmetic for dates in plans: the first and last day of a month, quarter, term or year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from knowledge.actions.types import DateKind

EARLIEST_YEAR, LATEST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Period:
    """A stretch of days that a written date can mean, and how it was taken."""

    kind: DateKind
    first: date
    last: date
    reading: str

    @property
    def days(self) -> str:
        """The stretch in words: "1 July to 30 September 2025"."""
        if self.first == self.last:
            return in_words(self.first)
        return f"{in_words(self.first)} to {in_words(self.last)}"


def in_words(day: date) -> str:
    """Write a day as people do: "31 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def full_year(digits: str) -> int | None:
    """The year meant by two or four digits; None when it is no year of a plan."""
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day(year: int, month: int, number: int) -> Period | None:
    """One day; None when there is no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(DateKind.DAY, found, found, in_words(found))


def month(year: int, number: int) -> Period:
    """A whole month."""
    first = date(year, number, 1)
    return Period(DateKind.MONTH, first, month_end(year, number), f"{first:%B %Y}")


def months(kind: DateKind, year: int, first: int, count: int, reading: str) -> Period:
    """A stretch of whole months, which may run into the next year."""
    last_year, last_month = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return Period(kind, date(year, first, 1), month_end(last_year, last_month), reading)


def span_name(year: int) -> str:
    """Write a year that runs over two: 2025 is "2025/26"."""
    return f"{year}/{(year + 1) % 100:02d}"


def calendar_year(year: int) -> Period:
    """A year from January to December."""
    return months(DateKind.YEAR, year, 1, 12, f"calendar year {year}")


def financial_year(year: int) -> Period:
    """A year from April to March."""
    return months(DateKind.YEAR, year, 4, 12, f"financial year {span_name(year)}, April to March")


def academic_year(year: int) -> Period:
    """A year from September to August."""
    return months(DateKind.YEAR, year, 9, 12, f"academic year {span_name(year)}, September to August")


def calendar_quarter(year: int, number: int) -> Period:
    """A quarter that begins in January, April, July or October."""
    return months(DateKind.QUARTER, year, 3 * number - 2, 3, f"calendar quarter {number} of {year}")


def financial_quarter(year: int, number: int) -> Period:
    """A quarter of the financial year: the first is April to June."""
    start = 3 * number + 1
    begins, first = (year, start) if start <= 12 else (year + 1, start - 12)
    return months(DateKind.QUARTER, begins, first, 3, f"quarter {number} of the financial year {span_name(year)}")


def half_year(year: int, number: int, financial: bool) -> Period:
    """Half of a calendar or financial year."""
    if not financial:
        return months(DateKind.QUARTER, year, 6 * number - 5, 6, f"half {number} of the calendar year {year}")
    begins, first = (year, 4) if number == 1 else (year, 10)
    return months(DateKind.QUARTER, begins, first, 6, f"half {number} of the financial year {span_name(year)}")
