"""How well a passage's sentences speak of what a question asks: the evidence for choosing and for refusing."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bot.extractive.kinds import AnswerKind, Value, can_be_seen, values_in
from bot.extractive.terms import sought
from bot.understand import Understanding
from knowledge.documents import LocatorKind, Passage
from retrieval.search import Found
from retrieval.vocabulary import Vocabulary
from retrieval.words import STOPWORDS, words_of

GENERIC = 0.6  # what a body without a name is worth where a person or body is asked for
_ENUMERATION = re.compile(r",[^,]+(?:,| and | or )|\n")
_LABEL = re.compile(r"[A-Z][^:.]{1,45}:\s+\S")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Measures(BaseModel):
    """What is measured of one sentence against one question. All lie between 0 and 1, likeness between -1 and 1."""

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
    head: float
    head_near: float
    number_missing: float
    name_missing: float
    past: float
    label: float
    opens: float

    def vector(self) -> NDArray[np.float64]:
        """The measures in the order of their names' declaration."""
        return np.array([getattr(self, name) for name in type(self).model_fields], dtype=np.float64)


class Candidate(NamedTuple):
    """A sentence that might answer, with what was measured of it."""

    found: Found
    place: int
    text: str
    measures: Measures
    matched: frozenset[str]
    missing: tuple[str, ...]
    values: tuple[Value, ...]


def is_label_block(passage: Passage) -> bool:
    """Whether a passage is a block of labels ("Report Author: ...", "Tel: ..."), which belong together."""
    lines = passage.text.splitlines()
    return len(lines) > 1 and all(_LABEL.match(line) for line in lines)


class Around(NamedTuple):
    """What is the same for every sentence of a passage."""

    found: Found
    words: float
    fused: float
    terms: list[float]
    head: float
    is_label_block: bool
    has_kind: bool


