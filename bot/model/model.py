"""Asking a model, so that whoever asks gets words in time or one of a few plain errors."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Sequence
from contextlib import aclosing
from functools import cache
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar

import openai
from filelock import Timeout
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_openai import ChatOpenAI
from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from pydantic import BaseModel, ValidationError
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from bot.model.background import Background, Stop
from bot.model.budget import TokenBudget
from bot.model.errors import ModelDown, ModelFailed, ModelLimitReached, ModelMadeNoSense, ModelSlow
from bot.model.limits import ModelLimits

Shape = TypeVar("Shape", bound=BaseModel)
LETTERS_A_TOKEN = 4  # for a service that does not say what it used
GRACE_SECONDS = 0.5  # that the waiting side gives the loop to say itself that time is up
_DONE = "stop"  # the reason of an answer that was not cut
_SPENT = {"insufficient_quota", "billing_hard_limit_reached"}


class LanguageModel:
    """A LangChain chat model behind limits. Safe for several threads."""

    def __init__(self, chat: ChatOpenAI, limits: ModelLimits, budget: TokenBudget) -> None:
        """Ask ``chat``, which must not retry by itself: its own waits can be minutes."""
        # LangChain's own watch over each chunk uses asyncio.wait_for, which up to Python 3.11 can swallow the
        # cancelling that a deadline or a person who leaves depends on (bpo-37658). Our limits watch instead.
        self.chat = chat.model_copy(update={"stream_chunk_timeout": None})
        self.limits = limits
        self.budget = budget
        self._background = Background()
        self._breakers = AsyncCircuitBreakerFactory(
            default_threshold=limits.failures,
            default_ttl=limits.rest_seconds,
            exclude=[asyncio.CancelledError, ModelLimitReached, GeneratorExit],
        )

    @property
    def name(self) -> str:
        """What the model is called."""
        return self.chat.model_name

    def ask(self, messages: Sequence[BaseMessage], shape: type[Shape], stop: Stop | None = None) -> Shape:
        """The whole answer in the shape asked for. Raises ModelFailed."""
        text = "".join(self.stream(messages, shape, stop))
        try:
            return shape.model_validate_json(text)
        except ValidationError as error:
            raise ModelMadeNoSense(f"{shape.__name__}: {error.error_count()} things do not fit") from error

    def stream(
        self, messages: Sequence[BaseMessage], shape: type[BaseModel], stop: Stop | None = None
    ) -> Generator[str, None, None]:
        """The answer's JSON in pieces as they come. Raises ModelFailed; closing it ends the call."""
        if self.budget.left() <= 0:
            raise ModelLimitReached("the day's tokens are spent")
        pieces: SimpleQueue[str | ModelFailed | None] = SimpleQueue()
        running = self._background.start(self._run(list(messages), shape, pieces))

        def give_up() -> None:
            running.cancel()
            pieces.put(None)

        if stop:
            stop.on_stop(give_up)
        until = monotonic() + self.limits.answer_seconds + GRACE_SECONDS
        try:
            while (piece := self._next(pieces, until)) is not None:
                yield piece
        finally:
            running.cancel()

    def _next(self, pieces: "SimpleQueue[str | ModelFailed | None]", until: float) -> str | None:
        try:
            piece = pieces.get(timeout=max(until - monotonic(), 0))
        except Empty:
            raise ModelSlow("nothing came in time") from None
        if isinstance(piece, ModelFailed):
            raise piece
        return piece

    async def _run(
        self, messages: list[BaseMessage], shape: type[BaseModel], pieces: "SimpleQueue[str | ModelFailed | None]"
    ) -> None:
        """Put the pieces, then none or what went wrong."""
        try:
            breaker = await self._breakers.get_breaker("model")
            async with breaker, asyncio.timeout(self.limits.answer_seconds):
                await self._converse(messages, shape, pieces)
        except ModelFailed as error:
            pieces.put(error)
        except TimeoutError:
            pieces.put(ModelSlow("the answer was not whole in time"))
        except OpenedState:
            pieces.put(ModelDown("the model failed several times in a row and is left alone for a while"))
        except openai.OpenAIError as error:
            pieces.put(_plain(error))
        except Exception as error:
            # Whatever else the client raises, the person must get an answer.
            pieces.put(ModelDown(type(error).__name__))
        else:
            pieces.put(None)

    async def _converse(
        self, messages: list[BaseMessage], shape: type[BaseModel], pieces: "SimpleQueue[str | ModelFailed | None]"
    ) -> None:
        whole: AIMessageChunk | None = None
        written = 0
        try:
            async with aclosing(self._chunks(messages, shape)) as chunks:
                async for chunk in chunks:
                    whole = chunk if whole is None else whole + chunk
                    written += len(chunk.text)
                    if chunk.text:
                        pieces.put(chunk.text)
        finally:
            self._count(whole, written + sum(len(str(message.content)) for message in messages))
        # A stream that is cut ends without an error; only the reason tells.
        reason = whole.response_metadata.get("finish_reason") if whole else None
        if reason != _DONE:
            raise ModelDown(f"the answer broke off ({reason or 'no reason given'})")

    async def _chunks(
        self, messages: list[BaseMessage], shape: type[BaseModel]
    ) -> AsyncGenerator[AIMessageChunk, None]:
        """The chunks of the first try that gets as far as a first word."""
        limits = self.limits
        tries = AsyncRetrying(
            stop=stop_after_attempt(1 + limits.retries),
            wait=wait_random_exponential(multiplier=0.25, max=limits.most_wait_seconds),
            retry=retry_if_exception(_may_be_retried),
            reraise=True,
        )
        async for attempt in tries:
            with attempt:
                stream = self._open(messages, shape)
                try:
                    async with asyncio.timeout(limits.first_token_seconds):
                        first = await _first_words(stream)
                except TimeoutError:
                    await stream.aclose()
                    raise ModelSlow("the first words did not come in time") from None
        for chunk in first:
            yield chunk
        async with aclosing(stream):
            async for chunk in stream:
                yield chunk

    async def _open(self, messages: list[BaseMessage], shape: type[BaseModel]) -> AsyncGenerator[AIMessageChunk, None]:
        # In extra_body, because LangChain would parse a bound response_format itself and fail on what is not whole.
        asked = self.chat.bind(extra_body={"response_format": response_format(shape)})
        async for chunk in asked.astream(messages):
            if isinstance(chunk, AIMessageChunk):
                yield chunk

    def _count(self, whole: AIMessageChunk | None, letters: int) -> None:
        used = whole.usage_metadata["total_tokens"] if whole and whole.usage_metadata else letters // LETTERS_A_TOKEN
        try:
            self.budget.spend(used)
        except (OSError, Timeout) as error:
            raise ModelLimitReached("the tokens spent cannot be counted") from error


