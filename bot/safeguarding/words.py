"""A message as words that rules can be held against: slips, text speak, leetspeak and hidden letters put right."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from symspellpy import SymSpell, Verbosity

from retrieval.spelling import english_words
from retrieval.words import stem

# Letters of other alphabets that look like ours, and what stands for an apostrophe.
_LOOKALIKES = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁɡӏ", "aeopcyxijsdgl", strict=True)),
        **dict(zip("αεορικτυν", "aeopiktuv", strict=True)),
        **dict.fromkeys("’‘ʼ`´′＇", "'"),
    }
)
_LEET = str.maketrans("01345679@$!|", "oieasgtgasil")
_WORD = re.compile(r"[a-z0-9@$*](?:[a-z0-9@$!*|']*[a-z0-9@$*])?")
_STOP = re.compile(r"[.!?;\n\r\u2022]|[:;]-?[()]")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|yrs?|yo|y|year|years|x|am|pm|mg|ml|ish|mins?|hrs?|wks?)?")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_SHORTEST_GUESSED = 4
_LONG = 8  # letters from which a word may hold two slips
_SPELT_OUT = 3  # single letters in a row that are read as one word


class Token(NamedTuple):
    """One word: as it was meant, its stem, its place in the message in characters, and its sentence's number."""

    word: str
    stem: str
    start: int
    end: int
    sentence: int


class Reader:
    """Reads messages into words, knowing the words of the rules and what is written short."""

    def __init__(self, vocabulary: Collection[str], short_forms: dict[str, str]) -> None:
        """Know the rules' words, which slips are put right to, and how short forms are said in full."""
        self.vocabulary = frozenset(vocabulary)
        self._stems = frozenset(map(stem, self.vocabulary))
        self._short = {name: tuple(full.split()) for name, full in short_forms.items()}
        self._speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=6)
        for word in self.vocabulary:
            if len(word) >= _SHORTEST_GUESSED:
                self._speller.create_dictionary_entry(word, english_words().get(word, 1))
        self._meant = lru_cache(maxsize=20_000)(self._find_meant)

    def read(self, text: str) -> list[Token]:
        """The words of a message, in order."""
        plain, places = _plain(text)
        tokens: list[Token] = []
        sentence, last = 0, 0
        for word, start, end in _joined(_pieces(plain)):
            if _STOP.search(plain, last, start):
                sentence += 1
            last = end
            for meant in self._meant(word):
                tokens.append(Token(meant, stem(meant), places[start], places[end - 1] + 1, sentence))
        return tokens

    def _find_meant(self, word: str) -> tuple[str, ...]:
        """The words that a piece of text stands for; most often itself."""
        bare = word.replace("'", "")
        for form in (word, bare):
            if form in self._short and (form == word or form not in english_words()):
                return self._short[form]
        if word.endswith("'s"):
            return self._meant(word[:-2])
        if "'" in word:
            word = bare
        if word in self.vocabulary or stem(word) in self._stems or word in english_words():
            return (word,)
        if number := _NUMBER.fullmatch(word):
            rest = word[number.end(1) :]
            return (number[1], rest) if rest else (number[1],)
        return self._guess(word)

    def _guess(self, word: str) -> tuple[str, ...]:
        forms = [word.translate(_LEET), word.translate(_LEET).replace("i", "l")] if not word.isalpha() else [word]
        forms = [letters for form in forms if (letters := re.sub(r"[^a-z]", "", form))]
        forms += [_REPEATED.sub(by, form) for form in forms for by in (r"\1\1", r"\1") if _REPEATED.search(form)]
        for form in forms:
            if form in self._short:
                return self._short[form]
            if form in self.vocabulary or stem(form) in self._stems or form in english_words():
                return (form,)
        for form in forms:
            if halves := self._halves(form):
                return halves
        for form in dict.fromkeys(forms):
            if _SHORTEST_GUESSED <= len(form) <= 20:
                most = 2 if len(form) >= _LONG else 1
                found = self._speller.lookup(form, Verbosity.TOP, max_edit_distance=most)
                if found and (found[0].distance == 1 or found[0].term[0] == form[0]):
                    return (str(found[0].term),)
        return (forms[-1],) if forms else ()

    def _halves(self, word: str) -> tuple[str, ...] | None:
        """Two or three words of the rules written as one, such as "killmyself"."""
        if not 6 <= len(word) <= 24:
            return None
        for cut in range(2, len(word) - 1):
            first, rest = word[:cut], word[cut:]
            if first in self.vocabulary and rest in self.vocabulary and max(len(first), len(rest)) > 3:
                return (first, rest)
        return None


def _plain(text: str) -> tuple[str, list[int] | range]:
    """Lower-case Latin letters without accents or hidden characters, and where each stood in the text."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKD", character).lower().translate(_LOOKALIKES):
            if unicodedata.category(one) not in {"Mn", "Cf", "Cc"} or one in "\n\r\t":
                letters.append(one)
                places.append(place)
    return "".join(letters), places


def _pieces(plain: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(plain):
        yield match.group(), match.start(), match.end()


def _joined(pieces: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The pieces, with letters that stand apart ("k i l l") put together."""
    apart: list[tuple[str, int, int]] = []
    for piece in pieces:
        if len(piece[0]) == 1 and piece[0].isalpha():
            apart.append(piece)
            continue
        yield from _put_together(apart)
        apart = []
        yield piece
    yield from _put_together(apart)


def _put_together(apart: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    if len(apart) < _SPELT_OUT:
        yield from apart
        return
    run: list[tuple[str, int, int]] = []
    for piece in apart:
        if run and piece[1] - run[-1][2] > 1:  # a wider gap parts two words
            yield from _one_word(run)
            run = []
        run.append(piece)
    yield from _one_word(run)


def _one_word(run: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    if len(run) < _SPELT_OUT:
        yield from run
    else:
        yield "".join(letter for letter, _, _ in run), run[0][1], run[-1][2]
