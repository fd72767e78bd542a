"""A question as the rules read it: short forms written out, manners taken off."""

import re

from bot.question_kinds.phrases import Phrases, kind_speech, typed_pattern
from bot.ways_of_saying import Heard, Said
from knowledge.places import places_in
from retrieval.spelling import english_words, everyday_word
from retrieval.thesaurus import terms
from retrieval.vocabulary import Vocabulary
from retrieval.words import STOPWORDS, Word, words_of

_TYPED = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_WHO_OR_WHERE = re.compile(
    r"\b(?:year\s+\d{1,2}|\d{1,2}\s*(?:years?|yrs?|yo|months?)(?:\s+olds?)?|aged?\s+\d{1,2}|dorset)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|can|could|do|does|did|is there|are there|should)\b", re.IGNORECASE
)
_MEASURED = re.compile(r"[%£#]")
_FEW_DIGITS = re.compile(r"\d{1,3}")
_OF_SOMEBODY = re.compile(r"(?:he|she|they|it|we|i)\b", re.IGNORECASE)
_SAYS_ENOUGH = 2
_SHORTEST_SLIP = 4  # a shorter word that is none is an acronym more often than a slip


class Wording:
    """What a question says, and what of it is left when something is taken out."""

    def __init__(self, question: str) -> None:
        """Take the question as it was typed."""
        self.question = question
        self.whole = written_out(question)
        self.text = _without_manners(self.whole)
        self.words = words_of(self.text)
        self._heard = Heard(self.text)

    def finds(self, phrases: Phrases) -> list[Said]:
        """Every place where one of the phrases is said."""
        return self._heard.finds(kind_speech().ways(phrases)) if phrases else []

    def is_typed(self, patterns: Phrases) -> bool:
        """Whether one of the regular expressions is found in it."""
        return bool(patterns) and bool(typed_pattern(patterns).search(self.text))

    def says_only(self, phrases: Phrases) -> bool:
        """Whether one of the phrases is said, and nothing beside it, manners apart, that carries meaning."""
        spans = [(one.start, one.end) for one in Heard(self.whole).finds(kind_speech().ways(phrases))]
        left = (word for word in words_of(self.whole) if not any(start <= word.start < end for start, end in spans))
        return bool(spans) and all(_is_small(word) for word in left)

    def is_just(self, phrases: Phrases, beside: frozenset[str]) -> bool:
        """Whether one of the phrases is the whole question, but for words that may stand beside it."""
        if _MEASURED.search(self.text):
            return False
        return any(
            all(
                word.text in beside or _FEW_DIGITS.fullmatch(word.text)
                for word in self.words
                if not one.start <= word.start < one.end
            )
            for one in self.finds(phrases)
        )

    def is_just_somebody(self) -> bool:
        """Whether it names only a place, an age or a school year."""
        bare = _WHO_OR_WHERE.sub(" ", self.text)
        for place in places_in(bare):
            bare = re.sub(rf"\b{re.escape(place.name)}\b", " ", bare, flags=re.IGNORECASE)
        said = (word for word in words_of(bare) if word.text not in STOPWORDS)
        return bare != self.text and not _ASKS.search(bare) and not any(said)

    def is_half_said(self) -> bool:
        """Whether it only says something of somebody, or nothing that carries meaning at all."""
        content = [word for word in self.words if not _is_small(word)]
        asks = _ASKS.search(self.text)
        return not content or not asks and (bool(_OF_SOMEBODY.match(self.text)) and len(content) < _SAYS_ENOUGH)

    def is_nothing(self, vocabulary: Vocabulary | None) -> bool:
        """Whether there are no words in it, or one alone that nobody knows."""
        if len(self.words) != 1:
            return not self.words
        word = self.words[0]
        known = word.text in english_words() or terms().knows((word.stem,)) or everyday_word(word.text)
        return not known and not (vocabulary and vocabulary.has((word.stem,))) and not self.text.isupper()


def _is_small(word: Word) -> bool:
    return word.text in STOPWORDS or word.text in kind_speech().fillers


def written_out(question: str) -> str:
    """The question with short forms written out, and words that are none put right to everyday ones."""
    return _TYPED.sub(lambda match: _read_word(match.group()), question.replace("’", "'"))


def _read_word(typed: str) -> str:
    word = typed.lower()
    if word in kind_speech().written:
        return kind_speech().written[word]
    if len(word) < _SHORTEST_SLIP or not word.isalpha() or word in english_words() or not typed.islower():
        return typed
    return everyday_word(word) or typed


def _without_manners(text: str) -> str:
    """The text without the manners before and after the question; all of it if nothing else is there."""
    manners = sorted(map(re.escape, kind_speech().manners), key=len, reverse=True)
    pattern = rf"(?:{'|'.join(manners)})"
    bare = re.sub(rf"^\W*(?:{pattern}\b\W*)+", "", text, flags=re.IGNORECASE)
    bare = re.sub(rf"(?:\W+{pattern})+\W*$", "", bare, flags=re.IGNORECASE)
    return bare if any(character.isalnum() for character in bare) else text
