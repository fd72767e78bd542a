"""How far a claim speaks of what a question asks, and how much its words weigh."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.days import dates_in, same_period
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.conflicts.wording import alike, light_stems, marks_of, relation_stems
from bot.extractive.terms import OTHER_WORD, worth
from bot.understand import Term
from retrieval.vocabulary import uncommon
from retrieval.words import content_stems

# What a term of the question is worth where it is not in the claim's own clause.
BEFORE, AROUND, POINTED = 0.9, 0.8, 0.7
LEAST_COVERED, LEAST_COVERED_OPEN = 0.5, 0.75  # of the question, by the claim that answers it
OF_ITS_OWN = 0.1  # what a word of the clause that is not the question's takes off, where claims of the answer compete
MARKED = 0.3  # the same, for being a target, an average, interest on the thing, where that was not asked for
LIGHT = 0.1  # the weight of a word that carries no matter


def coverage(claim: Claim, sought: Sought) -> float:
    """How much of the question's terms a claim speaks of, from 0 to 1."""
    weights = [weight_of(term.phrase) for term in sought.terms]
    spoken = [weight * presence(term, claim) for term, weight in zip(sought.terms, weights, strict=True)]
    return sum(spoken) / (sum(weights) or 1.0)


def fitness(claim: Claim, sought: Sought) -> float:
    """How well a claim fits the question, where several might answer it."""
    asked = {stem for term in sought.terms for phrase in (term.phrase, *term.others) for stem in phrase}
    own = [stem for stem in claim.stems if stem not in asked and stem not in relation_stems()]
    marked = marks_of(claim.clause) - sought.marks
    return coverage(claim, sought) - OF_ITS_OWN * total(own) - MARKED * len(marked)


def answers(claim: Claim, sought: Sought) -> bool:
    """Whether a claim speaks enough of the question to be its answer."""
    return coverage(claim, sought) >= (LEAST_COVERED_OPEN if sought.is_open else LEAST_COVERED)


def is_of_the_time(claim: Claim, sought: Sought) -> bool:
    """Whether a claim is of the time asked for: by its own words, or else by the headings above it."""
    if not sought.period or claim.value.kind is ValueKind.DATE:
        return True
    return same_period(claim.period or dates_in(claim.line.around), sought.period) is True


def presence(term: Term, claim: Claim) -> float:
    """How near to a claim's value a term stands: 1 in its clause, less further off, 0 nowhere."""
    return max(in_the_passage(term, claim), AROUND * _worth(term, claim.line.around))


def in_the_passage(term: Term, claim: Claim) -> float:
    """As ``presence``, without the headings and the title."""
    return max(in_the_sentence(term, claim), POINTED * _worth(term, claim.pointed))


def in_the_sentence(term: Term, claim: Claim) -> float:
    """As ``presence``, for the claim's own sentence alone."""
    return max(_worth(term, claim.clause), BEFORE * _worth(term, claim.before))


def _worth(term: Term, text: str) -> float:
    """As ``worth``; words that are alike between documents count as another word for the term."""
    found = worth(term, text)
    if found or len(term.phrase) > 1:
        return found
    return OTHER_WORD if is_said_in(term.phrase[0], content_stems(text)) else 0.0


def is_said_in(stem: str, stems: Iterable[str]) -> bool:
    """Whether a word, or one that may stand for it, is among others."""
    return not alike(stem).isdisjoint(stems)


@lru_cache(maxsize=20_000)
def weight_of(phrase: tuple[str, ...]) -> float:
    """How much a phrase tells of a matter: its least common word's rarity in English, from 0.4 to 1; less if light."""
    return LIGHT if set(phrase) <= light_stems() else max(map(uncommon, phrase), default=1.0)


def total(stems: Sequence[str]) -> float:
    """The weight of several words."""
    return sum(weight_of((stem,)) for stem in stems)
