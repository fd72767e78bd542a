"""Reading a question: by rules in plain sight, and by a model too where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.answer import FallBack
from bot.model.background import Stop
from bot.question import ENGLISH, Question
from bot.screen import Screened
from knowledge.actions import ActionQuery

if TYPE_CHECKING:  # what a model needs takes a second to import
    from bot.generative.writer import Writer


class ReadQuestion(BaseModel):
    """A question as it is answered: alone, in English. ``no_writer``: why no model can write the answer."""

    model_config = ConfigDict(frozen=True)

    text: str
    language: str = ENGLISH
    no_writer: FallBack | None = None
    is_readable: bool = True
    actions: ActionQuery | None = None


def read_question(
    screened: Screened, question: Question, writer: Writer | None, stop: Stop | None = None
) -> ReadQuestion:
    """Read a question. Only a model can read one that is not English."""
    read = writer.read(screened.question, question.history, "", stop) if writer else None
    if read is None or isinstance(read, FallBack):
        return ReadQuestion(text=screened.question, no_writer=read, is_readable=screened.is_english)
    language = ENGLISH if screened.is_english else read.language
    return ReadQuestion(text=read.stand_alone or screened.question, language=language, actions=read.actions)
