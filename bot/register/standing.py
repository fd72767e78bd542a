"""Takes how actions stand out of a question: status words, colours, and what is "not" so."""

import re
from functools import cache

from bot.register.phrases import Words, alternatives, any_of, phrases
from bot.register.sentence import Mark, Sentence
from knowledge.actions import ActionStatus


@cache
def _words() -> tuple[tuple[Words, tuple[ActionStatus, ...]], ...]:
    """Each set of words and the statuses it stands for."""
    single = [(words, (status,)) for status, words in phrases().statuses.items()]
    return (*((group.words, group.statuses) for group in phrases().status_groups), *single)


@cache
def _meaning() -> dict[str, tuple[ActionStatus, ...]]:
    return {word: statuses for words, statuses in _words() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<not>not (?:yet )?(?:been )?)?(?P<word>{alternatives(tuple(_meaning()))})(?!\w)")


@cache
def _before_status() -> re.Pattern[str]:
    # "To be completed by March" says when it is due, not that it is complete.
    finished = alternatives(phrases().finished_when)
    to_be = "(?:to|should|must|will|needs? to|has to|have to) be"
    return re.compile(rf"\b{to_be} {finished}\b(?! {Mark.NOUN})")


def take_statuses(sentence: Sentence) -> tuple[ActionStatus, ...]:
    """Take out the statuses that are asked for; an action of any of them is meant."""
    sentence.take_all(any_of(phrases().no_status))
    sentence.take_all(_before_status())
    chosen: list[tuple[ActionStatus, ...]] = []
    while found := sentence.take(_pattern(), Mark.STATUS):
        chosen.append(
            _meant(found["word"], negated=found["not"] is not None and found["word"] not in _meaning_with_not())
        )
    sentence.text = re.sub(rf"{Mark.STATUS} (?:or|and) (?={Mark.STATUS})", f"{Mark.STATUS} ", sentence.text)
    return tuple(dict.fromkeys(status for statuses in chosen for status in statuses))


def statuses_meant(words: str) -> tuple[ActionStatus, ...]:
    """The statuses that a whole text names: "red", "on_track", "not complete"; none when it names none."""
    sentence = Sentence(" ".join(words.casefold().replace("_", " ").replace("-", " ").split()))
    found = take_statuses(sentence)
    return found if sentence.text == Mark.STATUS else ()


@cache
def _meaning_with_not() -> frozenset[str]:
    return frozenset(word for word in _meaning() if word.startswith("not "))


def _meant(word: str, *, negated: bool) -> tuple[ActionStatus, ...]:
    plain = word if word in _meaning() else re.sub(r" (?:a|an|the|any|been|yet|got|their|its) ", " ", word)
    statuses = _meaning()[plain]
    if not negated:
        return statuses
    for group in phrases().not_statuses:
        if plain in group.words:
            return group.statuses
    if plain in phrases().finished_when:
        return tuple(status for status in ActionStatus if not status.is_finished)
    return tuple(status for status in ActionStatus if status not in statuses)
