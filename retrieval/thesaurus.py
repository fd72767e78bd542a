"""Other words for the same thing, as stems: for searching, and for seeing whether a text speaks of it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from knowledge.services import services
from knowledge.vocabulary import everyday_groups, glossary
from retrieval.words import words_of

Phrase = tuple[str, ...]  # the stems of a word or of several words in a row


def phrase_of(text: str) -> Phrase:
    """The stems of all of a text's words, in order."""
    return tuple(word.stem for word in words_of(text))


class Thesaurus:
    """Groups of phrases of which each may stand for the others."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """Take the groups as people write them. ``words``: every word of them, in lower case."""
        groups = [tuple(group) for group in groups]
        self.words = frozenset(word.text for group in groups for text in group for word in words_of(text))
        self._others: dict[Phrase, set[Phrase]] = defaultdict(set)
        for group in groups:
            phrases = {phrase_of(text) for text in group} - {()}
            for phrase in phrases:
                self._others[phrase] |= phrases - {phrase}
        self.longest = max((len(phrase) for phrase in self._others), default=1)

    def others(self, phrase: Phrase) -> frozenset[Phrase]:
        """What else the phrase may be called."""
        return frozenset(self._others.get(phrase, ()))

    def knows(self, phrase: Phrase) -> bool:
        """Whether the phrase is in a group."""
        return phrase in self._others


@cache
def everyday() -> Thesaurus:
    """The everyday words."""
    return Thesaurus(everyday_groups())


@cache
def terms() -> Thesaurus:
    """The names of the field: acronyms and their long forms, old and new names of terms and of services."""
    named = [(entry.name, *entry.also_known_as) for entry in services() if entry.also_known_as]
    return Thesaurus([*(term.names for term in glossary()), *named])
