"""Puts slips of the pen right: "delyed" is "delayed", "helthcare" is "healthcare"."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from bot.register.lexicon import Lexicon
from bot.register.owners import owner_words
from bot.register.phrases import phrases
from knowledge.actions.rules import date_rules
from retrieval.spelling import english_words

_SHORTEST, _LONG = 4, 8


@cache
def _meant() -> tuple[str, ...]:
    words = phrases().vocabulary | owner_words() | set(date_rules().months) | set(date_rules().terms)
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST and word.isalpha()))


@cache
def _known() -> frozenset[str]:
    return frozenset(_meant())


def put_right(text: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Replace each word that is none by the only word near it; say what was read as what."""
    notes = []
    for word in dict.fromkeys(re.findall(r"(?<![\w/-])[a-z]+(?![\w/-])", text)):
        meant = _word_meant(word, lexicon)
        if meant:
            text = re.sub(rf"\b{word}\b", meant, text)
            notes.append(f"“{word}” is read as “{meant}”")
    return text, tuple(notes)


def _word_meant(word: str, lexicon: Lexicon) -> str | None:
    if len(word) < _SHORTEST or word in _known() or word in lexicon.words or word in english_words():
        return None
    most = 2 if len(word) >= _LONG else 1
    near: dict[int, list[str]] = {}
    for known in _meant():
        distance = OSA.distance(word, known, score_cutoff=most)
        if distance <= most:
            near.setdefault(distance, []).append(known)
    best = near[min(near)] if near else []
    return best[0] if len(best) == 1 else None
