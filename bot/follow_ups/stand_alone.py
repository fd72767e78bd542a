"""Makes a follow-up question stand alone, by rules in plain sight.

Only the questions before it are known, not their answers. Each of them is first made to stand alone itself,
so that a third question may lean on a second that leans on a first.
"""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.follow_ups.antecedents import with_antecedents
from bot.follow_ups.leaning import Way, asks, is_only_heard, leaning_of
from bot.follow_ups.narrowing import narrowed
from bot.follow_ups.phrases import leaning_speech
from bot.follow_ups.rewriting import base_for, in_the_case, instead_of, of_somebody, puts_another, with_ordinal
from bot.follow_ups.turn import Turn, content_of, handed_on
from bot.question_kinds.wording import written_out

TURNS = 5
_END = re.compile(r"[?!.\s]+$")


class StandAlone(BaseModel):
    """A question that can be read by itself, and what of the history went into it."""

    model_config = ConfigDict(frozen=True)

    question: str
    from_history: tuple[str, ...] = ()
    is_follow_up: bool = False


def stand_alone(question: str, history: Sequence[str]) -> StandAlone:
    """The question made to stand alone from those before it, oldest first; unchanged if it does already."""
    turns: list[Turn] = []
    for earlier in history[-TURNS:]:
        turn = _resolved(earlier, turns)
        if turn and turns and not turn.leaned and not asks(turn.core):
            turn = turn._replace(about=handed_on(turns[-1]))  # what is only told is told about the last question
        if turn:
            turns.append(turn)
    resolved = _resolved(question, turns)
    if resolved is None or not resolved.leaned:
        return StandAlone(question=question)
    text = resolved.text
    text = text if text.endswith("?") else f"{text}?"
    if content_of(text) == content_of(question) and text.count(" ") == question.count(" "):
        return StandAlone(question=question)
    took = tuple(sorted(content_of(text) - content_of(question)))
    return StandAlone(question=text, from_history=took, is_follow_up=True)


def _resolved(question: str, before: list[Turn]) -> Turn | None:
    """A question of the conversation by itself; none if it asks nothing."""
    words = _END.sub("", written_out(question).strip())
    if is_only_heard(words):
        return None
    if not before:
        return Turn(words)
    return _leaned(words, before)


def _leaned(words: str, before: list[Turn]) -> Turn:
    back = leaning_speech().pattern("goes_back").match(words)
    if back and len(back.group()) < len(words):
        is_first = back["first"] or back["at_first"] or back["very_first"]
        turns = before[:1] if is_first else before[:-1] or before
        turn = _leaned(words[back.end() :], turns)
        return turn if turn.leaned else Turn(turn.core, handed_on(turns[-1]), leaned=True)
    way, counts = leaning_of(words)
    last = before[-1]
    if way is Way.NOT:
        return Turn(words)
    if numbered := with_ordinal(counts, before):
        return _numbered(numbered, last)
    if few := narrowed(counts, last):
        return few
    if way is Way.CORRECTION:
        way, counts = _meant(counts)
    if way is Way.INSTEAD:
        return instead_of(counts, base_for(counts, before))
    if way is Way.OF_SOMEBODY:
        return of_somebody(counts, last)
    if way is Way.CASE or way is Way.WHAT_IF and puts_another(counts, before):
        return in_the_case(counts, base_for(counts, before))
    if way is Way.POINTING:
        return with_antecedents(counts, before)
    return Turn(counts, handed_on(last), leaned=True)


def _meant(words: str) -> tuple[Way, str]:
    """What was meant, as its own words say it."""
    way, counts = leaning_of(words)
    return (Way.INSTEAD, words) if way is Way.NOT else (way, counts)


def _numbered(words: str, last: Turn) -> Turn:
    """ "And the last one?" asks the last question of another of the list."""
    if asks(words):
        return Turn(words, (), leaned=True)
    told = re.sub(
        r"\b(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(\w+), \1 \d+",
        words,
        last.core,
    )
    return Turn(told if told != last.core else words, last.about, leaned=True)
