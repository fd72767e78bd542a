"""Reads what kind of question it is. The rules stand in ``phrases.yaml``; the first that fits decides.

What no document can answer is told apart here: somebody's own case, advice on law, another council's area,
a fragment that could mean anything, small talk and abuse. The other kinds are only labels.
"""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from bot.clocks.reading import read_clock_question
from bot.question import QuestionKind
from bot.question_kinds.elsewhere import area_asked_of
from bot.question_kinds.phrases import Label, Rule, kind_speech
from bot.question_kinds.wording import Wording
from bot.services.needs import need_speech
from bot.services.reading import read_service_question
from bot.ways_of_saying import Heard
from knowledge.documents import Audience
from retrieval.vocabulary import Vocabulary

_ANY_DAY = date(2026, 1, 1)  # whether a question counts from a day does not hang on which day it is
_SURE_OF_AREA, _PERHAPS_ELSEWHERE, _SURE_OF_FRAGMENT = 0.85, 0.5, 0.8
_ACTION_REF = re.compile(r"\b[A-Z]{2,3}-[0-9]{1,3}\b")
_READ_BY_CODE, _BY_WORDS, _REST = 0.9, 0.6, 0.5


class KindRead(BaseModel):
    """What kind a question is of, how sure that is, and which rule says so."""

    model_config = ConfigDict(frozen=True)

    kind: QuestionKind
    confidence: float = Field(ge=0, le=1)
    why: str


def kind_of(
    question: str, audience: Audience, vocabulary: Vocabulary | None = None, typed: Sequence[str] = ()
) -> KindRead:
    """The kind of a question.

    ``vocabulary`` is that of the asker's ring: another council's name that its documents know is looked up
    in them, not sent away. ``typed`` are the questions that a follow-up was made of: nobody is sent away for
    words that only stand together because they were put together.
    """
    wording = Wording(question)
    taken = _small_or_rude(wording) or _unclear(wording, vocabulary) or _not_for_documents(wording)
    if taken and typed and taken.kind not in {kind_of(one, audience, vocabulary).kind for one in typed}:
        taken = None
    return taken or _elsewhere(wording, vocabulary) or _label(wording)


def _small_or_rude(wording: Wording) -> KindRead | None:
    return _first(wording, {QuestionKind.ABUSE, QuestionKind.SMALL_TALK})


def _not_for_documents(wording: Wording) -> KindRead | None:
    """Advice on law or one's own case; not what the clocks count from a day that was given."""
    found = _first(wording, {QuestionKind.LEGAL_ADVICE, QuestionKind.OWN_CASE})
    if found and found.kind is QuestionKind.OWN_CASE and read_clock_question(wording.question, _ANY_DAY):
        return None
    return found


def _first(wording: Wording, kinds: set[QuestionKind]) -> KindRead | None:
    for rule in kind_speech().rules:
        if rule.kind in kinds and _fits(rule, wording):
            return KindRead(kind=rule.kind, confidence=rule.sure, why=rule.rule)
    return None


def _fits(rule: Rule, wording: Wording) -> bool:
    if rule.alone:
        return wording.says_only(rule.says)
    said = bool(wording.finds(rule.says)) or wording.is_typed(rule.typed)
    return said and _also(rule, wording) and not wording.is_typed(rule.not_typed)


def _also(rule: Rule | Label, wording: Wording) -> bool:
    if rule.and_says and not wording.finds(rule.and_says):
        return False
    return not wording.finds(rule.not_says)


def _unclear(wording: Wording, vocabulary: Vocabulary | None) -> KindRead | None:
    speech = kind_speech()
    if len(wording.words) > speech.most_words_unclear:
        return None
    beside = frozenset(speech.beside_unclear)
    found = next((entry.id for entry in speech.unclear if wording.is_just(entry.said, beside)), None)
    found = found or ("child" if wording.is_just_somebody() else None)
    found = found or ("anything" if wording.is_half_said() or wording.is_nothing(vocabulary) else None)
    return KindRead(kind=QuestionKind.UNCLEAR, confidence=_SURE_OF_FRAGMENT, why=found) if found else None


def _elsewhere(wording: Wording, vocabulary: Vocabulary | None) -> KindRead | None:
    area = area_asked_of(wording, vocabulary)
    if area is None:
        return None
    return KindRead(
        kind=QuestionKind.OTHER_AREA, confidence=_SURE_OF_AREA if area.sure else _PERHAPS_ELSEWHERE, why=area.name
    )


def _label(wording: Wording) -> KindRead:
    if read_clock_question(wording.question, _ANY_DAY):
        return KindRead(kind=QuestionKind.CLOCK, confidence=_READ_BY_CODE, why="read_as_clock")
    if _ACTION_REF.search(wording.question):
        return KindRead(kind=QuestionKind.ACTION, confidence=_READ_BY_CODE, why="names_an_action")
    for label in kind_speech().labels:
        if label.kind is QuestionKind.SERVICE and read_service_question(wording.question):
            return KindRead(kind=label.kind, confidence=_READ_BY_CODE, why="read_as_service")
        if wording.finds(label.says) and _also(label, wording):
            return KindRead(kind=label.kind, confidence=_BY_WORDS, why=f"words_of_{label.kind}")
    if _names_a_need(wording):
        return KindRead(kind=QuestionKind.SERVICE, confidence=_REST, why="names_a_need")
    return KindRead(kind=QuestionKind.STRATEGY, confidence=_REST, why="rest")


def _names_a_need(wording: Wording) -> bool:
    """Whether it names something that people need help with, and is not about papers, law or figures."""
    speech = need_speech()
    heard = Heard(wording.text)
    said = tuple(phrase for need in speech.needs if not need.general for phrase in need.said)
    asked_for = heard.says(speech.child) or heard.says(speech.personal)
    return asked_for and heard.says(said) and not heard.says(speech.not_about)