async def _first_words(stream: AsyncIterator[AIMessageChunk]) -> list[AIMessageChunk]:
    """All chunks up to the first that holds text: some services send empty ones while they think."""
    chunks: list[AIMessageChunk] = []
    async for chunk in stream:
        chunks.append(chunk)
        if chunk.text:
            break
    return chunks


@cache
def response_format(shape: type[BaseModel]) -> dict[str, Any]:
    """The strict JSON schema of a shape, as the chat completions API takes it."""
    function = openai.pydantic_function_tool(shape)["function"]
    return {
        "type": "json_schema",
        "json_schema": {"name": function["name"], "strict": True, "schema": function["parameters"]},
    }


def _may_be_retried(error: BaseException) -> bool:
    if isinstance(error, openai.RateLimitError):
        return error.code not in _SPENT
    return isinstance(error, openai.APIConnectionError | openai.InternalServerError)


def _plain(error: openai.OpenAIError) -> ModelFailed:
    if isinstance(error, openai.RateLimitError) and error.code in _SPENT:
        return ModelLimitReached("the service says that there are no tokens left")
    if isinstance(error, openai.APITimeoutError):
        return ModelSlow("the service did not answer in time")
    # The text of an error may quote the request, and so what a person asked.
    return ModelDown(f"{type(error).__name__} {getattr(error, 'status_code', '')}".strip())
