"""What an answer leads to: opinions, a person who looks after it, a proposal to the register's keeper."""

from pathlib import Path

import pytest

from bot.build import build_records
from bot.question import Question, Surface
from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.kept import Feedback, Reason, Verdict
from bot.records.records import Records
from bot.settings import Settings
from bot.slack.blocks.buttons import CORRECT, FEEDBACK, PERSON
from evals.local_slack.payloads import direct, press, submission
from evals.local_slack.running import Bot
from evals.local_slack.server import Fail, LocalSlack
from evals.local_slack.set_assistant import SetAssistant, action, answer, cite
from knowledge.documents import Audience
from tests.slack.conftest import KEEPER, PUBLIC_CHANNEL, TRIAGE, MakeBot
from tests.slack.seen import element, everything, has, said, until_done


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return build_records(Settings(data=tmp_path))


class KeepingAssistant(SetAssistant):
    """Keeps its answers on record, as the real one does."""

    def __init__(self, records: Records) -> None:
        super().__init__(lambda question: answer(question, ["The plan was agreed."]))
        self._records = records

    def parts(self, question: Question, stop: object = None):  # type: ignore[no-untyped-def, override]
        *statements, whole = super().parts(question)
        yield from statements
        self._records.keep(whole, question)  # type: ignore[arg-type]
        yield whole


@pytest.fixture
def bot(make_bot: MakeBot, records: Records) -> Bot:
    return make_bot(
        records=records,
        triage_channel=TRIAGE,
        keeper_channel=KEEPER,
        world={"assistant": KeepingAssistant(records)},
    )


def _ask(bot: Bot, local: LocalSlack, user: str = "UMEMBER") -> dict[str, object]:
    bot.event(direct(user, "What was agreed?", local.slack.conversations.new_ts()))
    (shown,) = local.wait_for(lambda: local.slack.conversations.of_bot(f"D{user}"))
    until_done(bot)
    return shown  # type: ignore[no-any-return]


def _given(records: Records) -> list[Feedback]:
    return [one.feedback for one in records.feedback(Audience.PARTNER)]


def test_a_thumb_up_is_kept_with_the_answer(bot: Bot, local: LocalSlack, records: Records) -> None:
    shown = _ask(bot, local)
    up = element(shown, FEEDBACK)["positive_button"]["value"]
    pressed = {"type": "feedback_buttons", "action_id": FEEDBACK, "value": up}
    bot.interact(press("UMEMBER", pressed, shown, "DUMEMBER", local.response_url("f")))
    (thanks,) = local.wait_for(lambda: local.slack.responses)
    assert "Thank you" in said(thanks)
    assert [(one.verdict, one.reason) for one in _given(records)] == [(Verdict.UP, None)]


@pytest.mark.parametrize("reason", [Reason.WRONG, Reason.OUT_OF_DATE, Reason.NOT_WHAT_I_ASKED, Reason.TOO_LONG, None])
def test_a_thumb_down_is_kept_with_its_reason(
    bot: Bot, local: LocalSlack, records: Records, reason: Reason | None
) -> None:
    shown = _ask(bot, local)
    down = element(shown, FEEDBACK)["negative_button"]["value"]
    pressed = {"type": "feedback_buttons", "action_id": FEEDBACK, "value": down}
    bot.interact(press("UMEMBER", pressed, shown, "DUMEMBER", local.response_url("f")))
    (form,) = local.wait_for(lambda: local.slack.views)
    chosen = {"type": "radio_buttons", "selected_option": {"value": reason.value} if reason else None}
    values = {"reason": {"reason": chosen}} if reason else {}
    bot.interact(submission("UMEMBER", form, values, closed=reason is None))
    local.wait_for(lambda: local.slack.responses)
    assert [(one.verdict, one.reason) for one in _given(records)] == [(Verdict.DOWN, reason)]


def test_an_opinion_that_cannot_be_kept_is_not_thanked_for(make_bot: MakeBot, local: LocalSlack) -> None:
    class Broken:
        def keep_feedback(self, reader: Audience, answer_id: str, feedback: Feedback) -> None:
            raise RecordsUnusable("The disk is full.")

    bot = make_bot(records=Broken())
    shown = _ask(bot, local)
    pressed = {"action_id": FEEDBACK, "value": element(shown, FEEDBACK)["positive_button"]["value"]}
    bot.interact(press("UMEMBER", pressed, shown, "DUMEMBER", local.response_url("f")))
    (told,) = local.wait_for(lambda: local.slack.responses)
    assert "could not be kept" in said(told)


def test_without_anybody_behind_them_there_are_no_buttons(make_bot: MakeBot, local: LocalSlack) -> None:
    shown = _ask(make_bot(), local)
    assert not any(has(shown, name) for name in (FEEDBACK, PERSON, CORRECT))


def test_asking_a_person_hands_over_question_answer_and_sources_once(bot: Bot, local: LocalSlack) -> None:
    shown = _ask(bot, local)
    for _ in range(2):
        bot.interact(press("UMEMBER", element(shown, PERSON), shown, "DUMEMBER", local.response_url("p")))
    local.wait_for(lambda: len(local.slack.responses) == 2)
    until_done(bot, 2)
    (handed,) = local.slack.conversations.of_bot(TRIAGE)
    text = said(handed)
    assert "*Question:* What was agreed?" in text
    assert text.count("The plan was agreed.") == 2
    assert "<@UMEMBER>" in text
    assert has(handed, "resolve")


