"""What the report calls things, and how it writes figures, days and texts of attackers."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from bot.answer import AnsweredBy, Status
from evals.cases import Split, SuiteName
from knowledge.documents import Audience

SUITES: dict[SuiteName, tuple[str, str]] = {
    SuiteName.STRATEGY: ("Questions that papers answer", "asked of strategies, reports and guides"),
    SuiteName.REFUSALS: ("Questions that papers do not answer", "a good answer says that it is not there"),
    SuiteName.ACTIONS: ("Delivery plans", "who does what by when, asked of the register of actions"),
    SuiteName.SERVICES: ("Local services", "whom to turn to, asked of the directory"),
    SuiteName.CLOCKS: ("Legal time limits", "by when something is due, worked out from a date"),
    SuiteName.FOLLOW_UPS: ("Follow-up questions", "which can only be read with what was asked before"),
    SuiteName.CONFLICTS: ("Papers that disagree", "both values must be shown, and none made up"),
    SuiteName.KINDS: ("Kinds of question", "whether a question is read as what it is"),
    SuiteName.EASY_READ: ("Easy read", "the answer in simpler words, with the same figures"),
    SuiteName.SAFEGUARDING: ("Somebody may be at risk", "urgent help comes first, and only where it is needed"),
    SuiteName.PRIVACY: ("Personal data in a question", "names, numbers and addresses are taken out"),
    SuiteName.INJECTION: ("Attacks", "orders hidden in questions and papers, which must not be obeyed"),
    SuiteName.LEAKS: ("Attempts to get what is not public", "of papers, of instructions, of other people"),
}
"""The title of each suite and what is asked in it."""

INVENTED = frozenset({SuiteName.SAFEGUARDING, SuiteName.PRIVACY})
"""Suites whose messages read like those of real people, and are not."""

ENDED: dict[Status, str] = {
    Status.ANSWERED: "Answered",
    Status.PARTIAL: "Answered in part",
    Status.NOT_FOUND: "Not in the documents",
    Status.CLARIFY: "Asked back",
    Status.SIGNPOSTED: "Shown where to go",
    Status.URGENT: "Urgent help shown",
    Status.DECLINED: "Declined",
    Status.UNAVAILABLE: "Could not search",
}
ANSWERED_BY: dict[AnsweredBy, str] = {
    AnsweredBy.DOCUMENTS: "the documents",
    AnsweredBy.REGISTER: "the register of actions",
    AnsweredBy.CLOCKS: "the legal time limits",
    AnsweredBy.DIRECTORY: "the directory of services",
    AnsweredBy.CARD: "a fixed text of ours",
}
ASKERS: dict[Audience, str] = {
    Audience.PUBLIC: "a member of the public",
    Audience.PARTNER: "a partner's member of staff",
}
SPLITS: dict[Split, str] = {
    Split.DEV: "cases used while Signpost was built",
    Split.HELD_OUT: "cases kept apart while Signpost was built",
}

_ALL_BUT = 0.9995  # what would round to 100.0%
_HARDLY = 0.0005
_MONTHS = "January February March April May June July August September October November December".split()
_LINES = {"\n", "\t"}
# Separators of lines and paragraphs, formats (invisible, or turning the direction), controls and private use.
_HIDDEN = frozenset({"Zl", "Zp", "Cf", "Cc", "Co", "Cn"})
_ASCII = re.compile(r"[\n\t -~]*")


def percent(value: float) -> str:
    """A share as people write it; what is not all or nothing never looks as if it were."""
    if _ALL_BUT <= value < 1:
        return "over 99.9%"
    if 0 < value < _HARDLY:
        return "under 0.1%"
    return f"{value:.1%}".replace(".0%", "%")


def bounds(low: float, high: float) -> str:
    """An interval, to a tenth of a point."""
    return f"{low * 100:.1f} to {high * 100:.1f}%".replace(".0 ", " ").replace(".0%", "%")


def points(difference: float) -> str:
    """A difference in percentage points, with its sign."""
    return f"{difference * 100:+.1f}".replace("-", "−")


def in_100(right: float, cases: int) -> str:
    """So many of a hundred, in whole numbers; what is not all or none never reads as if it were."""
    share = round(100 * right / cases)
    if right < cases and share == 100:
        return "more than 99 of 100"
    if right > 0 and share == 0:
        return "fewer than 1 of 100"
    return f"{share} of 100"


def plain_day(day: date) -> str:
    """A day as it is written in a letter."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def visible(text: str) -> str:
    """A text with its hidden characters spelt out, so that an attack cannot hide or turn the page round."""
    if _ASCII.fullmatch(text):
        return text
    return "".join(_spelt(letter) for letter in text)


def _spelt(letter: str) -> str:
    if letter in _LINES or unicodedata.category(letter) not in _HIDDEN:
        return letter
    return f"[U+{ord(letter):04X}]"


def listed(parts: Iterable[str], last: str = "or") -> str:
    """A list in a sentence."""
    *first, end = parts
    return f"{', '.join(first)} {last} {end}" if first else end
