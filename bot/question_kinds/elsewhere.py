"""Whether a question is about another council's area or another nation's law."""

from typing import NamedTuple

from bot.question_kinds.phrases import kind_speech
from bot.question_kinds.wording import Wording
from knowledge.elsewhere import ENGLAND, places_elsewhere
from knowledge.places import ELSEWHERE, places_in
from retrieval.thesaurus import phrase_of
from retrieval.vocabulary import Vocabulary


class Area(NamedTuple):
    """Where else, and whether that is plain enough to send the asker there before the documents are searched."""

    name: str
    sure: bool


def area_asked_of(wording: Wording, vocabulary: Vocabulary | None) -> Area | None:
    """The area: ``bcp``, or a nation. None when Dorset is asked of too, or the documents know the name."""
    speech = kind_speech().elsewhere
    places = places_in(wording.text)
    areas = {place.area for place in places}
    if areas - {ELSEWHERE}:
        return None
    lives = bool(wording.finds(speech.lives))
    if ELSEWHERE in areas:
        if lives or wording.finds(speech.asks_for_self):
            return Area(ELSEWHERE, sure=True)
        return None if wording.finds(speech.of_us_too) else Area(ELSEWHERE, sure=False)
    others = places_elsewhere(wording.text)
    if not others or "dorset" in wording.text.lower() or wording.finds(speech.of_dorset_too):
        return None
    known = vocabulary is not None and all(vocabulary.has(phrase_of(place.name)) for place in others)
    if known and not lives:
        return None
    nations = [place.nation for place in others if place.nation != ENGLAND]
    moving = bool(wording.finds(speech.moving))
    return Area(nations[0] if nations else ENGLAND, sure=not moving)
