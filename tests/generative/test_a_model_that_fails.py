"""Whatever the model service does, an answer comes in time, says why it is not the model's, and was not half said."""

import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot.answer import FallBack, Mode, Status
from bot.model.budget import TokenBudget
from bot.model.limits import ModelLimits
from tests.generative.asking import LIMITS, TODAY, Asked, Reply, hear, number_of, reads, replies, writes, written
from tests.generative.conftest import MakeAssistant
from tests.generative.model_server import answer, model_server
from tests.generative.papers import APPLY, DECIDES, YOU_APPLY

GOOD = answer((YOU_APPLY, 1, APPLY), (DECIDES, 1, DECIDES))
QUICK = ModelLimits(first_token_seconds=0.2, answer_seconds=0.5, retries=1, most_wait_seconds=0.05)
ONCE = LIMITS.model_copy(update={"retries": 0})


def test_a_first_word_that_does_not_come_is_not_waited_for(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(text=GOOD, before_first=5))) as server:
        heard = hear(assistant_at(server.url, QUICK))
    assert heard.answer.fell_back is FallBack.SLOW
    assert "took too long" in (heard.answer.notice or "")
    assert heard.texts
    assert heard.took < 0.9


def test_a_drip_ends_with_the_whole_deadline_and_keeps_what_was_proved(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(text=GOOD + " " * 4000, between=0.02))) as server:
        heard = hear(assistant_at(server.url, QUICK))
    assert heard.answer.fell_back is FallBack.SLOW
    assert heard.texts[0] == YOU_APPLY
    assert heard.took < 1.2


def test_a_reading_that_drips_is_slow_too(assistant_at: MakeAssistant) -> None:
    with model_server(lambda asked: Reply(text=" " * 9000, between=0.02)) as server:
        heard = hear(assistant_at(server.url, QUICK))
    assert heard.answer.fell_back is FallBack.SLOW
    assert heard.texts
    assert written(server) == []


@pytest.mark.parametrize("pieces", [0, 1, 5, 9, 12])
def test_a_stream_that_is_cut_says_so_and_keeps_what_was_proved(assistant_at: MakeAssistant, pieces: int) -> None:
    with model_server(replies(Reply(text=GOOD, cut_after=pieces))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.DOWN
    assert [part.text for part in heard.shown] == heard.texts
    assert heard.texts


@pytest.mark.parametrize("reason", [None, "length", "content_filter"])
def test_an_answer_that_did_not_end_of_itself_is_not_taken_for_whole(
    assistant_at: MakeAssistant, reason: str | None
) -> None:
    with model_server(replies(Reply(text=GOOD, finish=reason))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.DOWN
    assert heard.answer.status is Status.PARTIAL
    assert heard.texts[0] == YOU_APPLY


def test_a_whole_answer_needs_no_done_mark(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(text=GOOD, says_done=False))) as server:
        assert hear(assistant_at(server.url)).answer.fell_back is None


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry, I cannot help with that.",
        '{"statements": [{"text": "You may',
        '{"answer": "You may apply at any time."}',
        '{"statements": [{"text": "You may apply at any time."}], "complete": "complete"}',
        '{"statements": "You may apply at any time.", "complete": "complete"}',
        "[]",
    ],
)
def test_what_is_not_the_json_that_was_asked_for_is_not_shown(assistant_at: MakeAssistant, text: str) -> None:
    with model_server(replies(Reply(text=text))) as server:
        heard = hear(assistant_at(server.url))
    assert not any("any time" in said for said in heard.texts)
    assert heard.texts
    assert heard.answer.mode is Mode.EXTRACTIVE


def test_an_empty_answer_falls_back(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(text=""))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is not None
    assert heard.texts


def test_too_many_requests_are_asked_once_more_after_a_pause(assistant_at: MakeAssistant) -> None:
    waits: list[float] = []

    def script(asked: Asked) -> Reply:
        if asked.shape == "ModelReading":
            return reads(asked)
        waits.append(asked.at)
        if len(waits) == 1:
            return Reply(status=429, error_code="rate_limit_exceeded")
        return Reply(text=answer((YOU_APPLY, number_of(APPLY, asked), APPLY)))

    with model_server(script) as server:
        heard = hear(assistant_at(server.url))
    assert (heard.texts, heard.answer.fell_back, len(waits)) == ([YOU_APPLY], None, 2)


def test_the_pause_differs_from_time_to_time(assistant_at: MakeAssistant) -> None:
    busy = Reply(status=503)
    limits = LIMITS.model_copy(update={"most_wait_seconds": 0.2, "failures": 99})
    with model_server(replies(busy)) as server:
        assistant = assistant_at(server.url, limits)
        for _ in range(4):
            hear(assistant)
    times = [asked.at for asked in written(server)]
    assert len({round(second - first, 2) for first, second in zip(times[::2], times[1::2], strict=True)}) > 1


