"""An answer that takes time is shown statement by statement, and ends as the same answer as one that is quick."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.answer import Answer, Status
from bot.question import Question
from bot.safeguarding.kinds import RiskKind, Urgent
from bot.slack.blocks.buttons import FEEDBACK
from evals.local_slack.payloads import command, direct, mention
from evals.local_slack.running import QUICK, Bot
from evals.local_slack.server import TEAM, Fail, LocalSlack
from evals.local_slack.set_assistant import SetAssistant, answer
from tests.slack.conftest import PUBLIC_CHANNEL, MakeBot
from tests.slack.seen import has, said, until_done

TEXTS = ["The first thing.", "The second thing.", "The third thing."]


class _Records:
    def keep_feedback(self, *_: object) -> None:
        pass


@pytest.fixture
def slow(assistant: SetAssistant) -> SetAssistant:
    assistant.reply = lambda question: answer(question, TEXTS)
    assistant.pause = 0.4
    return assistant


@pytest.fixture
def bot(make_bot: MakeBot, slow: SetAssistant) -> Bot:
    return make_bot(records=_Records())


def test_a_slow_answer_is_streamed_and_ends_with_sources_and_buttons(bot: Bot, local: LocalSlack) -> None:
    ts = local.slack.conversations.new_ts()
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "What?", ts))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot(PUBLIC_CHANNEL)
    (started,) = local.called("chat.startStream")
    assert (started.given["recipient_user_id"], started.given["recipient_team_id"]) == ("UMEMBER", TEAM)
    assert local.called("chat.appendStream")
    assert not local.called("chat.postMessage")
    assert not shown["is_streaming"]
    assert [text in shown["streamed"] for text in TEXTS] == [True] * 3
    assert "*Sources*" in said(shown)
    assert has(shown, FEEDBACK)
    assert shown["thread_ts"] == ts


def test_a_quick_answer_is_posted_in_one_piece(bot: Bot, local: LocalSlack, slow: SetAssistant) -> None:
    slow.pause = 0
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    assert not local.called("chat.startStream")
    assert len(local.called("chat.postMessage")) == 1


@pytest.mark.parametrize("lacks", [{"chat.startStream"}, {"chat.startStream", "chat.appendStream", "chat.stopStream"}])
def test_where_nothing_can_be_streamed_one_message_is_posted_and_updated(
    bot: Bot, local: LocalSlack, lacks: set[str]
) -> None:
    local.slack.lacks = lacks
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert all(text in said(shown) for text in TEXTS)
    assert "Writing…" not in said(shown)
    updates = [call.at for call in local.called("chat.update")]
    growing = [local.called("chat.postMessage")[0].at, *updates[:-1]]  # the last update is the answer itself
    assert updates
    assert all(later - earlier >= 0.95 for earlier, later in itertools.pairwise(growing))


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize("fail", [Fail(429, retry_after=1), Fail(500), Fail(500, after=True), Fail(None, after=True)])
def test_a_stream_that_fails_ends_as_the_whole_answer_in_one_message(
    make_bot: MakeBot, slow: SetAssistant, local: LocalSlack, method: str, fail: Fail
) -> None:
    bot = make_bot(records=_Records(), world={"timeout": 0.5})
    failed: list[str] = []

    def once(called: str, _: object) -> Fail | None:
        if called == method and not failed:
            failed.append(called)
            return fail
        return None

    local.fails = once
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert failed
    assert not shown.get("is_streaming")
    assert all(said(shown).count(text) >= 2 for text in TEXTS)  # as a statement, and as the quote that proves it
    assert has(shown, FEEDBACK)


def test_a_stream_that_slack_has_closed_ends_as_the_whole_answer(bot: Bot, local: LocalSlack) -> None:
    def close(called: str, given: dict[str, str]) -> None:
        if called == "chat.appendStream":
            message = local.slack.conversations.find(given["channel"], given["ts"])
            assert message is not None
            message["is_streaming"] = False

    local.fails = close
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert all(text in said(shown) for text in TEXTS)
    assert "streamed" not in shown


def test_a_stream_that_a_dead_process_has_begun_becomes_the_answer(
    make_bot: MakeBot, local: LocalSlack, slow: SetAssistant
) -> None:
    hasty = QUICK.model_copy(update={"goodbye": timedelta(seconds=0.1)})
    first = make_bot(world={"patience": hasty})
    first.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: local.called("chat.startStream"))
    first.stop()
    with first.world.database.writing() as connection:  # as if it had died before it noted where the stream is
        connection.execute(text("UPDATE slack_jobs SET posted = '[]', channel = NULL"))
    message = local.slack.conversations.of_bot("DUMEMBER")[0]
    message["is_streaming"] = True
    slow.pause = 0
    until_done(make_bot())
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert all(one in said(shown) for one in TEXTS)
    assert not shown["is_streaming"]


def test_the_answer_at_the_end_counts_whatever_was_shown_before(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    shown_first = answer(Question(text="What?"), ["A thing that does not stand."])

    class Changing(SetAssistant):
        def parts(self, question, stop=None):  # type: ignore[no-untyped-def]
            *statements, _ = SetAssistant(lambda _: shown_first, 0.4).parts(question, stop)
            yield from statements
            yield from SetAssistant(_not_found, 0.4).parts(question, stop)

    bot = make_bot(world={"assistant": Changing()})
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert "does not stand" not in said(shown)
    assert "The documents do not say." in said(shown)


def _not_found(question: Question) -> Answer:
    return answer(question, status=Status.NOT_FOUND, notice="The documents do not say.")


def test_a_workspace_with_older_blocks_gets_plain_ones(
    make_bot: MakeBot, local: LocalSlack, slow: SetAssistant
) -> None:
    slow.pause = 0
    local.slack.only_old_blocks = True
    bot = make_bot(records=_Records())
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert all(text in said(shown) for text in TEXTS)
    assert has(shown, "feedback_up")


URGENT = Urgent(
    kind=RiskKind.IMMEDIATE_DANGER, heading="Ring 999 now", lines=("Do not wait.",), contacts=(), text_version="1"
)


def test_help_for_somebody_at_risk_does_not_wait_for_the_answer(
    bot: Bot, local: LocalSlack, slow: SetAssistant
) -> None:
    slow.reply = lambda question: answer(question, TEXTS, urgent=URGENT)
    bot.event(direct("UMEMBER", "What?", local.slack.conversations.new_ts()))
    until_done(bot)
    first = local.called("chat.postMessage")[0].given
    assert "Ring 999 now" in said(first)
    assert TEXTS[0] not in said(first)
    (shown,) = local.slack.conversations.of_bot("DUMEMBER")
    assert said(shown).index("Ring 999 now") < said(shown).index(TEXTS[0])
    assert "Writing…" not in said(shown)


def test_help_comes_at_once_for_a_command_too(bot: Bot, local: LocalSlack, slow: SetAssistant) -> None:
    slow.reply = lambda question: answer(question, TEXTS, urgent=URGENT)
    bot.command(command("/signpost", "UMEMBER", PUBLIC_CHANNEL, "What?", local.response_url("c")))
    until_done(bot)
    first, whole = local.slack.responses
    assert "Ring 999 now" in said(first)
    assert TEXTS[0] not in said(first)
    assert TEXTS[2] in said(whole)
