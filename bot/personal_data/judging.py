"""Judges whether words next to one another are a name, by themselves and by what stands around them."""

import re
from collections.abc import Sequence
from functools import cache

from bot.personal_data.around import LOOK, capital_follows, introduced, is_institution, matcher
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import rules
from bot.personal_data.runs import COMMON, UNCOMMON, Run
from bot.personal_data.spans import Span
from bot.personal_data.words import Word, commonness

_GOES_ON = re.compile(r" [a-z]")
_SHE_OR_HE = re.compile(r"\b(?:he|she|him|his|her|hers|hes|shes|himself|herself|(?:he|she)['’]s)\b", re.IGNORECASE)
_IRISH = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z]))[A-Z]\w+")
_MEMORIAL = re.compile(r"['’]s (?:law|rule|house|trust|fund|foundation|way|place|hub|centre)\b", re.IGNORECASE)
_LEGAL_CASE = re.compile(r"(?:^| )v\.? (?=$|[A-Z])|^(?:['’]s)?,? v\.? ")
_AGE_AFTER = re.compile(r" is (?:only |just |nearly )?\d{1,2}\b|, ?\d{1,2},| ?\(\d{1,2}\)")
_ENDS = re.compile(r"\s*(?:$|[,.;\n])")
_SAINT = re.compile(r"\b(?:St|Saint|st)\.? $")
_AFTER_NAME = re.compile(r"\[name\](?:,| and| &|,? and|/)+ ?$")

People = Sequence[tuple[int, int]]


def name_span(run: Run, sure: float, *, private: bool = False) -> Span:
    """A run as the span of a name."""
    return Span(kind=PersonalDataKind.NAME, start=run.start, end=run.end, sure=sure, private=private)


def judge(text: str, run: Run, people: People) -> Span | None:
    """The run as a name, if it is one. ``people``: where a model of English sees a person."""
    before, after = text[max(0, run.start - LOOK) : run.start], text[run.end : run.end + LOOK]
    if _LEGAL_CASE.search(before) or _LEGAL_CASE.match(after):
        return None
    if len(run.words) > 1 and matcher("called_thing").search(f"{run.words[0].text} "):
        return None  # "Storm Darragh"
    if matcher("called_thing").search(before) or _MEMORIAL.match(after) or _SAINT.search(before):
        return None
    person = any(start < run.end and run.start < end for start, end in people)
    shown = any(word.shown for word in run.words)
    if run.given:
        own = len(run.words) == 1 and matcher("own_role_before").search(before) is not None
        return (
            name_span(run, 0.85, private=own) if not (is_institution(shown, after) and capital_follows(after)) else None
        )
    if run.maybe_given:
        return name_span(run, 0.8) if _is_everyday_name(run, before, after, person=person) else None
    if run.words[0].initial and len(run.words) > 1:
        return name_span(run, 0.7)
    if not run.strange:
        return name_span(run, 0.6) if _is_plain_name(run, before, after, person=person) else None
    if is_institution(shown, after):
        return None
    return name_span(run, 0.7) if _is_strange_name(text, run, before, after, person=person) else None


def _is_plain_name(run: Run, before: str, after: str, *, person: bool) -> bool:
    """Whether plain English words are a person: "emailing Siegfried", "my name Hui-Min Tan"."""
    first = run.words[0]
    if first.shown and commonness(first.low) < UNCOMMON and not first.known and _AGE_AFTER.match(after):
        return True
    if not all(word.shown and not word.starts for word in run.words) or is_institution(True, after):
        return False
    certain = matcher("after_certainly").match(after) is not None
    if len(run.words) > 1:
        return introduced(before) or (person and certain)
    word = run.words[0]
    if word.known or commonness(word.low) >= COMMON / 3 or matcher("article_before").search(before):
        return False
    return (person and introduced(before)) or (certain and commonness(word.low) < UNCOMMON)


def _is_everyday_name(run: Run, before: str, after: str, *, person: bool) -> bool:
    """Whether everyday words are a name here: "Grace is 12", but not "in good grace"."""
    first = run.words[0]
    certain = matcher("after_certainly").match(after) is not None
    if len(run.words) > 1:
        second = run.words[1]
        plain = _plain(second) and not certain
        small = not first.shown and not second.shown and (certain or introduced(before))
        return small or (first.shown and second.shown and not (first.starts and plain))
    if is_institution(first.shown, after) and not (certain or introduced(before)):
        return False
    if matcher("article_before").search(before):
        return False
    if not first.shown or first.known:
        certain = certain and not (matcher("not_after").search(before) or re.match(r"\s*\d", after))
    if not first.known and first.low not in rules().names.modals and _AFTER_NAME.search(before):
        return True
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
        told = _SHE_OR_HE.search(text) is not None or _own_family().search(text) is not None
        long = len(run.words[0].text) > 3  # what is shorter is more often chat
        follows = (certain and not after.startswith(",")) or (
            told and long and matcher("after").match(after) is not None
        )
        return follows or matcher("introduces").search(before) is not None
    if introduced(before) or certain or _IRISH.match(text, run.start):
        return True
    asked = matcher("asked_before").search(before) is not None
    place = matcher("place_before").search(before) is not None
    place = place or (not person and matcher("place_perhaps").search(before) is not None)
    topic = matcher("topic_before").search(before) is not None
    told = _SHE_OR_HE.search(text) is not None or _own_family().search(text) is not None
    follows = matcher("after").match(after) is not None
    if len(run.words) > 1:
        bare = run.words[0].starts and not (told or person)
        return follows or not (place or bare or (asked and not told) or (topic and not (told or person)))
    if place:
        return False
    if follows or (told and run.words[0].starts and _GOES_ON.match(after)):
        return told or not (topic or asked)
    seen = person and not (topic or asked) and (told or not run.words[0].starts)
    return seen or (told and not asked and matcher("before_perhaps").search(before) is not None)


@cache
def _own_family() -> re.Pattern[str]:
    return rules().pattern((r"\b(?:my|our) (?:\w+ )?{relation}\b",), before=False)