def test_what_a_person_has_dealt_with_is_marked_and_its_asker_told(bot: Bot, local: LocalSlack) -> None:
    shown = _ask(bot, local)
    bot.interact(press("UMEMBER", element(shown, PERSON), shown, "DUMEMBER", local.response_url("p")))
    (handed,) = local.wait_for(lambda: local.slack.conversations.of_bot(TRIAGE))
    bot.interact(press("UPARTNER", element(handed, "resolve"), handed, TRIAGE, local.response_url("r")))
    local.wait_for(lambda: "Resolved by <@UPARTNER>" in said(handed))
    assert not has(handed, "resolve")
    told = local.wait_for(lambda: local.slack.conversations.of_bot("DUMEMBER")[1:])
    assert "<@UPARTNER>" in said(told[0])


def test_a_proposal_to_correct_an_owner_reaches_the_keeper(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.reply = lambda question: answer(
        question, citations=[cite(1, "x"), cite(2, "y")], actions=(action(3, 1), action(4, 2))
    )
    bot = make_bot(keeper_channel=KEEPER)
    shown = _ask(bot, local)
    bot.interact(press("UMEMBER", element(shown, CORRECT), shown, "DUMEMBER", local.response_url("c")))
    (form,) = local.wait_for(lambda: local.slack.views)
    values = {
        "action": {"action": {"type": "static_select", "selected_option": {"value": "1"}}},
        "owner": {"owner": {"type": "plain_text_input", "value": "Dorset Council <!channel>"}},
        "why": {"why": {"type": "plain_text_input", "value": "Board minutes of 12 January"}},
    }
    for _ in range(2):
        bot.interact(submission("UMEMBER", form, values))
    (proposal,) = local.wait_for(lambda: local.slack.conversations.of_bot(KEEPER))
    text = said(proposal)
    assert "EI-04 Do what was promised 4" in text
    assert "*Owner now:* Lead (NHS Dorset)" in text
    assert "*Proposed owner:* Dorset Council &lt;!channel&gt;" in text
    assert "#p2" in text
    assert "<@UMEMBER>" in text
    until_done(bot, 2)
    assert len(local.slack.conversations.of_bot(KEEPER)) == 1


@pytest.mark.parametrize("channel", [KEEPER, PUBLIC_CHANNEL])
def test_an_action_of_a_partner_plan_is_proposed_in_a_private_channel_only(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant, channel: str
) -> None:
    cited = [cite(1, "mulberry", Audience.PARTNER)]
    assistant.reply = lambda question: answer(question, citations=cited, actions=(action(3, 1, text="mulberry"),))
    bot = make_bot(keeper_channel=channel)
    shown = _ask(bot, local, "UPARTNER")
    bot.interact(press("UPARTNER", element(shown, CORRECT), shown, "DUPARTNER", local.response_url("c")))
    (form,) = local.wait_for(lambda: local.slack.views)
    values = {
        "action": {"action": {"type": "static_select", "selected_option": {"value": "0"}}},
        "owner": {"owner": {"type": "plain_text_input", "value": "Us"}},
        "why": {"why": {"type": "plain_text_input", "value": "I know"}},
    }
    bot.interact(submission("UPARTNER", form, values))
    (proposal,) = local.wait_for(lambda: local.slack.conversations.of_bot(channel))
    assert ("mulberry" in everything(proposal)) == (channel == KEEPER)


def test_a_press_that_fails_is_told_with_a_code(bot: Bot, local: LocalSlack) -> None:
    shown = _ask(bot, local)
    local.fails = lambda method, given: Fail(500) if method == "views.open" else None
    pressed = {"action_id": FEEDBACK, "value": element(shown, FEEDBACK)["negative_button"]["value"]}
    bot.interact(press("UMEMBER", pressed, shown, "DUMEMBER", local.response_url("f")))
    (told,) = local.wait_for(lambda: local.slack.responses)
    assert "code" in said(told)


def test_what_somebody_says_about_a_risk_is_not_kept(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    from sqlalchemy import text

    from bot.safeguarding.kinds import RiskKind, Urgent

    urgent = Urgent(kind=RiskKind.IMMEDIATE_DANGER, heading="Ring 999", lines=(), contacts=(), text_version="1")
    assistant.reply = lambda question: answer(question, urgent=urgent)
    bot = make_bot()
    bot.event(direct("UMEMBER", "the mulberry child is in danger", local.slack.conversations.new_ts()))
    until_done(bot)
    database: Database = bot.world.database
    with database.reading() as connection:
        kept = connection.execute(text("SELECT work, answer FROM slack_jobs")).one()
    assert "mulberry" not in f"{kept.work}{kept.answer}"
    assert "Ring 999" in said(local.slack.conversations.of_bot("DUMEMBER")[0])


def test_the_surface_is_slack_and_a_thread_is_one_conversation(
    bot: Bot, local: LocalSlack, assistant: SetAssistant, make_bot: MakeBot
) -> None:
    other = make_bot()
    ts = local.slack.conversations.new_ts()
    other.event(direct("UMEMBER", "What was agreed?", ts))
    local.wait_for(lambda: assistant.asked)
    assert assistant.asked[0].surface is Surface.SLACK
    assert assistant.asked[0].conversation == f"slack:DUMEMBER:{ts}"
