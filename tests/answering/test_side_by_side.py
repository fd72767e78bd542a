"""Several processes answer side by side, as one would; a helper that dies costs nobody an answer."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.answer import Answer
from bot.assistant import Assistant
from bot.question import Question
from bot.settings import Settings
from bot.side_by_side import SideBySide, processes_for

ASKED = Question(text="How big is the deficit of the high needs block?")
PATIENCE = 120.0  # seconds for a helper to load, on a busy machine


@pytest.fixture
def beside(settings: Settings, assistant: Assistant) -> Iterator[SideBySide]:
    """An assistant with one helper, which is ready."""
    with closing(SideBySide(assistant, settings, helpers=1)) as made:
        until = time.monotonic() + PATIENCE
        while not made.ready_helpers():
            assert time.monotonic() < until
            time.sleep(0.05)
        yield made


def told(parts: object) -> Answer:
    answer = list(parts)[-1]  # type: ignore[call-overload]
    assert isinstance(answer, Answer)
    return answer


def bare(answer: Answer) -> dict[str, object]:
    return answer.model_dump(
        exclude={"id": True, "took_ms": True, "citations": {"__all__": {"url"}}, "looked_at": True}
    )


def test_a_helper_answers_as_the_assistant_itself_and_is_free_again(beside: SideBySide, assistant: Assistant) -> None:
    assert bare(told(beside.parts(ASKED))) == bare(told(assistant.parts(ASKED)))
    assert beside.ready_helpers() == 1


def test_a_helper_that_dies_costs_no_answer(beside: SideBySide, caplog: pytest.LogCaptureFixture) -> None:
    (helper,) = beside._idle
    os.kill(helper._process.pid, signal.SIGKILL)
    assert told(beside.parts(ASKED)).question == ASKED.text
    assert beside.ready_helpers() == 0
    assert told(beside.parts(ASKED)).question == ASKED.text
    assert "is given up" in caplog.text
    assert ASKED.text not in caplog.text


def test_closed_it_leaves_no_process_behind(beside: SideBySide) -> None:
    (helper,) = beside._idle
    beside.close()
    assert helper._process.poll() is not None


def test_with_a_model_one_process_waits_for_all(settings: Settings) -> None:
    assert processes_for(settings.model_copy(update={"openai_base_url": "http://127.0.0.1:9"})) == 1
    assert processes_for(settings.model_copy(update={"processes": 3})) == 3
    assert 1 <= processes_for(settings) <= 2
