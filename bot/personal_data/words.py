"""The words of a message, and what each may be: a first name, a family name, everyday English, or none of these."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

from bot.personal_data.rules import given_names, not_names, rules
from knowledge.actions.organisations import load_organisations
from knowledge.places import place_names
from knowledge.services import services
from knowledge.vocabulary import glossary
from retrieval.spelling import english_words, everyday_word

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[’'\-][^\W\d_]+)*(?!\w)")
# Placeholders, addresses for mail and pages: their letters are no words.
_NO_WORDS = re.compile(r"\[[^\[\]]*\]|(?<!\S)\S+@\S+|\bhttps?://\S+|\bwww\.\S+")
_SHORTENED = re.compile(r"(?:i|you|he|she|it|we|they|that|there|who|what|how|let)'(?:m|ve|ll|re|d|s)|\w+n't|y'all")
_JOINED_VERB = re.compile(r"(\w+)'(?:ll|d|ve|re)")
_STARTS = re.compile(r"(?:^|[.!?:\n]\s*|[-–]\s)[\"'“‘(]*$")
_OWNED = re.compile(r"[’']s$|(?<=s)[’']$", re.IGNORECASE)
_MOSTLY = 0.6  # of the words written with capitals: then capitals say nothing
_ACRONYM = 5  # letters at most
RARE = 300_000  # occurrences in the English list: up to here a word with a capital is more likely a name
USUAL = 1_000_000
_LONG = 6  # letters: short words are one letter from too many others
_TOO_LONG = 24  # letters
_OFTEN = 1_000_000_000
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
).split()


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place, without the ``'s`` of ownership. ``shown``: with a capital that says something."""

    text: str
    start: int
    end: int
    shown: bool
    given: bool  # a first name and hardly anything else
    maybe_given: bool  # a first name and an everyday word
    family: bool  # a family name, perhaps an everyday word too
    english: bool
    known: bool  # part of a name of the field, an organisation or a place
    starts: bool  # first of a sentence
    initial: bool

    @property
    def low(self) -> str:
        """In small letters, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def strange(self) -> bool:
        """Neither English nor known: likely a name when a name is looked for."""
        return not (self.english or self.known or self.initial)

    @property
    def plain_name(self) -> bool:
        """Once it is known for a name, it is one wherever it stands."""
        return self.given or self.strange or self.rare

    @property
    def rare(self) -> bool:
        """English, but so seldom met that it is hardly meant."""
        return 0 < commonness(self.low) < RARE


def words_in(text: str) -> list[Word]:
    """The words of a text; placeholders in brackets and addresses of mail and pages are none."""
    found = list(_WORD.finditer(_without_placeholders(text)))
    pieces = [(_OWNED.sub("", match.group()), match.start()) for match in found]
    lows = [piece.lower().replace("’", "'") for piece, _ in pieces]
    flat = _capitals_say_nothing([piece for piece, _ in pieces])
    known = _known_words([piece for piece, _ in pieces], lows)
    return [
        _word(text, piece, start, known=is_known, flat=flat)
        for (piece, start), is_known in zip(pieces, known, strict=True)
    ]


def _without_placeholders(text: str) -> str:
    return _NO_WORDS.sub(lambda match: "0" * len(match.group()), text)


def _word(text: str, piece: str, start: int, *, known: bool, flat: bool) -> Word:
    low = piece.lower().replace("’", "'")
    names = given_names()
    if low.endswith("s") and low[:-1] in names.names and not is_english(low):
        low = low[:-1]  # "jaydens school"
    parts = low.split("-")
    double = len(parts) > 1 and all(part in names.everyday and part not in _MONTHS for part in parts)
    given = low in names.names or double or (len(parts) > 1 and any(part in names.names for part in parts))
    maybe = low in names.everyday
    starts = _STARTS.search(text[max(0, start - 8) : start]) is not None
    capital = piece[0].isupper() and not flat
    acronym = (
        capital
        and piece.removesuffix("s").isupper()
        and 1 < len(piece) <= _ACRONYM
        and not (given or low in names.family_names)
    )
    return Word(
        text=piece,
        start=start,
        end=start + len(piece),
        shown=capital and not acronym,
        given=given and not known and low not in rules().names.never_names,
        maybe_given=maybe or (given and known),
        family=low in names.family_names,
        english=low in rules().names.never_names or _is_plain(low, capital=capital and not starts),
        known=known or acronym,
        starts=starts,
        initial=len(piece) == 1 and piece.isupper(),
    )


def _capitals_say_nothing(pieces: Sequence[str]) -> bool:
    """Whether a text is all in capitals, or has one on nearly every word."""
    long = [piece for piece in pieces if len(piece) > 3]
    if len(pieces) >= 4 and sum(piece.isupper() for piece in pieces) >= _MOSTLY * len(pieces):
        return True
    return len(long) >= 5 and sum(piece[0].isupper() for piece in long) > 0.8 * len(long)


@cache
def is_english(low: str) -> bool:
    """Whether a lower-case word is English, or every part of a hyphened one is."""
    bare = low.replace("'", "")
    parts = low.split("-")
    if bare in english_words() or _SHORTENED.fullmatch(low):
        return True
    if (joined := _JOINED_VERB.fullmatch(low)) and joined[1] in english_words():
        return True
    return len(parts) > 1 and all(part in english_words() for part in parts if part)


@cache
def is_slip(low: str) -> bool:
    """Whether a word that is not English is an everyday word with a slip in it."""
    if len(low) > 3 and everyday_word(low) is not None:
        return True
    return _LONG <= len(low) <= _TOO_LONG and any(commonness(other) >= USUAL for other in _one_off(low))


def is_compound(low: str) -> bool:
    """Whether a word that is not English is two usual words written together: "headbutts"."""
    cuts = range(4, min(len(low), _TOO_LONG) - 3)
    return any(commonness(low[:cut]) >= USUAL and commonness(low[cut:]) >= USUAL for cut in cuts)


def _one_off(low: str) -> Iterable[str]:
    """What a word may have been before one letter was left out, put in, changed, or swapped. The first letter stays."""
    for place in range(1, len(low) + 1):
        head, tail = low[:place], low[place:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]


def commonness(low: str) -> int:
    """How often a word occurs in a large body of English; 0 when it is not in the list."""
    return _OFTEN if _SHORTENED.fullmatch(low) else english_words().get(low, 0)


def _is_plain(low: str, *, capital: bool) -> bool:
    """Whether a word is English as it is written: with a capital, a rare one or a double one is likelier a name."""
    if capital and (0 < commonness(low) < RARE or is_double(low)):
        return False
    return is_english(low)


def is_double(low: str) -> bool:
    """Whether it is a double name with a hyphen, of which a part is a family name."""
    parts = low.split("-")
    return len(parts) > 1 and any(part in given_names().family_names for part in parts)


@cache
def is_place(low: str) -> bool:
    """Whether a single word is a place, which may be a family name too: Tarrant."""
    return low in {name.lower() for name in (*not_names().places, *place_names())}


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of the field by their first word, long ones first."""
    listed = not_names()
    names: set[str] = {*_MONTHS, *listed.places, *listed.schools, *listed.things, *listed.eponyms}
    names |= {*listed.public_people, *place_names()}
    names |= {name for term in glossary() for name in term.names}
    names |= {name for entry in services() for name in (entry.name, *entry.also_known_as)}
    names |= {name for entry in load_organisations().organisations for name in (entry.name, *entry.short_names)}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(_lows(name))
        if words:
            by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(set(some), key=len, reverse=True)) for first, some in by_first.items()}


def _lows(text: str) -> Iterable[str]:
    for match in _WORD.finditer(text):
        yield _OWNED.sub("", match.group()).lower().replace("’", "'")


@cache
def _exact_singles() -> frozenset[str]:
    """Single words that are a name of the field only as they are written: ELSA is one, Elsa is not."""
    listed = not_names()
    terms = [name for term in glossary() for name in term.names]
    entries = [name for entry in services() for name in (entry.name, *entry.also_known_as)]
    return frozenset(name for name in (*terms, *entries, *listed.things) if " " not in name)


def _known_words(pieces: Sequence[str], lows: Sequence[str]) -> list[bool]:
    known = [False] * len(lows)
    names = given_names()
    for place, low in enumerate(lows):
        for words in _phrases().get(low, ()):
            if tuple(lows[place : place + len(words)]) != words:
                continue
            if len(words) == 1 and low in names.names and pieces[place] not in _exact_singles():
                continue
            known[place : place + len(words)] = [True] * len(words)
            break
    return known
