"""Asking an assistant whose model is a scripted service on a real socket."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from bot.answer import Answer, ShownStatement
from bot.assistant import Assistant
from bot.generative.writer import Writer
from bot.model.background import Stop
from bot.model.budget import TokenBudget
from bot.model.limits import ModelLimits
from bot.model.model import LanguageModel
from bot.question import Question
from bot.screen import Screen
from retrieval.index import Index
from tests.generative.model_server import Asked, ModelServer, Reply, answer, reading
from tests.generative.papers import QUESTION

TODAY = date(2026, 11, 24)
Script = Callable[[Asked], Reply]
LIMITS = ModelLimits(first_token_seconds=1.0, answer_seconds=1.5, retries=1, most_wait_seconds=0.05)


def chat(url: str, key: str = "sk-test", name: str = "scripted") -> ChatOpenAI:
    """The client as bot/build.py makes it."""
    return ChatOpenAI(
        model=name,
        api_key=SecretStr(key),
        base_url=url,
        temperature=0,
        max_retries=0,
        timeout=30,
        stream_usage=True,
        use_responses_api=False,
    )


def made_model(url: str, data: Path, limits: ModelLimits = LIMITS, tokens: int = 1_000_000) -> LanguageModel:
    """A model at an address."""
    return LanguageModel(chat(url), limits, TokenBudget(data, tokens, lambda: TODAY))


def made_assistant(index: Index, model: LanguageModel) -> Assistant:
    """An assistant that answers with the model."""
    return Assistant(
        index, screen=Screen(2000), source_base="", today=lambda: TODAY, writer=Writer(model, lambda: TODAY)
    )


def reads(asked: Asked, **changed: object) -> Reply:
    """A reading that changes nothing, or what is said."""
    return Reply(text=reading(asked.body["messages"][-1]["content"], **changed))


def writes(*statements: tuple[str, str], complete: str = "complete", **reply: object) -> Script:
    """A script that writes these statements, each with its quote, and reads every question well."""

    def script(asked: Asked) -> Reply:
        if asked.shape == "ModelReading":
            return reads(asked)
        items = [(text, number_of(quote, asked), quote) for text, quote in statements]
        return Reply(text=answer(*items, complete=complete), **reply)

    return script


def replies(written: Reply) -> Script:
    """A script that reads every question well, and writes as it is told."""
    return lambda asked: reads(asked) if asked.shape == "ModelReading" else written


def number_of(quote: str, asked: Asked) -> int:
    """The number of the passage that a quote stands in, among those given."""
    return next((number for number, text in enumerate(asked.passages, start=1) if quote in text), 1)


@dataclass(frozen=True)
class Heard:
    """What came of a question: the statements as they were shown, the answer, and the seconds that it took."""

    shown: Sequence[ShownStatement]
    answer: Answer
    took: float

    @property
    def texts(self) -> list[str]:
        return [statement.text for statement in self.answer.statements]


def hear(assistant: Assistant, question: str = QUESTION, stop: Stop | None = None) -> Heard:
    """Ask, and take what comes."""
    started = time.monotonic()
    *shown, last = assistant.parts(Question(text=question), stop)
    assert isinstance(last, Answer)
    return Heard([part for part in shown if isinstance(part, ShownStatement)], last, time.monotonic() - started)


Serve = Callable[[Script], AbstractContextManager[ModelServer]]


def written(server: ModelServer) -> list[Asked]:
    """The requests for an answer."""
    return [asked for asked in server.asked if asked.shape == "WrittenAnswer"]