class Matcher:
    """Measures passages against one question."""

    def __init__(self, asked: Understanding, vocabulary: Vocabulary) -> None:
        """The vocabulary weighs the question's terms: a rare word says more than a common one."""
        self._asked = asked
        self._said = {word.stem for word in words_of(asked.spelled)}
        self._terms = [term for term in asked.terms if not term.asks_kind] or list(asked.terms)
        self._sought = [sought(term) for term in self._terms]
        self._head = sought(asked.head) if asked.head else None
        raw = [
            vocabulary.rarity(term.phrase) * (1.3 if term.is_name or term.is_number else 1.0) for term in self._terms
        ]
        total = sum(raw) or 1.0
        self._weights = [weight / total for weight in raw]
        self._unknown = sum(
            weight
            for term, weight in zip(self._terms, self._weights, strict=True)
            if not any(vocabulary.has(phrase) for phrase in (term.phrase, *term.others))
        )

    def candidates(self, evidence: Sequence[Found]) -> list[Candidate]:
        """Every sentence of the evidence, measured."""
        most_words = max((found.words for found in evidence), default=0.0) or 1.0
        most_fused = max((found.fused for found in evidence), default=0.0) or 1.0
        return [
            self._candidate(around, place)
            for around in (self._around(one, one.words / most_words, one.fused / most_fused) for one in evidence)
            for place in range(len(around.found.sentences))
        ]

    def _around(self, found: Found, words: float, fused: float) -> Around:
        headings = " . ".join(found.passage.headings)
        is_seen = can_be_seen(self._asked.kind) and self._asked.kind is not AnswerKind.LIST
        return Around(
            found=found,
            words=words,
            fused=fused,
            terms=[one.worth_around(found, headings) for one in self._sought],
            head=self._head.worth_around(found, headings) if self._head else 0.5,
            is_label_block=is_label_block(found.passage),
            has_kind=is_seen and bool(self._values(found.passage.text)),
        )

    def _candidate(self, around: Around, place: int) -> Candidate:
        found = around.found
        sentence = found.sentences[place]
        label = sentence.split(":", 1)[0] if _LABEL.match(sentence) else ""
        here = [one.worth_here(sentence, label) for one in self._sought]
        near = [max(own, further) for own, further in zip(here, around.terms, strict=True)]
        values = self._values(sentence)
        head = self._head.worth(sentence) if self._head else 0.5
        missed = [weight * (1 - value) for weight, value in zip(self._weights, near, strict=True)]
        measures = Measures(
            likeness=found.sentence_likeness[place],
            passage_likeness=found.likeness,
            fused=around.fused,
            words=around.words,
            covered=sum(weight * value for weight, value in zip(self._weights, here, strict=True)),
            covered_near=1 - sum(missed),
            missing_most=max(missed, default=0.0),
            unknown=self._unknown,
            kind=self._kind(around, sentence, values),
            kind_near=self._kind_near(sentence, here, head if self._head else 0.0, values),
            head=head,
            head_near=max(head, around.head),
            number_missing=self._missing(near, numbers=True),
            name_missing=self._missing(near, numbers=False),
            past=self._past(found, values),
            label=max((one.worth(label) for one in self._sought), default=0.0) if label else 0.0,
            opens=self._opens(sentence),
        )
        return Candidate(
            found=found,
            place=place,
            text=sentence,
            measures=measures,
            matched=frozenset(term.text for term, own in zip(self._terms, here, strict=True) if own > 0),
            missing=tuple(term.text for term, value in zip(self._terms, near, strict=True) if value == 0),
            values=values,
        )

    def _values(self, text: str) -> tuple[Value, ...]:
        """Things of the main kind asked for that the question did not say itself: they would be news."""
        label = _LABEL.match(text)
        said_by_label = text.index(":") if label and "\n" not in text else 0
        return tuple(
            value
            for value in values_in(text, self._asked.kind)
            if value.end > said_by_label
            and not {word.stem for word in words_of(value.text) if word.text not in STOPWORDS} <= self._said
        )

    def _kind(self, around: Around, sentence: str, values: tuple[Value, ...]) -> float:
        """1 when the sentence holds what is asked for, 0.4 when only its passage does, 0 when neither."""
        kind, passage = self._asked.kind, around.found.passage
        if kind is AnswerKind.LIST:
            if "\n" in passage.text and not around.is_label_block:
                return 1.0
            return 0.8 if _ENUMERATION.search(sentence) else 0.3
        if not can_be_seen(kind):
            return 0.5
        if values:
            # "The council" is a body too, but seldom the one that was asked for.
            named = kind is not AnswerKind.PERSON or any(value.text[0].isupper() for value in values)
            return 1.0 if named else GENERIC
        # The labels of a block and the parts of a row belong together.
        whole = around.is_label_block or passage.locator.kind is LocatorKind.ROW
        return (0.8 if whole else 0.4) if around.has_kind else 0.0

    def _kind_near(self, sentence: str, here: list[float], head: float, values: tuple[Value, ...]) -> float:
        """How near, in words, a thing of the kind asked for stands to the question's terms, its head first."""
        if not can_be_seen(self._asked.kind):
            return 0.5
        if not values:
            return 0.0
        wanted = {stem for one, own in zip(self._sought, here, strict=True) if own > 0 for stem in one.all_stems}
        if self._head and head > 0:
            wanted = set(self._head.all_stems)
        words = words_of(sentence)
        places = [number for number, word in enumerate(words) if word.stem in wanted]
        gaps = [
            min((abs(place - number) for place in places), default=99)
            for value in values
            for number, word in enumerate(words)
            if word.end > value.start and word.start < value.end
        ]
        return 1 / (1 + math.log1p(min(gaps))) if gaps and places else 0.0

    def _missing(self, near: list[float], *, numbers: bool) -> float:
        lost = sum(
            1.0 - value
            for term, value in zip(self._terms, near, strict=True)
            if (term.is_number if numbers else term.is_name and not term.is_number) and value < 0.5
        )
        return min(lost, 2.0) / 2

    def _opens(self, sentence: str) -> float:
        """1 when the sentence begins with what is asked about, as one that says what a thing is does."""
        words = [word.stem for word in words_of(sentence)[:8] if word.text not in STOPWORDS and len(word.text) > 1]
        return float(any(words[: len(term.phrase)] == list(term.phrase) for term in self._terms))

    def _past(self, found: Found, values: tuple[Value, ...]) -> float:
        """1 when the question looks ahead and every year offered lies before the document's own."""
        published = found.document.published
        if not self._asked.looks_ahead or self._asked.kind is not AnswerKind.DATE or not published:
            return 0.0
        years = [int(year) for value in values for year in _YEAR.findall(value.text)]
        return 1.0 if years and max(years) < published.year else 0.0
