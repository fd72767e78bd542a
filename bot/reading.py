"""Reading a question: by rules in plain sight, and by a model too where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.answer import FallBack
from bot.cards import is_for_a_card
from bot.follow_ups import stand_alone
from bot.model.background import Stop
from bot.question import ENGLISH
from bot.question_kinds import KindRead, kind_of
from bot.safeguarding.kinds import RiskKind
from bot.screen import Screened
from knowledge.actions import ActionQuery
from prompts.question_kinds import kinds_in_words
from retrieval.vocabulary import Vocabulary

if TYPE_CHECKING:  # what a model needs takes a second to import
    from bot.generative.writer import Writer


class ReadQuestion(BaseModel):
    """A question as it is answered: alone, in English. ``no_writer``: why no model can write the answer."""

    model_config = ConfigDict(frozen=True)

    text: str
    kind: KindRead
    is_follow_up: bool = False
    language: str = ENGLISH
    no_writer: FallBack | None = None
    is_readable: bool = True
    at_risk: RiskKind | None = None
    actions: ActionQuery | None = None


def read_question(
    screened: Screened, vocabulary: Vocabulary, writer: Writer | None, stop: Stop | None = None
) -> ReadQuestion:
    """Read a question. A model's reading goes before the rules'; what the rules keep from the documents stays so.

    Only a model can read a question that is not English.
    """
    question = screened.question
    alone = stand_alone(question.text, question.history)
    typed = (*question.history, question.text) if alone.is_follow_up else ()
    by_rules = ReadQuestion(
        text=alone.question,
        kind=kind_of(alone.question, question.audience, vocabulary, typed),
        is_follow_up=alone.is_follow_up,
        is_readable=screened.is_english,
    )
    read = writer.read(question.text, question.history, kinds_in_words(), stop) if writer else None
    if read is None or isinstance(read, FallBack):
        return by_rules.model_copy(update={"no_writer": read})
    text = read.stand_alone or alone.question
    return ReadQuestion(
        text=text,
        kind=_surer(by_rules.kind, KindRead(kind=read.kind, confidence=read.confidence, why="model")),
        is_follow_up=text != question.text and bool(question.history) and screened.is_english,
        language=ENGLISH if screened.is_english else read.language,
        at_risk=read.at_risk,
        actions=read.actions,
    )


def _surer(rules: KindRead, model: KindRead) -> KindRead:
    """A card that the rules are sure of is dealt; a model may deal one as well."""
    return rules if is_for_a_card(rules) or not is_for_a_card(model) else model