def test_a_spent_quota_is_never_asked_again(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(status=429, error_code="insufficient_quota"))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.LIMIT
    assert "reached its limit" in (heard.answer.notice or "")
    assert len(written(server)) == 1


def test_a_server_error_is_asked_once_more_and_then_left(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(status=500))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.DOWN
    assert len(written(server)) == 2


def test_a_bad_request_is_not_asked_again(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(status=400, error_code="invalid"))) as server:
        heard = hear(assistant_at(server.url))
    assert (heard.answer.fell_back, len(written(server))) == (FallBack.DOWN, 1)


def test_a_service_that_is_not_there_is_said_to_be_down(assistant_at: MakeAssistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    heard = hear(assistant_at(f"http://127.0.0.1:{port}/v1"))
    assert heard.answer.fell_back is FallBack.DOWN
    assert "not working" in (heard.answer.notice or "")
    assert heard.texts


def test_nonsense_instead_of_http_is_down_too(assistant_at: MakeAssistant) -> None:
    with model_server(lambda asked: Reply(raw=b"220 mail.example.org ESMTP\r\n\r\n")) as server:
        assert hear(assistant_at(server.url)).answer.fell_back is FallBack.DOWN


def test_after_five_failures_the_next_question_does_not_call(assistant_at: MakeAssistant) -> None:
    with model_server(lambda asked: Reply(status=500)) as server:
        assistant = assistant_at(server.url, ONCE)
        for _ in range(5):
            assert hear(assistant).answer.fell_back is FallBack.DOWN
        called = len(server.asked)
        heard = hear(assistant)
    assert called == 5
    assert len(server.asked) == called
    assert (heard.answer.fell_back, bool(heard.texts)) == (FallBack.DOWN, True)


def test_a_model_that_is_left_alone_is_asked_again_after_its_rest(assistant_at: MakeAssistant) -> None:
    state = {"broken": True}
    good = writes((YOU_APPLY, APPLY))

    def script(asked: Asked) -> Reply:
        return Reply(status=500) if state["broken"] else good(asked)

    limits = ONCE.model_copy(update={"failures": 2, "rest_seconds": 0.2})
    with model_server(script) as server:
        assistant = assistant_at(server.url, limits)
        hear(assistant), hear(assistant)
        state["broken"] = False
        assert hear(assistant).answer.fell_back is FallBack.DOWN
        while hear(assistant).answer.fell_back is not None:
            pass
    assert server.asked[-1].shape == "WrittenAnswer"


def test_a_spent_budget_calls_nobody_and_says_so(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        heard = hear(assistant_at(server.url, tokens=0))
    assert (heard.answer.fell_back, server.asked) == (FallBack.LIMIT, [])
    assert heard.texts


def test_what_the_service_says_it_used_is_counted(assistant_at: MakeAssistant, tmp_path: Path) -> None:
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        hear(assistant_at(server.url))
    assert TokenBudget(tmp_path, 1000, lambda: TODAY).left() == 1000 - 2 * 150


def test_an_answer_that_breaks_off_is_counted_by_its_letters(assistant_at: MakeAssistant, tmp_path: Path) -> None:
    with model_server(replies(Reply(text=GOOD, cut_after=5, usage=False))) as server:
        hear(assistant_at(server.url))
    assert TokenBudget(tmp_path, 10_000, lambda: TODAY).left() < 10_000 - 150 - 100


def test_two_processes_share_one_budget(assistant_at: MakeAssistant, tmp_path: Path) -> None:
    spend = """
        import sys
        from datetime import date
        from pathlib import Path
        from bot.model.budget import TokenBudget
        budget = TokenBudget(Path(sys.argv[1]), 10_000, lambda: date(2026, 11, 24))
        for _ in range(50):
            budget.spend(100)
    """
    command = [sys.executable, "-c", textwrap.dedent(spend), str(tmp_path)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(20) for process in both] == [0, 0]
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        heard = hear(assistant_at(server.url, tokens=10_000))
    assert (heard.answer.fell_back, server.asked) == (FallBack.LIMIT, [])


def test_a_retry_after_of_two_minutes_is_not_obeyed(assistant_at: MakeAssistant) -> None:
    busy = Reply(status=429, error_code="rate_limit_exceeded", retry_after="120")
    with model_server(replies(busy)) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.DOWN
    assert heard.took < 1.0


def test_every_fallback_answers_in_the_documents_own_words(assistant_at: MakeAssistant) -> None:
    with model_server(replies(Reply(status=500))) as server:
        heard = hear(assistant_at(server.url))
    quotes = [citation.quote for citation in heard.answer.citations]
    assert all(any(text in quote for quote in quotes) for text in heard.texts)
    assert heard.answer.mode is Mode.EXTRACTIVE
