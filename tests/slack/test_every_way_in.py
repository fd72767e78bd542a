"""Every way in leads to one answer, over real HTTP and over a web socket."""

from evals.local_slack.payloads import callback, command, direct, envelope, mention, shortcut
from evals.local_slack.running import Bot
from evals.local_slack.server import LocalSlack
from evals.local_slack.set_assistant import SetAssistant
from knowledge.documents import Audience
from tests.slack.conftest import PUBLIC_CHANNEL, MakeBot
from tests.slack.seen import said


def test_a_mention_is_answered_in_its_thread(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    ts = local.slack.conversations.new_ts()
    assert bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "Who owns EI-03?", ts)).status_code == 200
    (answer,) = local.wait_for(lambda: local.slack.conversations.of_bot(PUBLIC_CHANNEL))
    assert answer["thread_ts"] == ts
    assert "This is what the documents say on Who owns EI-03?" in said(answer)
    (asked,) = assistant.asked
    assert (asked.text, asked.audience) == ("Who owns EI-03?", Audience.PUBLIC)


def test_a_mention_in_a_thread_is_answered_in_that_thread(bot: Bot, local: LocalSlack) -> None:
    root = local.slack.conversations.add(PUBLIC_CHANNEL, {"user": "UMEMBER", "text": "Good morning"})["ts"]
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "What is due?", local.slack.conversations.new_ts(), root))
    (answer,) = local.wait_for(lambda: local.slack.conversations.of_bot(PUBLIC_CHANNEL))
    assert answer["thread_ts"] == root


def test_a_direct_message_is_answered_with_what_its_writer_may_see(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    for user in ("UMEMBER", "UPARTNER"):
        bot.event(direct(user, "What is late?", local.slack.conversations.new_ts()))
        local.wait_for(lambda user=user: local.slack.conversations.of_bot(f"D{user}"))
    assert [asked.audience for asked in assistant.asked] == [Audience.PUBLIC, Audience.PARTNER]


def test_the_pane_shows_that_the_bot_is_at_work(bot: Bot, local: LocalSlack) -> None:
    ts = local.slack.conversations.new_ts()
    bot.event(direct("UPARTNER", "What is late?", ts))
    local.wait_for(lambda: local.slack.statuses)
    status = local.slack.statuses[0]
    assert (status["channel_id"], status["thread_ts"]) == ("DUPARTNER", ts)
    assert status["status"]
    assert status["loading_messages"]


def test_the_pane_suggests_questions_by_role(bot: Bot, local: LocalSlack) -> None:
    for user in ("UPARTNER", "UMEMBER"):
        opened = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "messages", "event_ts": "1.0"}
        assert bot.event(opened).status_code == 200
    local.wait_for(lambda: len(local.slack.prompts) == 2)
    by_channel = {given["channel_id"]: given for given in local.slack.prompts}
    assert {prompt["title"] for prompt in by_channel["DUPARTNER"]["prompts"]} >= {"What is late?"}
    assert by_channel["DUPARTNER"]["prompts"] != by_channel["DUMEMBER"]["prompts"]
    assert "thread_ts" not in by_channel["DUMEMBER"]


def test_the_older_assistant_view_gets_its_suggestions_in_the_thread(bot: Bot, local: LocalSlack) -> None:
    thread = {"user_id": "UPARTNER", "channel_id": "DUPARTNER", "thread_ts": "1729999327.187299", "context": {}}
    bot.event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": "1715873754.429808"})
    local.wait_for(lambda: local.slack.prompts)
    assert local.slack.prompts[0]["thread_ts"] == "1729999327.187299"


def test_signpost_answers_its_asker_alone(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    url = local.response_url("one")
    reply = bot.command(command("/signpost", "UPARTNER", PUBLIC_CHANNEL, "Who owns EI-03?", url))
    assert reply.status_code == 200
    assert (reply.json()["response_type"], bool(reply.json()["text"])) == ("ephemeral", True)
    (answer,) = local.wait_for(lambda: local.slack.responses)
    assert answer["response_type"] == "ephemeral"
    assert "Who owns EI-03?" in said(answer)
    assert not local.slack.conversations.of_bot()
    assert assistant.asked[0].audience is Audience.PARTNER


def test_signpost_without_a_question_says_how_to_ask(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    reply = bot.command(command("/signpost", "UPARTNER", PUBLIC_CHANNEL, "  ", local.response_url("one")))
    assert "/signpost" in reply.json()["text"]
    assert not assistant.asked


def test_the_shortcut_answers_about_a_message_in_direct_messages(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    message = {"type": "message", "user": "UMEMBER", "ts": "1700000000.000100", "text": "When is &lt;EI-03&gt; due?"}
    assert bot.interact(shortcut("UPARTNER", PUBLIC_CHANNEL, message, local.response_url("s"))).status_code == 200
    (answer,) = local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    assert assistant.asked[0].text == "When is <EI-03> due?"
    assert "When is &lt;EI-03&gt; due?" in said(answer)
    local.wait_for(lambda: local.slack.responses)
    assert "direct messages" in local.slack.responses[0]["text"]


def test_socket_mode_takes_all_of_these(make_bot: MakeBot, local: LocalSlack) -> None:
    make_bot(socket=True)
    new_ts = local.slack.conversations.new_ts
    message = {"type": "message", "user": "UMEMBER", "ts": new_ts(), "text": "When is it due?"}
    sent = [
        envelope("events_api", callback(mention("UMEMBER", PUBLIC_CHANNEL, "Who owns EI-03?", new_ts()))),
        envelope("events_api", callback(direct("UMEMBER", "What is late?", new_ts()))),
        envelope("slash_commands", command("/signpost", "UMEMBER", PUBLIC_CHANNEL, "Why?", local.response_url("c"))),
        envelope("interactive", shortcut("UPARTNER", PUBLIC_CHANNEL, message, local.response_url("s"))),
    ]
    for one in sent:
        local.send(one)
    local.wait_for(lambda: {one["envelope_id"] for one in sent} <= local.envelopes.keys())
    local.wait_for(lambda: local.slack.conversations.of_bot(PUBLIC_CHANNEL))
    local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER"))
    local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    local.wait_for(lambda: any("Why?" in said(one) for one in local.slack.responses))


def test_an_event_that_comes_over_http_and_again_over_the_socket_is_answered_once(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    over_http, _ = make_bot(), make_bot(socket=True)
    event = callback(direct("UMEMBER", "What is late?", local.slack.conversations.new_ts()))
    over_http.event(event["event"], event["event_id"])
    again = envelope("events_api", event)
    local.send(again)
    local.wait_for(lambda: again["envelope_id"] in local.envelopes)
    local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER"))
    over_http.stop()
    assert len(local.slack.conversations.of_bot("DUMEMBER")) == 1
    assert len(assistant.asked) == 1
