"""Reading a question that looks for a service: the needs, the age, the plan and the place that it names."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.services.needs import Need, NeedSpeech, need_speech
from bot.ways_of_saying import Heard, Said
from knowledge.places import ELSEWHERE, places_in
from knowledge.services import ServiceQuestion

_AGE = re.compile(
    r"\b(?P<age>[0-9]{1,2})\s*-?\s*(?P<unit>years?|yrs?|y/?o|months?|mths?)(?:[\s-]*olds?)?\b", re.IGNORECASE
)
_AGED = re.compile(
    r"\b(?:aged?|is|turned|turning|just)\s+(?P<age>[0-9]{1,2})\b(?!\s*(?:weeks?|days?|months?|%|per\b|/))",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\byear\s+(?P<year>[0-9]{1,2})\b(?!\s*-?\s*old)", re.IGNORECASE)
_AGE_BEFORE_YEAR = 5  # a child in year 1 has turned five
_OLDEST = 25
_MONTHS = 12


class HelpWanted(NamedTuple):
    """What a question looks for. ``needs`` are named as they are said back to the asker."""

    question: ServiceQuestion
    needs: tuple[str, ...]
    elsewhere: str | None = None
    how_to_reach: bool = False


@lru_cache(maxsize=64)  # of one answer, the kind of the question and the directory both ask
def read_service_question(question: str) -> HelpWanted | None:
    """What help the question looks for; none if it looks for none, or for nothing that the directory knows of."""
    speech = need_speech()
    heard = Heard(question)
    if heard.says(speech.not_about):
        return None
    places = places_in(question)
    areas = {place.area for place in places if place.name.lower() != "dorset"}
    elsewhere = next((place.name for place in places if place.area == ELSEWHERE), None)
    if elsewhere and len(areas) > 1:
        return None
    said = _said(heard, speech)
    if not elsewhere:
        said = [(need, span) for need, span in said if not heard.says(need.not_with)]
    needs = _needs(said)
    for_self = elsewhere is not None and heard.says(speech.asks_for_self)
    if not needs or not (for_self or _looks_for_help(needs, said, heard, speech, bool(places))):
        return None
    local = next((place for place in places if place.part), places[0] if places else None)
    words = tuple(dict.fromkeys(word for need in needs for word in need.directory))
    asked = ServiceQuestion(needs=words, age=_age(question, heard, speech), has_plan=_plan(heard, speech), place=local)
    how_to_reach = heard.says(speech.asks_how_to_reach)
    return HelpWanted(asked, tuple(need.need for need in needs), elsewhere, how_to_reach)


def _said(heard: Heard, speech: NeedSpeech) -> list[tuple[Need, Said]]:
    """Every need that is said, and where."""
    return [(need, span) for need, phrases in speech.ways for span in heard.spans(phrases)]


def _needs(said: list[tuple[Need, Said]]) -> list[Need]:
    """The needs said. Words inside longer ones ("anxiety" in "anxiety about school") are not a need apart."""
    kept = [need for need, span in said if not any(_inside(span, other) for one, other in said if one != need)]
    particular = [need for need in kept if not need.general]
    return list({need.need: need for need in (particular or kept)}.values())


def _looks_for_help(
    needs: list[Need], said: list[tuple[Need, Said]], heard: Heard, speech: NeedSpeech, has_place: bool
) -> bool:
    """Whether help is looked for, in words that are not the name of a need ("SEN support") themselves."""
    general = all(need.general for need in needs)
    if general and not (has_place or heard.says(speech.personal)):
        return False
    asking = heard.spans(speech.looks_for_someone if general else speech.looks_for_help)
    return any(not any(_inside(span, other) for _, other in said) for span in asking)


def _inside(span: Said, other: Said) -> bool:
    wider = (other.end - other.start) > (span.end - span.start)
    return wider and other.start <= span.start and span.end <= other.end


def _age(question: str, heard: Heard, speech: NeedSpeech) -> float | None:
    """The age in years that a question names, in months, a school year or a word if not in years."""
    if match := _AGE.search(question):
        age = int(match["age"]) / (_MONTHS if match["unit"].lower().startswith("m") else 1)
        return age if age <= _OLDEST else None
    if match := _AGED.search(question):
        return int(match["age"]) if int(match["age"]) <= _OLDEST else None
    if match := _SCHOOL_YEAR.search(question):
        return int(match["year"]) + _AGE_BEFORE_YEAR - 0.5
    return next((age for word, age in speech.ages.items() if heard.says((word,))), None)


def _plan(heard: Heard, speech: NeedSpeech) -> bool | None:
    if heard.says(speech.has_no_plan):
        return False
    return True if heard.says(speech.has_plan) else None
