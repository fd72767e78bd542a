"""The terms that the file of clocks is written in."""

from enum import StrEnum


class Grade(StrEnum):
    """How sure a figure is."""

    REGULATION = "regulation"  # read in the text of the law
    SECONDARY = "secondary"  # confirmed from a secondary source
    UNCONFIRMED = "unconfirmed"  # general knowledge, never to be shown as a fact


class Counting(StrEnum):
    """How the days of a period are counted."""

    FROM_DAY_AFTER = "from_day_after"
    BEGINNING_WITH = "beginning_with"
    BACK_FROM = "back_from"
    BEFORE_DATE = "before_date"


class Bound(StrEnum):
    """Whether the last day is the latest for a duty, or the least time that a family must be given."""

    LATEST = "latest"
    AT_LEAST = "at_least"


class Unit(StrEnum):
    """What a period is counted in. Days are calendar days."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


class Actor(StrEnum):
    """Who has to act, or who is given the time."""

    COUNCIL = "council"
    BODY = "body"
    FAMILY = "family"
    ORGANISER = "organiser"
    SCHOOL = "school"
    ADVISER = "adviser"
