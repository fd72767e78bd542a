"""What is lacking where the documents do not answer: a name that nothing speaks of, words, a value of the kind."""

from collections.abc import Sequence
from functools import cache

from bot.draft import Lack
from bot.extractive.kinds import can_be_seen
from bot.extractive.match import Candidate
from bot.understand import Understanding
from knowledge.actions import load_organisations

_COUNCIL = "council"  # as organisations.yaml calls the council of the area


def unheard_names(ranked: Sequence[tuple[float, Candidate]], asked: Understanding) -> tuple[str, ...]:
    """Names in the question of which no evidence speaks: what is said of others would not be an answer.

    The area's own name ("Dorset") need not be said again in a paper of its council.
    """
    names = [term.text for term in asked.terms if term.is_name and not term.asks_kind and not term.is_number]
    unheard = (name for name in names if all(name in candidate.missing for _, candidate in ranked))
    return tuple(name for name in unheard if name.lower() not in _own_area())


def why_not(best: Candidate, missing: tuple[str, ...], asked: Understanding) -> Lack:
    """What even the best sentence lacks."""
    if missing:
        return Lack.WORDS
    return Lack.KIND if can_be_seen(asked.kind) and best.measures.kind < 0.5 else Lack.EVIDENCE


@cache
def _own_area() -> frozenset[str]:
    """The words of the council's name."""
    councils = (one for one in load_organisations().organisations if one.kind == _COUNCIL)
    return frozenset(word.lower() for council in councils for word in council.name.split())


def missing_of(best: Candidate) -> tuple[str, ...]:
    """The words of the question of which the best sentence does not speak."""
    return tuple(text for text in best.missing if text.lower() not in _own_area())
