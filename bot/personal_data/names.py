"""Finds the names of people: by the words around them, by lists, and by what a model of English takes for a person.

No one of these is enough: the small model misses about half of the names in short messages and takes "Elklan" for a
person, a list is never whole, and parents write "my son jayden" without a capital.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.personal_data.around import LOOK, is_institution, matcher
from bot.personal_data.judging import People, judge, name_span
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.runs import COMMON, UNCOMMON, Run, run_at, runs_in
from bot.personal_data.spans import Span, without_overlaps
from bot.personal_data.words import Word, commonness, is_compound, is_place, is_slip, words_in

_LABEL = re.compile(r"names?(?: is)?[ ,:=(\-–]{1,3}$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:called|named|nicknamed|known as|goes by|aka|answers to) $", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)@[^\W\d_]+[._\-][^\W\d_]+\b")
_OWN = re.compile(
    r"\b(?:my|our|his|her|their|your|the)\s(?:\w+\s){0,3}\w+[ ,:=(\-–/]{1,3}$|(?:him|her|me) $", re.IGNORECASE
)


def find_names(text: str, people: People = ()) -> list[Span]:
    """The names in a text. ``people``: where a model of English sees a person."""
    words = words_in(text)
    found = [*_after_titles(text, words), *_after_relations(text, words), *_handles(text)]
    for run in runs_in(text, words):
        judged = judge(text, run, people)
        if judged is not None:
            found.append(judged)
    kept = without_overlaps(found)
    return without_overlaps([*kept, *_repeated(words, kept)])


def model_matters(text: str) -> bool:
    """Whether what a model of English sees could change which names are found."""
    for run in runs_in(text, words_in(text)):
        first = run.words[0]
        opens = run.maybe_given and len(run.words) == 1 and first.starts
        if any(word.shown for word in run.words) and not run.given and not opens:
            return True
    return False


def parts_of_names(text: str, names: Sequence[Span]) -> frozenset[str]:
    """The words of names, in small letters, that would show a person in another text as well."""
    return frozenset(
        word.low
        for word in words_in(text)
        if len(word.low) > 2 and word.plain_name and any(span.start <= word.start < span.end for span in names)
    )


def said_again(text: str, parts: frozenset[str]) -> list[Span]:
    """Where words of names that are known from elsewhere stand in a text."""
    return [name_span(Run((word,)), 0.5, private=True) for word in words_in(text) if word.low in parts]


def _handles(text: str) -> list[Span]:
    """Such as "@jo.farley": a person, where "@here" and "@DorsetCouncil" are none."""
    matches = _HANDLE.finditer(text)
    return [Span(kind=PersonalDataKind.NAME, start=one.start(), end=one.end(), sure=0.9) for one in matches]


@cache
def _titles() -> re.Pattern[str]:
    small = "|".join(sorted(rules().names.titles, key=len, reverse=True))
    large = "|".join(sorted(rules().names.capital_titles))
    shy = "|".join(sorted(rules().names.shy_titles))
    gap = r"\b(?:\. ?| )"
    return re.compile(rf"\b((?i:{small})|{large}|{shy}){gap}(?:(?:and|&) (?:(?i:{small})|{large}){gap})?")


def _after_titles(text: str, words: Sequence[Word]) -> list[Span]:
    at = {word.start: place for place, word in enumerate(words)}
    found: list[Span] = []
    for match in _titles().finditer(text):
        place = at.get(match.end())
        if place is None:
            continue
        word = words[place]
        if word.low in rules().names.titles or (word.known and not _may_be_family(word)):
            continue
        shy = match.group(1) in rules().names.shy_titles
        if shy and not (word.strange or word.given or (word.family and commonness(word.low) < COMMON)):
            continue
        if word.low in rules().names.never_names and not word.shown:
            continue
        if word.shown or shy or match.group(1).lower() in rules().names.titles:
            own = matcher("own_role_before").search(text[max(0, match.start() - LOOK) : match.start()]) or re.search(
                r" (?:and|&) ", match.group()
            )
            found.append(name_span(run_at(text, words, place), 0.9, private=bool(own)))
    return found


def _may_be_family(word: Word) -> bool:
    return word.given or word.maybe_given or word.family or is_place(word.low)


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(rules().pattern(rules().names.before_private, before=True).pattern[:-1], re.IGNORECASE)


def _after_relations(text: str, words: Sequence[Word]) -> list[Span]:
    at = {word.start: place for place, word in enumerate(words)}
    found: list[Span] = []
    for match in _relation().finditer(text):
        place = at.get(match.end())
        if place is not None and _is_name_after_relation(
            text, words[place], text[max(0, match.end() - LOOK) : match.end()]
        ):
            found.append(name_span(run_at(text, words, place), 1.0, private=True))
    return found


def _is_name_after_relation(text: str, word: Word, before: str) -> bool:
    named = rules().names
    after = text[word.end : word.end + LOOK]
    if word.low in named.modals and not word.shown:
        return matcher("after_modal").match(after) is not None
    if word.low in named.modals and matcher("modal_verbs").match(after):
        return False
    if word.initial:
        return word.text not in {"I", "A"}
    if word.text.isupper() and not word.english and _LABEL.search(before):
        return True
    if word.low in named.never_names and not (word.shown and word.maybe_given):
        return False
    if is_institution(word.shown, after):
        return False
    if word.maybe_given and word.known:
        return word.shown or matcher("after_modal").match(after) is not None
    if word.given or word.maybe_given:
        return True
    if word.known:
        return False
    if word.strange:
        return word.shown or not (is_slip(word.low) or is_compound(word.low))
    if _CALLED.search(before):
        return commonness(word.low) < (COMMON if word.shown else UNCOMMON)
    if word.rare and not word.shown:
        return not word.low.endswith("s") and matcher("after_modal").match(after) is not None
    # An English word with a capital: "my daughter River", but not "Child Benefit".
    return word.shown and commonness(word.low) < COMMON and _OWN.search(before) is not None


def _repeated(words: Sequence[Word], found: Sequence[Span]) -> list[Span]:
    """Other places where a name, or a part of it, is said."""
    parts: dict[str, tuple[bool, Span]] = {}
    for span in found:
        for word in words:
            if span.start <= word.start < span.end and len(word.low) > 2:
                parts[word.low] = (word.plain_name, span)
    again: list[Span] = []
    for word in words:
        if word.low not in parts:
            continue
        plain, whole = parts[word.low]
        if plain or (word.shown and not word.known and not word.starts):
            again.append(name_span(Run((word,)), 0.5, private=whole.private))
    return again
