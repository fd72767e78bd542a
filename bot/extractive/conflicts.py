"""Conflicts: passages that give different values for the same thing are both shown, never merged."""

import re
from collections.abc import Sequence

from bot.draft import DraftConflict, DraftReading, Proof
from bot.extractive.kinds import AnswerKind, Value, values_in
from bot.extractive.match import Candidate, worth
from bot.understand import Term, Understanding
from retrieval.words import Word, words_of

_COMPARED = {
    AnswerKind.MONEY,
    AnswerKind.COUNT,
    AnswerKind.PERCENT,
    AnswerKind.ANYTHING,
}
_FIGURES = (AnswerKind.MONEY, AnswerKind.PERCENT)
_PREPOSITIONS = {"on", "of", "from", "against", "for", "to", "towards"}
_ARTICLES = {"the", "this", "that", "its", "their", "our", "any"}
REACH = 4  # how many words a value may stand from the word it measures
_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?\d\d\b|\b(20\d\d)\b")


def find_conflict(said: Sequence[Candidate], others: Sequence[Candidate], asked: Understanding) -> DraftConflict | None:
    """The values that other passages give for what a sentence said gives a value for, if they differ."""
    kind = asked.kind
    if kind not in _COMPARED:
        return None
    for looked_for in _FIGURES if kind is AnswerKind.ANYTHING else (kind,):
        for sentence in said:
            found = _measured(sentence, looked_for, asked)
            if found:
                return _compare(sentence, others, asked, *found)
    return None


def _compare(
    best: Candidate, others: Sequence[Candidate], asked: Understanding, value: Value, measured: Term
) -> DraftConflict | None:
    readings = {_plain(value.text): _reading(best, value)}
    for other in others:
        elsewhere = other.found.passage.id != best.found.passage.id
        if (
            not elsewhere
            or not _is_close(other, best)
            or not _same_years(best.found.passage.text, other.found.passage.text)
        ):
            continue
        near = _near(other.text, value.kind, measured)
        if near and _plain(near.text) not in readings:
            readings[_plain(near.text)] = _reading(other, near)
    if len(readings) < 2:
        return None
    return DraftConflict(about=measured.text, readings=tuple(readings.values()))


def _is_close(other: Candidate, best: Candidate) -> bool:
    """Whether another sentence speaks of the same matter, not merely of the same kind of figure."""
    covers = other.measures.covered_near >= 0.4 * best.measures.covered_near
    return covers and other.measures.passage_likeness >= best.measures.passage_likeness - 0.3


def _measured(candidate: Candidate, kind: AnswerKind, asked: Understanding) -> tuple[Value, Term] | None:
    """The value nearest to a term of the question, and that term: what the value is a measure of."""
    terms = [asked.head] if asked.head else [t for t in asked.terms if not t.is_number]
    for term in reversed(terms):
        if worth(term, candidate.text) == 1:
            value = _near(candidate.text, kind, term)
            if value and not {word.stem for word in words_of(value.text)} <= {w.stem for w in words_of(asked.spelled)}:
                return value, term
    return None


def _near(text: str, kind: AnswerKind, term: Term) -> Value | None:
    words = words_of(text)
    places = [n for n, word in enumerate(words) if word.stem == term.phrase[-1] and not _is_aside(words, n)]
    best: tuple[int, Value] | None = None
    for value in values_in(text, kind):
        inside = [n for n, word in enumerate(words) if word.end > value.start and word.start < value.end]
        gaps = [abs(place - n) for place in places for n in inside]
        if gaps and min(gaps) <= REACH and (best is None or min(gaps) < best[0]):
            best = (min(gaps), value)
    return best[1] if best else None


def _is_aside(words: Sequence[Word], place: int) -> bool:
    """Whether a word hangs on a preposition: what is said of "interest on the deficit" is not the deficit."""
    before = [word.text for word in words[max(0, place - 2) : place]]
    return bool(before) and (before[-1] in _PREPOSITIONS or (before[-1] in _ARTICLES and before[0] in _PREPOSITIONS))


def _same_years(one: str, other: str) -> bool:
    years = [{year for pair in _FINANCIAL_YEAR.findall(text) for year in pair if year} for text in (one, other)]
    return not years[0] or not years[1] or bool(years[0] & years[1])


def _plain(value: str) -> str:
    return re.sub(r"[\s,]", "", value.lower()).rstrip(".")


def _reading(candidate: Candidate, value: Value) -> DraftReading:
    proof = Proof(document=candidate.found.document, passage=candidate.found.passage, quote=candidate.text)
    return DraftReading(value=value.text, proof=proof)
