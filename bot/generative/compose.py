"""Composes an answer with a model: asks for statements with quotes, and hands each on once it is proved."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files

import yaml
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict

from bot.answer import FallBack
from bot.draft import DraftStatement
from bot.generative.proving import prove
from bot.generative.shapes import Completeness, WrittenAnswer, WrittenStatement
from bot.generative.written import read_written
from bot.model.background import Stop
from bot.model.errors import ModelFailed
from bot.model.model import LanguageModel
from bot.proof import reading_ahead
from knowledge.documents import Audience
from prompts.prompt import prompt
from retrieval.search import Found

MOST_STATEMENTS = 8


class Readers(BaseModel):
    """How answers are worded for each audience: readers.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    public: str
    partner: str


@cache
def readers() -> Readers:
    """The wordings, read once."""
    return Readers.model_validate(yaml.safe_load((files("prompts") / "readers.yaml").read_text(encoding="utf-8")))


class Composed(BaseModel):
    """What the model came to in the end: its proved statements, and why it wrote no more, if it should have."""

    model_config = ConfigDict(frozen=True)

    statements: tuple[DraftStatement, ...]
    complete: Completeness
    fell_back: FallBack | None = None


def compose_with_model(
    question: str,
    evidence: Sequence[Found],
    model: LanguageModel,
    audience: Audience,
    language: str,
    stop: Stop | None = None,
) -> Iterator[DraftStatement | Composed]:
    """Each statement as soon as it is proved, then what it all came to. Raises nothing of the model's."""
    said: list[DraftStatement] = []
    tried, complete = 0, Completeness.NONE
    pieces = model.stream(_messages(question, evidence, audience, language), WrittenAnswer, stop)
    with closing(pieces), reading_ahead([found.passage.text for found in evidence]):
        try:
            for item in read_written(pieces):
                if isinstance(item, WrittenStatement):
                    tried += 1
                    proved = prove(item, evidence, language) if len(said) < MOST_STATEMENTS else None
                    if proved and proved.statement.text not in {one.text for one in said}:
                        said.append(proved.statement)
                        yield proved.statement
                else:
                    complete = item
        except ModelFailed as error:
            yield Composed(statements=tuple(said), complete=Completeness.PARTIAL, fell_back=error.fell_back)
            return
    nothing_left = FallBack.UNPROVED if tried and not said else None
    yield Composed(statements=tuple(said), complete=complete, fell_back=nothing_left)


def _messages(
    question: str, evidence: Sequence[Found], audience: Audience, language: str
) -> list[SystemMessage | HumanMessage]:
    """The instructions and the passages in one message, the question alone in the other."""
    told = prompt("compose").fill(
        reader=readers().public if audience is Audience.PUBLIC else readers().partner,
        language=language,
        passages="\n\n".join(_shown(number, found) for number, found in enumerate(evidence, start=1)),
        question="in the next message.",
    )
    return [SystemMessage(told), HumanMessage(question)]


def _shown(number: int, found: Found) -> str:
    document = found.document
    dated = f", {document.published.isoformat()}" if document.published else ""
    headings = " > ".join(found.passage.headings)
    return f"[{number}] {document.title}{dated}. {headings}\n<<<\n{found.passage.text}\n>>>"
