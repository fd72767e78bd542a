"""A model service that is killed while it writes: an answer comes all the same, whole, and says what happened."""

import random
import threading
from collections.abc import Iterator

import pytest

from bot.answer import FallBack
from evals.scripted_process import ModelProcess, model_process
from tests.generative.asking import Reply, hear
from tests.generative.conftest import MakeAssistant
from tests.generative.model_server import answer
from tests.generative.papers import APPEAL, APPLY, DECIDES, FREE, YOU_APPLY

WRITTEN = [YOU_APPLY, APPEAL, FREE, DECIDES]
TEXT = answer((YOU_APPLY, 1, APPLY), (APPEAL, 1, APPEAL), (FREE, 1, FREE), (DECIDES, 1, DECIDES))
PIECES = len(TEXT) // 16


@pytest.fixture
def model() -> Iterator[ModelProcess]:
    """The scripted service in a process of its own."""
    with model_process() as process:
        yield process


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_a_model_killed_at_any_moment_leaves_a_whole_answer(
    assistant_at: MakeAssistant, model: ModelProcess, seed: int
) -> None:
    model.script({"WrittenAnswer": Reply(text=TEXT, between=0.005, before_first=0.02)})
    moment = random.Random(seed).uniform(0.0, 0.05 + PIECES * 0.006)
    killer = threading.Timer(moment, model.process.kill)
    killer.start()
    heard = hear(assistant_at(model.url))
    killer.join()
    quotes = [citation.quote for citation in heard.answer.citations]
    assert heard.texts
    assert all(text in WRITTEN or any(text in quote for quote in quotes) for text in heard.texts)
    assert [part.text for part in heard.shown] == heard.texts
    ended = heard.answer.fell_back is None
    assert heard.texts == WRITTEN if ended else heard.answer.fell_back is FallBack.DOWN
    assert ended or "not working" in (heard.answer.notice or "")
