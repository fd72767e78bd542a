"""How well a passage's sentences speak of what a question asks: the evidence for choosing and for refusing."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bot.extractive.kinds import AnswerKind, Value, can_be_seen, values_in
from bot.understand import Term, Understanding
from retrieval.search import Found
from retrieval.thesaurus import Phrase
from retrieval.words import words_of

# What a term is worth when it is found as another word for it, or further off than in the sentence.
OTHER_WORD = 0.8
IN_PASSAGE = 0.75
IN_HEADING = 0.8
IN_TITLE = 0.6


class Measures(BaseModel):
    """What is measured of one sentence against one question. All lie between 0 and 1 but likeness."""

    model_config = ConfigDict(frozen=True)

    likeness: float
    passage_likeness: float
    fused: float
    words: float
    covered: float
    covered_near: float
    missing_most: float
    unknown: float
    kind: float
    kind_near: float
    number_missing: float
    name_missing: float

    def vector(self) -> NDArray[np.float64]:
        """The measures in the order of their names' declaration."""
        return np.array([getattr(self, name) for name in type(self).model_fields], dtype=np.float64)


class Candidate(BaseModel):
    """A sentence that might answer, with what was measured of it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    found: Found
    place: int
    text: str
    measures: Measures
    matched: frozenset[str]
    values: tuple[Value, ...]


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[frozenset[str], str]:
    stems = [word.stem for word in words_of(text)]
    return frozenset(stems), f" {' '.join(stems)} "


def _holds(text: str, phrase: Phrase) -> bool:
    stems, line = _stems(text)
    return phrase[0] in stems if len(phrase) == 1 else f" {' '.join(phrase)} " in line


def worth(term: Term, text: str) -> float:
    """How far a text speaks of a term: 1 in its own words, less in others, 0 not at all."""
    if not text:
        return 0.0
    if _holds(text, term.phrase):
        return 1.0
    if len(term.phrase) > 1:
        # A phrase may stand with other words between; each part must be there.
        stems, _ = _stems(text)
        if all(stem in stems for stem in term.phrase if len(stem) > 2):
            return 0.9
    if any(_holds(text, other) for other in term.others):
        return OTHER_WORD
    return 0.0


class Matcher:
    """Measures passages against one question."""

    def __init__(self, asked: Understanding, rarity: "Rarity") -> None:
        """``rarity`` weighs the question's terms: a rare word says more than a common one."""
        self._asked = asked
        subjects = [term for term in asked.terms if not term.asks_kind] or list(asked.terms)
        self._terms = subjects
        raw = [rarity.of(term) * (1.3 if term.is_name or term.is_number else 1.0) for term in subjects]
        total = sum(raw) or 1.0
        self._weights = [weight / total for weight in raw]
        self._unknown = sum(
            weight for term, weight in zip(subjects, self._weights, strict=True) if not rarity.is_known(term)
        )

    def candidates(self, evidence: Sequence[Found]) -> list[Candidate]:
        """Every sentence of the evidence, measured."""
        most_words = max((found.words for found in evidence), default=0.0) or 1.0
        most_fused = max((found.fused for found in evidence), default=0.0) or 1.0
        return [
            self._candidate(found, place, found.words / most_words, found.fused / most_fused)
            for found in evidence
            for place in range(len(found.sentences))
        ]

    def _candidate(self, found: Found, place: int, words: float, fused: float) -> Candidate:
        sentence = found.sentences[place]
        near: list[float] = []
        here: list[float] = []
        for term in self._terms:
            in_sentence = worth(term, sentence)
            around = max(
                in_sentence,
                IN_PASSAGE * worth(term, found.passage.text),
                IN_HEADING * worth(term, " . ".join(found.passage.headings)),
                IN_TITLE * worth(term, found.document.title),
            )
            here.append(in_sentence)
            near.append(around)
        values = tuple(value for kind in self._asked.kinds for value in values_in(sentence, kind))
        measures = Measures(
            likeness=found.sentence_likeness[place],
            passage_likeness=found.likeness,
            fused=fused,
            words=words,
            covered=sum(w * h for w, h in zip(self._weights, here, strict=True)),
            covered_near=sum(w * n for w, n in zip(self._weights, near, strict=True)),
            missing_most=max((w * (1 - n) for w, n in zip(self._weights, near, strict=True)), default=0.0),
            unknown=self._unknown,
            kind=self._kind(found, sentence),
            kind_near=self._kind_near(sentence, here),
            number_missing=self._missing(near, numbers=True),
            name_missing=self._missing(near, numbers=False),
        )
        matched = frozenset(term.text for term, value in zip(self._terms, here, strict=True) if value > 0)
        return Candidate.model_construct(
            found=found, place=place, text=sentence, measures=measures, matched=matched, values=values
        )

    def _kind(self, found: Found, sentence: str) -> float:
        """1 when the sentence holds the main kind asked for, 0.5 when only its passage does, 0 when neither."""
        kind = self._asked.kind
        if kind is AnswerKind.LIST:
            return 1.0 if len(found.sentences) > 2 and "\n" in found.passage.text else 0.5
        if not can_be_seen(kind):
            return 0.5
        if values_in(sentence, kind):
            return 1.0
        return 0.4 if values_in(found.passage.text, kind) else 0.0

    def _kind_near(self, sentence: str, here: list[float]) -> float:
        """How near, in words, a thing of the kind asked for stands to the terms of the question."""
        kind = self._asked.kind
        if not can_be_seen(kind):
            return 0.5
        values = values_in(sentence, kind)
        if not values:
            return 0.0
        words = words_of(sentence)
        wanted = {stem for term, value in zip(self._terms, here, strict=True) if value > 0 for stem in _all_stems(term)}
        places = [number for number, word in enumerate(words) if word.stem in wanted]
        if not places:
            return 0.0
        gaps = []
        for value in values:
            inside = [number for number, word in enumerate(words) if word.end > value.start and word.start < value.end]
            if inside:
                gaps.append(min(abs(place - number) for place in places for number in inside))
        return 1 / (1 + math.log1p(min(gaps))) if gaps else 0.0

    def _missing(self, near: list[float], *, numbers: bool) -> float:
        return sum(
            1.0 - value
            for term, value in zip(self._terms, near, strict=True)
            if (term.is_number if numbers else term.is_name and not term.is_number) and value < 0.5
        )


def _all_stems(term: Term) -> set[str]:
    return {*term.phrase, *(stem for other in term.others for stem in other)}


class Rarity:
    """How much each word of a ring says: its inverse passage frequency, as BM25 counts it."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the stems of the texts."""
        self._size = len(texts)
        self._in: dict[str, int] = {}
        for text in texts:
            for stem in _stems(text)[0]:
                self._in[stem] = self._in.get(stem, 0) + 1

    def of(self, term: Term) -> float:
        """The weight of a term: that of its rarest word."""
        counts = [self._in.get(stem, 0) for stem in term.phrase]
        rarest = min(counts, default=0)
        return math.log(1 + (self._size - rarest + 0.5) / (rarest + 0.5))

    def is_known(self, term: Term) -> bool:
        """Whether the ring holds the term at all, in its own or in other words."""
        phrases = (term.phrase, *term.others)
        return any(all(stem in self._in for stem in phrase) for phrase in phrases)
