"""Whether a question is about another council's area or another nation's law."""

from typing import NamedTuple

from bot.question_kinds.wording import Wording
from knowledge.elsewhere import ENGLAND, places_elsewhere
from knowledge.places import ELSEWHERE, places_in
from retrieval.thesaurus import phrase_of
from retrieval.vocabulary import Vocabulary

_LIVES = "live in, lives in, living in, we are in, I am in, based in, moved to, moving to, move to, moved into, family in, living near, live at, live near, we are from, I am from"
_ASKS_FOR_SELF = (
    "help, support, how do I, how can I, how do we, how can we, who can, who do I, who do we, where can, where do I, what can I, "
    "my son, my daughter, my child, do you cover, do you know about, contact, phone number, can you tell me about, SENDIASS"
)
_COMING_HERE = "from, compare, compared, comparison, than, versus, like, average, neighbour, neighbouring, unlike, similar, our report, next door"

_OF_US_TOO = "you, your, we, our, us, work with, cover, covers, share, shared, both, compare, compared, neighbour, neighbouring, partner, partners, partnership, pan, same"


class Area(NamedTuple):
    """Where else, and whether that is plain enough to send the asker there before the documents are searched."""

    name: str
    sure: bool


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(","))


def area_asked_of(wording: Wording, vocabulary: Vocabulary | None) -> Area | None:
    """The area: ``bcp``, or a nation. None when Dorset is asked of too, or the documents know the name."""
    places = places_in(wording.text)
    areas = {place.area for place in places}
    if areas - {ELSEWHERE}:
        return None
    lives = bool(wording.finds(_phrases(_LIVES)))
    if ELSEWHERE in areas:
        if lives or wording.finds(_phrases(_ASKS_FOR_SELF)):
            return Area(ELSEWHERE, sure=True)
        return None if wording.finds(_phrases(_OF_US_TOO)) else Area(ELSEWHERE, sure=False)
    others = places_elsewhere(wording.text)
    if not others or "dorset" in wording.text.lower() or wording.finds(_phrases(_COMING_HERE)):
        return None
    known = vocabulary is not None and all(vocabulary.has(phrase_of(place.name)) for place in others)
    if known and not lives:
        return None
    nations = [place.nation for place in others if place.nation != ENGLAND]
    return Area(nations[0] if nations else ENGLAND, sure=True)
