"""Puts the parts together from the settings: the one place that knows which part goes where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.assistant import Assistant
from bot.pause import PauseSwitch
from bot.records.database import Database
from bot.records.records import Records
from bot.safeguarding.learned import tuned_embedder
from bot.safeguarding.likeness import Likeness
from bot.screen import Screen
from bot.settings import EmbeddingSource, Settings
from retrieval.embedding import WEIGHTS_SHA256, Embedder, LocalEmbedder
from retrieval.errors import EmbeddingError
from retrieval.index import Index
from retrieval.ingest import Ingest

if TYPE_CHECKING:  # what a model needs takes a second to import
    from bot.generative.writer import Writer

EMBEDDING_TIMEOUT = 20.0  # seconds a request
EMBEDDING_RETRIES = 2
LONGEST_ANSWER = 1_500  # tokens: a model that writes on without end is cut off, and its answer not used
NO_KEY = "none"  # a local server asks for no key, but the client wants one


def today_in_england() -> date:
    """The day it is where the law and the plans are."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def embedder_maker(settings: Settings, *, threads: int = 0) -> Callable[[], Embedder]:
    """What makes the embedder that the settings name; nothing is loaded before it is called.

    ``threads`` of the local one, 0 for one a core. Questions want one: for a single text a second thread costs twice
    the work and is no quicker when several people ask.
    """
    if settings.embeddings is EmbeddingSource.LOCAL:
        return lambda: LocalEmbedder(settings.models_folder, threads=threads)
    return lambda: _openai_embedder(settings)


def _openai_embedder(settings: Settings) -> Embedder:
    from openai import OpenAI

    from retrieval.openai_embedding import OpenAIEmbedder

    if settings.openai_api_key is None:
        raise EmbeddingError("SIGNPOST_EMBEDDINGS is openai, but OPENAI_API_KEY is not set.")
    client = OpenAI(
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url,
        timeout=EMBEDDING_TIMEOUT,
        max_retries=EMBEDDING_RETRIES,
    )
    return OpenAIEmbedder(client, settings.embedding_model)


def embedder_name(settings: Settings) -> str:
    """The name that the embedder will have, known without loading it."""
    if settings.embeddings is EmbeddingSource.LOCAL:
        return f"all-MiniLM-L6-v2@{WEIGHTS_SHA256[:12]}"
    return f"openai:{settings.embedding_model}"


def ingest_places(settings: Settings) -> Ingest:
    """Where an ingest reads and writes."""
    return Ingest(library=settings.library, data=settings.data, server=settings.chroma_url)


def build_records(settings: Settings) -> Records:
    """The records of answers. With SIGNPOST_RECORDS=off nothing is added to them."""
    return Records(Database(settings.records_url), keeping=settings.records)


def build_pause(settings: Settings) -> PauseSwitch:
    """The switch that pauses all answering."""
    return PauseSwitch(Database(settings.records_url))


def build_assistant(
    settings: Settings,
    source_base: str | None = None,
    *,
    records: Records | None = None,
    for_people: bool = True,
    today: Callable[[], date] = today_in_england,
    spending: Path | None = None,
) -> Assistant:
    """The assistant; its citations open under ``source_base``, by default the public address.

    A surface that does more with the records than to add answers hands in its own. Not ``for_people``, as in evals,
    the assistant records nothing and cannot be paused. ``today`` is the day in England unless it is given, and
    tokens are counted in the data folder unless ``spending`` names another.
    """
    index = Index(settings.data, embedder_maker(settings, threads=1), settings.chroma_url)
    base = settings.public_url.rstrip("/") if source_base is None else source_base
    return Assistant(
        index,
        screen=Screen(settings.max_question, likeness_maker(settings)),
        source_base=base,
        today=today,
        writer=build_writer(settings, today, spending),
        records=(records or build_records(settings)) if for_people else None,
        pause=build_pause(settings) if for_people else None,
    )


def likeness_maker(settings: Settings) -> Callable[[], Likeness | None]:
    """A second look for risk by a tuned encoder on this machine, made at the first message; none where there is none.

    A message is never sent elsewhere for that.
    """

    @cache
    def make() -> Likeness | None:
        try:
            return Likeness(tuned_embedder(settings.models_folder))
        except (EmbeddingError, OSError):  # its file may not be there yet, on a disk that may only be read
            return None

    return make


def build_writer(
    settings: Settings, today: Callable[[], date] = today_in_england, spending: Path | None = None
) -> Writer | None:
    """What writes answers with a language model, when one is set. Tokens are counted in ``spending``."""
    if not settings.has_model:
        return None
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from bot.generative.writer import Writer
    from bot.model.budget import TokenBudget
    from bot.model.limits import ModelLimits
    from bot.model.model import LanguageModel

    key = settings.openai_api_key
    chat = ChatOpenAI(
        model=settings.model,
        api_key=key or SecretStr(NO_KEY),
        base_url=settings.openai_base_url,
        temperature=0,
        max_completion_tokens=LONGEST_ANSWER,
        max_retries=0,  # the limits decide: left alone, the client can wait for minutes
        timeout=settings.model_answer_seconds,
        stream_usage=True,
        use_responses_api=False,
    )
    limits = ModelLimits(
        first_token_seconds=settings.model_first_token_seconds,
        answer_seconds=settings.model_answer_seconds,
        retries=settings.model_retries,
    )
    budget = TokenBudget(spending or settings.data, settings.model_tokens_a_day, today_in_england)
    return Writer(LanguageModel(chat, limits, budget), today)
