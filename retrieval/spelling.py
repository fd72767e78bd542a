"""Puts right words that are no words: the library's own vocabulary first, then everyday English."""

from functools import cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

# Typed without their apostrophe, these are no slips.
_CONTRACTIONS = frozenset(
    "arent cant couldnt couldve didnt doesnt dont hadnt hasnt havent hes ill im isnt itll ive lets shes"
    " shouldnt shouldve thats theres theyd theyll theyre theyve wasnt werent whats wheres whos wont"
    " wouldnt wouldve youd youll youre youve".split()
)
COMMON = 20_000_000  # how often a word of the English list must occur before a slip is put right to it


@cache
def english_words() -> dict[str, int]:
    """How often each of 82,000 English words occurs in a large corpus, as symspellpy ships the list."""
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


class Spelling:
    """Finds the word that was meant."""

    def __init__(self, vocabulary: dict[str, int], names: frozenset[str] = frozenset()) -> None:
        """Know the library's words, with how often each occurs, and names of the field that it may not use."""
        self._known = vocabulary.keys() | names
        # Words of the library outrank everyday words at the same distance.
        self._library = _speller({word: count for word, count in vocabulary.items() if word.isalpha()})

    def is_word(self, word: str) -> bool:
        """Whether a lower-case word is known as it stands."""
        bare = word.replace("’", "'").removesuffix("'s").replace("'", "")
        known = bare in self._known or word in self._known or bare in english_words() or bare in _CONTRACTIONS
        return known or not bare.isalpha()

    def meant(self, word: str, *, name: bool = False) -> str | None:
        """The word meant by a word that is none, or nothing when that is not clear.

        A name gets less rope: one letter, not two, or another person's name would be put in its place.
        """
        if len(word) < 3 or self.is_word(word):
            return None
        distance = 1 if name or len(word) < 5 else 2
        for speller in (self._library, _everyday_speller()):
            found = speller.lookup(word, Verbosity.CLOSEST, max_edit_distance=distance)
            # Letters are left out more often than they are changed: "wich" is "which" before it is "with".
            found.sort(key=lambda item: (not _leaves_out(word, item.term), -item.count))
            if found and (found[0].distance == 1 or found[0].term[0] == word[0]):
                return str(found[0].term)
        return None


def _leaves_out(short: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in short)


def _speller(words: dict[str, int]) -> SymSpell:
    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word, count in words.items():
        speller.create_dictionary_entry(word, count)
    return speller


@cache
def _everyday_speller() -> SymSpell:
    return _speller({word: count for word, count in english_words().items() if count >= COMMON})


def everyday_word(word: str) -> str | None:
    """The everyday English word that a lower-case word is, or is one slip away from."""
    found = _everyday_speller().lookup(word, Verbosity.TOP, max_edit_distance=0 if len(word) < 3 else 1)
    return str(found[0].term) if found else None
