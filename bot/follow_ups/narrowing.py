"""Follow-ups that choose among the actions of the last question: "which of those are late?" """

from bot.follow_ups.phrases import leaning_speech
from bot.follow_ups.slots import Sort, mentions
from bot.follow_ups.turn import Turn
from bot.question import QuestionKind
from bot.question_kinds import kind_of
from knowledge.documents import Audience


def narrowed(words: str, last: Turn) -> Turn | None:
    """The last question to the actions with one more condition; none if it was none, or nothing is chosen."""
    found = leaning_speech().pattern("choosing").match(words)
    if not found or kind_of(last.core, Audience.PARTNER).kind is not QuestionKind.ACTION:
        return None
    owner_first = any(one.sort is Sort.OWNER and one.start == 0 for one in mentions(found["rest"]))
    joined = "that" if owner_first else "that are"
    return Turn(f"{last.core} {joined} {found['rest']}", last.about, leaned=True)
