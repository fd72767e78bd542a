"""Takes the plan out of a question: which version is meant, and what is asked to be compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.register.lexicon import Lexicon, current_plans, year_of
from bot.register.phrases import alternatives, any_of, phrases
from bot.register.question import ChangeKind
from bot.register.sentence import Mark, Sentence
from knowledge.documents import Document

_ORDER = (
    *(ChangeKind.OWNERS_CHANGED, ChangeKind.STATUS_CHANGED, ChangeKind.WORDING_CHANGED, ChangeKind.DATES_CHANGED),
    *(ChangeKind.CLOSED, ChangeKind.SLIPPED, ChangeKind.BROUGHT_FORWARD, ChangeKind.ADDED, ChangeKind.DROPPED),
)
_PLAN = r"(?:plan|plans|version|register)"


@dataclass(frozen=True)
class VersionAsked:
    """The plans to look in, whether one was named, and what is to be compared."""

    documents: tuple[str, ...]
    named: bool = False
    changes: tuple[ChangeKind, ...] = ()
    everything: bool = False
    older: str | None = None
    since: bool = False
    ask_back: str | None = None


@cache
def _older() -> re.Pattern[str]:
    since_then = rf"(?:\b{alternatives(phrases().since)} )?(?:the |our )?(?:send )?(?:delivery )?"
    return re.compile(rf"{since_then}\b{alternatives(phrases().older_plan)}\b")


@cache
def _since_last_time() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(phrases().compared)} (?:the )?{alternatives(phrases().last_time)}\b")


def take_version(sentence: Sentence, lexicon: Lexicon, documents: Mapping[str, Document]) -> VersionAsked:
    """Take out the plan that is named, and the changes that are asked for."""
    current, words = current_plans(lexicon, documents), phrases()
    year, since = _take_year(sentence)
    bare = _take_bare_year(sentence, lexicon, documents) if year is None else None
    if bare and set(_of_year(bare, lexicon, documents)) & set(current):
        return VersionAsked(current, ask_back=words.ask_year.format(words=bare))
    year = year or bare
    named = _of_year(year, lexicon, documents)
    if year and not named:
        return VersionAsked(current, ask_back=_which_plan(year, lexicon, documents))
    older = sentence.take(_older())
    newer = sentence.take(any_of(words.newer_plan)) is not None
    everything, changes = _take_changes(sentence)
    since = since or bool(sentence.take(_since_last_time()))
    if changes or everything:
        old = named if named and named[0] not in current else ()
        return VersionAsked(
            current,
            bool(named) or newer or older is not None,
            changes,
            everything,
            old[0] if old else None,
            since or older is not None,
        )
    if older and not named:
        named = _superseded_by(current, lexicon, documents)
        if re.match(r"(?:since|compared|compare|against|versus|vs|than)\b", older.group()) or not named:
            return VersionAsked(
                current, ask_back=words.ask_back.format(words=f"“{older.group()}”", example=words.example)
            )
    if since:
        return VersionAsked(
            current, ask_back=words.ask_back.format(words="what to compare", example="what slipped since the last plan")
        )
    every = sentence.take(any_of(words.every_plan)) is not None
    return VersionAsked(lexicon.plans if every else named or current, every or newer or bool(named))


def _take_changes(sentence: Sentence) -> tuple[bool, tuple[ChangeKind, ...]]:
    words = phrases().changes
    found = []
    for kind in _ORDER:
        pattern = any_of(getattr(words, kind.value))
        if sentence.take_all(pattern, Mark.OTHER):
            found.append(kind)
    everything = bool(sentence.take_all(any_of(words.all)))
    return everything and not found, tuple(found)


@cache
def _of_a_year() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "The 2024 plan" and "the plan of 2024"."""
    since = alternatives(phrases().since)
    then = rf"(?:\b(?P<since>{since}) )?(?:the |our )?(?:old )?"
    before = rf"{then}\b(?P<year>20\d\d)(?:[/-]\d\d)? (?:send )?(?:delivery |action )?{_PLAN}\b"
    after = rf"{then}\b{_PLAN} (?:of|from|for) (?P<year>20\d\d)\b"
    return re.compile(before), re.compile(after)


def _take_year(sentence: Sentence) -> tuple[int | None, bool]:
    """The year of "the 2024 plan", and whether it is to be compared with."""
    before, after = _of_a_year()
    found = sentence.take(before) or sentence.take(after)
    if found:
        return int(found["year"]), found["since"] in phrases().compared
    return None, False


def _take_bare_year(sentence: Sentence, lexicon: Lexicon, documents: Mapping[str, Document]) -> int | None:
    """The year of "2024 actions", when a plan is called by it."""
    found = re.search(rf"\b(20\d\d) (?={Mark.NOUN})", sentence.text)
    if not found or not _of_year(int(found.group(1)), lexicon, documents):
        return None
    sentence.put(found.start(1), found.end(1), Mark.OTHER)
    return int(found.group(1))


def _of_year(year: int | None, lexicon: Lexicon, documents: Mapping[str, Document]) -> tuple[str, ...]:
    return tuple(plan for plan in lexicon.plans if year and plan in documents and year_of(documents[plan]) == year)


def _superseded_by(current: tuple[str, ...], lexicon: Lexicon, documents: Mapping[str, Document]) -> tuple[str, ...]:
    older = (documents[plan].supersedes for plan in current if plan in documents)
    return tuple(plan for plan in older if plan in lexicon.plans and plan is not None)


def _which_plan(year: int, lexicon: Lexicon, documents: Mapping[str, Document]) -> str:
    titles = " or ".join(documents[plan].title for plan in lexicon.plans if plan in documents)
    return phrases().ask_plan.format(words=year, plans=titles)
