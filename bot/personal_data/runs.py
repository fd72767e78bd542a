"""Groups words that may be one name: "Agnieszka Wiśniewska", "D. Motlagh", "mohammad ali hussain"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.personal_data.rules import not_names, rules
from bot.personal_data.words import Word, commonness, is_compound, is_double, is_place, is_slip

MOST_WORDS = 6  # of one name
_LINKS = frozenset("de van von der den al el bin bint ibn la le da dos du di mac st ap ab".split())
_ENDS_A_NAME = re.compile(r"(?:['’]s)?(?:\s*(?:$|[,.;:(])| (?:is|was|has|who|needs|aged?|and i|\d))")
_JOIN = re.compile(r" |\. | ?- ")
COMMON = (
    30_000_000  # occurrences in the English list: from here a word is no part of a name, if it is not listed as one
)
UNCOMMON = 2_000_000  # up to here a word may well be a family name
VERY_COMMON = 70_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words next to one another that may be a name."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where the first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end

    @property
    def given(self) -> bool:
        """Whether a first name stands in it that is hardly ever another word."""
        return any(word.given for word in self.words)

    @property
    def maybe_given(self) -> bool:
        """Whether it starts with an everyday word that is a first name too."""
        return self.words[0].maybe_given

    @property
    def strange(self) -> bool:
        """Whether a word stands in it that is neither English nor known."""
        return any(word.strange for word in self.words)


def runs_in(text: str, words: Sequence[Word]) -> list[Run]:
    """The longest runs of words that may be a name, left to right."""
    found: list[Run] = []
    place = 0
    while place < len(words):
        if not _may_start(words, place):
            place += 1
            continue
        end = run_end(text, words, place)
        trimmed = _trimmed(words[place:end])
        if trimmed:
            found.append(Run(tuple(trimmed)))
        place = end
    return found


def run_at(text: str, words: Sequence[Word], place: int) -> Run:
    """The run that starts with a word, whatever that word is."""
    return Run(tuple(words[place : run_end(text, words, place)]))


def _may_start(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.low in rules().names.titles:
        return False
    if word.initial:
        return _initial_starts(words, place)
    if word.shown:
        return (not word.known or word.maybe_given) and not _ends_a_place(words, place)
    return word.given or word.maybe_given or (word.strange and not (is_slip(word.low) or is_compound(word.low)))


def _ends_a_place(words: Sequence[Word], place: int) -> bool:
    """Whether it is the "Lane" of "Harrow Lane"."""
    before = words[place - 1] if place else None
    listed = words[place].low in not_names().institutions
    return listed and before is not None and before.shown and words[place].start - before.end == 1


def _initial_starts(words: Sequence[Word], place: int) -> bool:
    if place + 1 >= len(words):
        return False
    after = words[place + 1]
    listed = after.strange or after.family or after.given or after.initial
    named = listed or (not after.known and commonness(after.low) < UNCOMMON)
    return after.start - words[place].end <= 2 and (after.shown or after.initial) and named and words[place].text != "I"


def run_end(text: str, words: Sequence[Word], place: int) -> int:
    """One past the last word of the run that starts at ``place``."""
    end = place + 1
    while end < min(len(words), place + MOST_WORDS):
        step = 2 if words[end].low in _LINKS and end + 1 < len(words) and words[end + 1].shown else 1
        upto = min(end + step, len(words))
        if not all(_JOIN.fullmatch(text[words[i - 1].end : words[i].start]) for i in range(end, upto)):
            break
        if text[words[end - 1].end : words[end].start].startswith(".") and not words[end - 1].initial:
            break
        if not _continues(words[place:end], words[upto - 1], text):
            break
        end = upto
    return end


def _continues(so_far: Sequence[Word], word: Word, text: str) -> bool:
    if word.initial:
        return word.text not in {"I", "A"} and not text[word.end : word.end + 2].strip(".").isalpha()
    if word.shown:
        if not so_far[0].shown and not so_far[0].given:
            return False
        if word.known:
            return (word.family or is_place(word.low)) and (so_far[-1].given or so_far[-1].maybe_given)
        if word.low in not_names().institutions and not (so_far[-1].given and word.family):
            return False
        listed = word.family or word.given or word.maybe_given
        return listed or commonness(word.low) < COMMON
    if word.text.isupper() and so_far[-1].text.isupper() and so_far[-1].given:
        return word.family or not word.english
    # Written small: only after a first name, and only what can hardly be another word.
    double = so_far[0].maybe_given and not so_far[0].known and len(so_far) == 1 and word.family
    if so_far[-1].shown or not (so_far[0].given or double) or word.low in rules().names.never_names or word.known:
        return False
    if word.given or is_double(word.low) or (word.family and commonness(word.low) < VERY_COMMON):
        return True
    if so_far[0].given and all(one.text[0].isupper() for one in (*so_far, word)):  # in a form, where all words have one
        return commonness(word.low) < COMMON and word.low not in not_names().institutions
    if word.family:
        return _ENDS_A_NAME.match(text, word.end) is not None
    return word.strange and not is_slip(word.low)


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    """Without the everyday words before a name ("Can Aoife") and after it."""
    first = 0
    while first < len(words) and _is_lead(words, first):
        first += 1
    last = len(words)
    while last > first and _is_everyday(words[last - 1]) and commonness(words[last - 1].low) >= COMMON:
        last -= 1
    return words[first:last]


def _is_everyday(word: Word) -> bool:
    return word.english and not (word.given or word.maybe_given or word.family or word.initial)


def _is_lead(words: Sequence[Word], first: int) -> bool:
    word = words[first]
    after = words[first + 1] if first + 1 < len(words) else None
    if _is_everyday(word):
        return commonness(word.low) >= (UNCOMMON if word.starts else COMMON)
    modal = word.starts and word.low in rules().names.modals
    return modal and after is not None and (after.given or after.strange)
