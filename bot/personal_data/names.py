"""Finds the names of people: by the words around them, by lists, and by what a model of English takes for a person.

No one of these is enough: the small model misses about half of the names in short messages and takes "Elklan" for a
person, a list is never whole, and parents write "my son jayden" without a capital.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.personal_data.around import LOOK, capital_follows, introduced, is_institution, matcher
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.runs import COMMON, UNCOMMON, Run, run_at, runs_in
from bot.personal_data.spans import Span, without_overlaps
from bot.personal_data.words import Word, commonness, is_slip, words_in

_SHE_OR_HE = re.compile(r"\b(?:he|she|him|his|her|hers|hes|shes|himself|herself|(?:he|she)['’]s)\b", re.IGNORECASE)
_IRISH = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z]))[A-Z]\w+")
_MEMORIAL = re.compile(r"['’]s (?:law|rule|house|trust|fund|foundation|way|place|hub|centre)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|[,.;\n])")
_SAINT = re.compile(r"\b(?:St|Saint|st)\.? $")
_OWN = re.compile(
    r"\b(?:my|our|his|her|their|your|the)\s(?:\w+\s){0,3}\w+[ ,:=(\-–/]{1,3}$|(?:him|her|me) $", re.IGNORECASE
)

People = Sequence[tuple[int, int]]


def find_names(text: str, people: People = ()) -> list[Span]:
    """The names in a text. ``people``: where a model of English sees a person."""
    words = words_in(text)
    found = [*_after_titles(text, words), *_after_relations(text, words)]
    for run in runs_in(text, words):
        judged = _judge(text, run, people)
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
    return [_span(Run((word,)), 0.5, private=True) for word in words_in(text) if word.low in parts]


def _span(run: Run, sure: float, *, private: bool = False) -> Span:
    return Span(kind=PersonalDataKind.NAME, start=run.start, end=run.end, sure=sure, private=private)


@cache
def _titles() -> re.Pattern[str]:
    small = "|".join(sorted(rules().names.titles, key=len, reverse=True))
    large = "|".join(sorted(rules().names.capital_titles))
    return re.compile(rf"\b((?i:{small})|{large}|miss)\b\.? (?:(?:and|&) (?:(?i:{small})|{large})\b\.? )?")


def _after_titles(text: str, words: Sequence[Word]) -> list[Span]:
    at = {word.start: place for place, word in enumerate(words)}
    found: list[Span] = []
    for match in _titles().finditer(text):
        place = at.get(match.end())
        if place is None:
            continue
        word = words[place]
        if word.low in rules().names.titles or (word.known and not (word.given or word.maybe_given)):
            continue
        shy = match.group(1)[0].islower() and match.group(1) == "miss"
        if shy and not (word.strange or word.given or (word.family and commonness(word.low) < COMMON)):
            continue
        if word.low in rules().names.never_names and not word.shown:
            continue
        if word.shown or shy or match.group(1).lower() in rules().names.titles:
            own = matcher("own_role_before").search(text[max(0, match.start() - LOOK) : match.start()]) or re.search(
                r" (?:and|&) ", match.group()
            )
            found.append(_span(run_at(text, words, place), 0.9, private=bool(own)))
    return found


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
            found.append(_span(run_at(text, words, place), 1.0, private=True))
    return found


def _is_name_after_relation(text: str, word: Word, before: str) -> bool:
    named = rules().names
    after = text[word.end : word.end + LOOK]
    if word.low in named.modals and not word.shown:
        return matcher("after_modal").match(after) is not None
    if word.low in named.modals and matcher("modal_verbs").match(after):
        return False
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
        return word.shown or not is_slip(word.low)
    if word.rare and not word.shown:
        return matcher("after_modal").match(after) is not None
    # An English word with a capital: "my daughter River", but not "Child Benefit".
    return word.shown and commonness(word.low) < COMMON and _OWN.search(before) is not None


def _judge(text: str, run: Run, people: People) -> Span | None:
    before, after = text[max(0, run.start - LOOK) : run.start], text[run.end : run.end + LOOK]
    if matcher("called_thing").search(before) or _MEMORIAL.match(after) or _SAINT.search(before):
        return None
    person = any(start < run.end and run.start < end for start, end in people)
    shown = any(word.shown for word in run.words)
    if run.given:
        own = len(run.words) == 1 and matcher("own_role_before").search(before) is not None
        return _span(run, 0.85, private=own) if not (is_institution(shown, after) and capital_follows(after)) else None
    if run.maybe_given:
        return _span(run, 0.8) if _is_everyday_name(run, before, after, person=person) else None
    if run.words[0].initial and len(run.words) > 1:
        return _span(run, 0.7)
    if not run.strange:
        return _span(run, 0.6) if _is_plain_name(run, before, after, person=person) else None
    if is_institution(shown, after):
        return None
    return _span(run, 0.7) if _is_strange_name(text, run, before, after, person=person) else None


def _is_plain_name(run: Run, before: str, after: str, *, person: bool) -> bool:
    """Whether plain English words are a person: "emailing Siegfried", "my name Hui-Min Tan"."""
    if not all(word.shown and not word.starts for word in run.words) or is_institution(True, after):
        return False
    alone = len(run.words) == 1
    if alone and (not person or run.words[0].known or commonness(run.words[0].low) >= COMMON / 3):
        return False
    return introduced(before) or (person and not alone and matcher("after_certainly").match(after) is not None)


def _is_everyday_name(run: Run, before: str, after: str, *, person: bool) -> bool:
    """Whether everyday words are a name here: "Grace is 12", but not "in good grace"."""
    first = run.words[0]
    certain = matcher("after_certainly").match(after) is not None
    if len(run.words) > 1:
        second = run.words[1]
        plain = _plain(second) and not certain
        return first.shown and second.shown and not (first.starts and plain)
    if is_institution(first.shown, after) and not (certain or introduced(before)):
        return False
    if matcher("article_before").search(before):
        return False
    if not first.shown or first.known:
        certain = certain and not (matcher("not_after").search(before) or re.match(r"\s*\d", after))
    if certain:
        return first.low not in rules().names.modals or first.shown or bool(matcher("after_modal").match(after))
    if not first.shown or first.known:
        return False
    if first.starts:
        return introduced(before) and _ENDS.match(after) is not None
    return person or introduced(before) or matcher("before_perhaps").search(before) is not None


def _plain(word: Word) -> bool:
    listed = word.family or word.given or word.maybe_given
    return word.english and not listed and commonness(word.low) >= UNCOMMON


def _is_strange_name(text: str, run: Run, before: str, after: str, *, person: bool) -> bool:
    certain = matcher("after_certainly").match(after) is not None
    if not any(word.shown for word in run.words):
        return certain or matcher("introduces").search(before) is not None
    if introduced(before) or certain or _IRISH.match(text, run.start):
        return True
    place = matcher("place_before").search(before) is not None
    topic = matcher("topic_before").search(before) is not None
    told = _SHE_OR_HE.search(text) is not None
    follows = matcher("after").match(after) is not None
    if len(run.words) > 1:
        bare = run.words[0].starts and not (told or person)
        return follows or not (place or bare or (topic and not told))
    if place:
        return False
    return (
        (follows and (told or not topic))
        or (person and not topic and (told or not run.words[0].starts))
        or (told and matcher("before_perhaps").search(before) is not None)
    )


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
            again.append(_span(Run((word,)), 0.5, private=whole.private))
    return again
