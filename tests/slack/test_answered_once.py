"""Each question gets one answer, whatever comes twice, fails or is changed in between."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.answer import Answer
from bot.question import Question
from bot.records.database import Database
from bot.slack.lease import Patience
from evals.local_slack.payloads import callback, command, direct, mention
from evals.local_slack.running import QUICK, Bot
from evals.local_slack.server import BOT, BOT_USER, Fail, LocalSlack
from evals.local_slack.set_assistant import SetAssistant
from tests.slack.conftest import PUBLIC_CHANNEL, MakeBot
from tests.slack.seen import said, until_done


def test_an_event_that_slack_sends_again_is_answered_once(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    event = callback(mention("UMEMBER", PUBLIC_CHANNEL, "Who owns EI-03?", local.slack.conversations.new_ts()))
    with ThreadPoolExecutor(4) as together:
        replies = list(together.map(lambda _: bot.event(event["event"], event["event_id"]).status_code, range(4)))
    until_done(bot)
    assert replies == [200] * 4
    assert len(local.slack.conversations.of_bot()) == 1
    assert len(assistant.asked) == 1


def test_an_event_is_answered_once_by_two_processes(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    bots = [make_bot(), make_bot()]
    events = [callback(direct("UMEMBER", f"Question {n}?", local.slack.conversations.new_ts())) for n in range(10)]
    with ThreadPoolExecutor(8) as together:
        for event in events:
            for bot in bots:
                together.submit(bot.event, event["event"], event["event_id"])
    until_done(bots[0], 10)
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 10
    assert len(assistant.asked) == 10


def test_one_message_that_comes_as_two_kinds_of_event_is_one_question(bot: Bot, local: LocalSlack) -> None:
    ts = local.slack.conversations.new_ts()
    asked = direct("UMEMBER", f"<@{BOT_USER}> What is late?", ts)
    bot.event(asked)
    bot.event({**asked, "type": "app_mention"})
    until_done(bot)
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 1


def test_a_restart_does_not_answer_again(make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant) -> None:
    event = callback(direct("UMEMBER", "What is late?", local.slack.conversations.new_ts()))
    first = make_bot()
    first.event(event["event"], event["event_id"])
    until_done(first)
    first.stop()
    second = make_bot()
    assert second.event(event["event"], event["event_id"]).status_code == 200
    until_done(second)
    assert len(assistant.asked) == 1


@pytest.mark.parametrize("fail", [Fail(429), Fail(500), Fail(500, after=True), Fail(None), Fail(None, after=True)])
@pytest.mark.parametrize("way", [mention, direct])
def test_a_post_that_fails_is_made_up_for_without_a_second_answer(
    make_bot: MakeBot, local: LocalSlack, fail: Fail, way: object
) -> None:
    bot = make_bot(world={"timeout": 0.3})
    failed: list[str] = []

    def once(method: str, _: object) -> Fail | None:
        if method == "chat.postMessage" and not failed:
            failed.append(method)
            return fail
        return None

    local.fails = once
    ts = local.slack.conversations.new_ts()
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "Why?", ts) if way is mention else direct("UMEMBER", "Why?", ts))
    until_done(bot)
    (answer,) = local.slack.conversations.of_bot()
    assert "This is what the documents say on Why?" in said(answer)
    assert failed


def test_a_rate_limit_is_waited_for_as_long_as_slack_says(bot: Bot, local: LocalSlack) -> None:
    limited: list[float] = []

    def once(method: str, _: object) -> Fail | None:
        if method == "chat.postMessage" and not limited:
            limited.append(datetime.now(UTC).timestamp())
            return Fail(429, retry_after=1)
        return None

    local.fails = once
    bot.event(direct("UMEMBER", "Why?", local.slack.conversations.new_ts()))
    until_done(bot)
    (posted,) = local.called("chat.postMessage")
    assert posted.at - limited[0] >= 1.0


def test_when_slack_fails_for_long_the_answer_comes_later(make_bot: MakeBot, local: LocalSlack) -> None:
    bot = make_bot(world={"wait_after_failure": 0.01, "look_after": 0.01})
    is_down = threading.Event()
    is_down.set()
    tried: list[str] = []

    def down(method: str, _: object) -> Fail | None:
        tried.append(method)
        return Fail(500) if is_down.is_set() else None

    local.fails = down
    bot.event(direct("UMEMBER", "Why?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: len(tried) > 20)
    is_down.clear()
    until_done(bot)
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 1


def test_when_the_store_cannot_be_used_slack_is_asked_to_send_again(
    make_bot: MakeBot, local: LocalSlack, tmp_path: Path
) -> None:
    file = tmp_path / "records.sqlite"
    bot = make_bot(world={"database": Database(f"sqlite:///{file}", patience=0.1)})
    event = callback(direct("UMEMBER", "Why?", local.slack.conversations.new_ts()))
    bot.world.database.check_writing()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert bot.event(event["event"], event["event_id"]).status_code == 500
        said_so = bot.command(command("/signpost", "UMEMBER", PUBLIC_CHANNEL, "Why?", local.response_url("c")))
        assert "try again" in said_so.json()["text"]
        other.execute("ROLLBACK")
    assert bot.event(event["event"], event["event_id"]).status_code == 200
    until_done(bot)
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 1


def test_an_edited_question_is_answered_again_in_place(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    ts = local.slack.conversations.new_ts()
    asked = direct("UMEMBER", "Who owns EI-03?", ts)
    bot.event(asked)
    until_done(bot)
    changed = {
        "type": "message",
        "subtype": "message_changed",
        "channel": "DUMEMBER",
        "channel_type": "im",
        "ts": "2.0",
        "message": {**asked, "text": "Who owns EI-04?", "edited": {"user": "UMEMBER", "ts": "2.0"}},
        "previous_message": asked,
    }
    bot.event(changed)
    local.wait_for(lambda: len(assistant.asked) == 2)
    until_done(bot)
    (answer,) = local.slack.conversations.of_bot("DUMEMBER")
    assert "EI-04" in said(answer)
    assert "EI-03" not in said(answer)


def test_a_link_that_slack_unfolds_is_no_edit(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    asked = direct("UMEMBER", "Who owns EI-03?", local.slack.conversations.new_ts())
    bot.event(asked)
    until_done(bot)
    unfolded = {**asked, "attachments": [{"id": 1}]}
    bot.event(
        {"type": "message", "subtype": "message_changed", "channel": "DUMEMBER", "channel_type": "im"}
        | {"message": unfolded, "previous_message": asked, "ts": "2.0"}
    )
    until_done(bot)
    assert len(assistant.asked) == 1


def test_the_answer_to_a_deleted_question_is_taken_back(bot: Bot, local: LocalSlack) -> None:
    asked = direct("UMEMBER", "Who owns EI-03?", local.slack.conversations.new_ts())
    bot.event(asked)
    until_done(bot)
    gone = {"type": "message", "subtype": "message_deleted", "channel": "DUMEMBER", "channel_type": "im"}
    bot.event({**gone, "deleted_ts": asked["ts"], "previous_message": asked, "ts": "2.0"})
    local.wait_for(lambda: local.slack.conversations.deleted)
    assert not local.slack.conversations.of_bot("DUMEMBER")
    with bot.world.database.reading() as connection:
        kept = connection.execute(text("SELECT work, answer FROM slack_jobs")).one()
    assert "EI-03" not in f"{kept.work}{kept.answer}"


def test_a_question_that_is_deleted_while_it_is_answered_stops_the_work(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.pause = 30
    bot = make_bot()
    asked = direct("UMEMBER", "Who owns EI-03?", local.slack.conversations.new_ts())
    bot.event(asked)
    local.wait_for(lambda: assistant.asked and local.slack.statuses)
    gone = {"type": "message", "subtype": "message_deleted", "channel": "DUMEMBER", "channel_type": "im"}
    bot.event({**gone, "deleted_ts": asked["ts"], "previous_message": asked, "ts": "2.0"})
    until_done(bot)
    assert not local.slack.conversations.of_bot("DUMEMBER")


@pytest.mark.parametrize(
    "odd",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": BOT, "user": BOT_USER},
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"user": BOT_USER},
        {"app_id": "A0OTHER", "bot_id": "B0OTHER"},
    ],
)
def test_bots_and_slacks_own_messages_are_not_answered(
    bot: Bot, local: LocalSlack, assistant: SetAssistant, odd: dict[str, str]
) -> None:
    for event in (
        direct("UMEMBER", "Who?", local.slack.conversations.new_ts()),
        mention("UMEMBER", PUBLIC_CHANNEL, "Who?", local.slack.conversations.new_ts()),
    ):
        assert bot.event({**event, **odd}).status_code == 200
    bot.event(direct("UMEMBER", "And this one is a question", local.slack.conversations.new_ts()))
    local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER"))
    assert [asked.text for asked in assistant.asked] == ["And this one is a question"]


def test_what_people_say_to_one_another_in_a_channel_is_not_kept(bot: Bot, local: LocalSlack) -> None:
    talk = direct("UMEMBER", "the secret word is mulberry", local.slack.conversations.new_ts())
    bot.event({**talk, "channel": PUBLIC_CHANNEL, "channel_type": "channel"})
    bot.event(direct("UMEMBER", "A question", local.slack.conversations.new_ts()))
    until_done(bot)
    with bot.world.database.reading() as connection:
        kept = connection.execute(text("SELECT work FROM slack_jobs")).scalars().all()
    assert len(kept) == 1
    assert "mulberry" not in kept[0]


def test_an_answer_that_breaks_is_apologised_for_with_a_code(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(question: Question) -> Answer:
        raise ValueError("the secret word is mulberry")

    assistant.reply = breaks
    bot = make_bot()
    bot.event(direct("UMEMBER", "Who?", local.slack.conversations.new_ts()))
    until_done(bot)
    (sorry,) = local.slack.conversations.of_bot("DUMEMBER")
    code = said(sorry).strip().rsplit(" ", 1)[1].rstrip(".")
    assert "mulberry" not in said(sorry)
    assert code in caplog.text


def test_an_answer_that_takes_too_long_is_apologised_for(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.pause = 30
    bot = make_bot(world={"patience": QUICK.model_copy(update={"answer": timedelta(seconds=0.3)})})
    bot.event(direct("UMEMBER", "Who?", local.slack.conversations.new_ts()))
    until_done(bot)
    (sorry,) = local.slack.conversations.of_bot("DUMEMBER")
    assert "took too long" in said(sorry)


def test_where_the_bot_may_not_post_the_asker_is_told_directly(bot: Bot, local: LocalSlack) -> None:
    local.slack.channels["C0LOCKED"] = {"refuses": "is_archived"}
    bot.event(mention("UMEMBER", "C0LOCKED", "Who?", local.slack.conversations.new_ts()))
    (told,) = local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER"))
    assert "is_archived" in said(told)


def test_stopping_finishes_the_answers_under_way(make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant) -> None:
    assistant.pause = 0.3
    bot = make_bot()
    for number in range(3):
        bot.event(direct("UMEMBER", f"Question {number}?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: len(assistant.asked) == 3)
    bot.stop()
    answers = [said(one) for one in local.slack.conversations.of_bot("DUMEMBER")]
    assert sum("This is what the documents say" in one for one in answers) == 3


def test_what_cannot_be_finished_in_time_is_left_to_the_next_process(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.pause = 30
    hasty: Patience = QUICK.model_copy(update={"goodbye": timedelta(seconds=0.1)})
    bot = make_bot(world={"patience": hasty})
    bot.event(direct("UMEMBER", "Who?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: assistant.asked)
    bot.stop()
    assert not local.slack.conversations.of_bot("DUMEMBER")
    assistant.pause = 0
    until_done(make_bot())
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 1


def test_a_question_that_waited_too_long_is_apologised_for(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.pause = 30
    hasty = QUICK.model_copy(update={"goodbye": timedelta(seconds=0.1)})
    bot = make_bot(world={"patience": hasty})
    bot.event(direct("UMEMBER", "Who?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: assistant.asked)
    bot.stop()
    later = make_bot(world={"now": lambda: datetime.now(UTC) + timedelta(hours=2)})
    until_done(later)
    (sorry,) = local.slack.conversations.of_bot("DUMEMBER")
    assert "Please ask again" in said(sorry)


def test_the_questions_before_a_follow_up_are_read_from_its_thread(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    conversations = local.slack.conversations
    root = conversations.add(PUBLIC_CHANNEL, {"user": "UMEMBER", "text": f"<@{BOT_USER}> Question 0?"})["ts"]
    for number in range(1, 8):
        reply = {"user": "UMEMBER", "text": f"<@{BOT_USER}> Question {number}?", "thread_ts": root}
        conversations.add(PUBLIC_CHANNEL, reply)
        conversations.add(PUBLIC_CHANNEL, {"user": BOT_USER, "bot_id": BOT, "text": "An answer", "thread_ts": root})
        conversations.add(PUBLIC_CHANNEL, {"user": "UPARTNER", "text": "I see", "thread_ts": root})
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "And when?", conversations.new_ts(), root))
    local.wait_for(lambda: assistant.asked)
    assert assistant.asked[0].history == tuple(f"Question {number}?" for number in range(3, 8))


def test_direct_messages_follow_up_on_one_another_without_a_thread(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    conversations = local.slack.conversations
    conversations.add("DUMEMBER", {"user": "UMEMBER", "text": "Long ago", "ts": "1600000000.000001"})
    conversations.add("DUMEMBER", {"user": "UMEMBER", "text": "Who owns EI-03?"})
    bot.event(direct("UMEMBER", "And when is it due?", conversations.new_ts()))
    local.wait_for(lambda: assistant.asked)
    assert assistant.asked[0].history == ("Who owns EI-03?",)


def test_when_slack_does_not_give_the_thread_the_question_is_answered_alone(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    local.slack.lacks = {"conversations.replies"}
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "And when?", local.slack.conversations.new_ts(), "1700000000.000001"))
    local.wait_for(lambda: local.slack.conversations.of_bot(PUBLIC_CHANNEL))
    assert assistant.asked[0].history == ()
