"""Follow-ups that choose among the actions of the last question: "which of those are late?" """

import re

from bot.follow_ups.turn import Turn
from bot.question import QuestionKind
from bot.question_kinds import kind_of
from knowledge.documents import Audience

_CHOOSING = re.compile(
    r"^(?:(?:and|so)\s+)?(?:which|any|are any|is any|what|just|only|show me|list|are|do any|have any|how about)?\s*(?:of\s+)?(?:just\s+|only\s+)?(?:those|them|these|the ones|the (?=[\w ]+ ones\b))\b"
    r"\s*(?:that\s+|which\s+)?(?:are|is|were|have)?\s*(?P<rest>.+?)(?:\s+ones)?$",
    re.IGNORECASE,
)


def narrowed(words: str, last: Turn) -> Turn | None:
    """The last question to the actions with one more condition; none if it was none, or nothing is chosen."""
    found = _CHOOSING.match(words)
    if not found or kind_of(last.core, Audience.PARTNER).kind is not QuestionKind.ACTION:
        return None
    return Turn(f"{last.core} that are {found['rest']}", last.about, leaned=True)
