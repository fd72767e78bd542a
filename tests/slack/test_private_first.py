"""Partner words are for partners alone: never in a channel, whoever asks, however they ask, whatever the assistant does."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import Answer, LookedAt, NextStep, Status
from bot.question import Question
from bot.settings import Settings
from bot.slack.blocks.buttons import SHARE, SOURCE
from bot.slack.settings import Outsiders
from evals.local_slack.payloads import command, direct, mention, press, submission
from evals.local_slack.running import Bot, quick_world, slack_settings
from evals.local_slack.server import TEAM, LocalSlack
from evals.local_slack.set_assistant import BASE, SetAssistant, action, answer, cite
from knowledge.documents import Audience
from tests.slack.conftest import KEEPER, PRIVATE_CHANNEL, PUBLIC_CHANNEL, SHARED_CHANNEL, TRIAGE, MakeBot
from tests.slack.seen import element, everything, has, said, until_done

SECRET = "mulberry"  # stands in every partner document, and nowhere else


def partner_and_public(question: Question) -> Answer:
    """What a well-behaved assistant says: partner documents only for partners."""
    cited = [cite(1, "The strategy was agreed in public.")]
    texts = ["The strategy was agreed in public."]
    if question.audience is Audience.PARTNER:
        cited.append(cite(2, f"The {SECRET} paper says no.", Audience.PARTNER, title=f"The {SECRET} paper"))
        texts.append(f"The {SECRET} paper says no.")
    return answer(question, texts, cited)


def leaky(question: Question) -> Answer:
    """What a broken one says: the same to everybody."""
    return partner_and_public(question.model_copy(update={"audience": Audience.PARTNER})).model_copy(
        update={"audience": question.audience}
    )


def test_a_partner_in_a_channel_gets_the_public_answer_there_and_the_rest_alone(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.reply = partner_and_public
    ts = local.slack.conversations.new_ts()
    bot.event(mention("UPARTNER", PUBLIC_CHANNEL, "What was agreed?", ts))
    until_done(bot, 2)
    (public,) = local.slack.conversations.of_bot(PUBLIC_CHANNEL)
    assert "agreed in public" in said(public)
    assert SECRET not in everything(public)
    (private,) = local.slack.ephemeral
    assert (private["user"], private["channel"], private["thread_ts"]) == ("UPARTNER", PUBLIC_CHANNEL, ts)
    assert SECRET in said(private)
    assert "Only you can see this" in said(private)
    assert has(private, SHARE)


def test_a_partner_is_told_nothing_twice_when_the_public_documents_say_it_all(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.reply = lambda question: answer(question, ["The strategy was agreed in public."])
    bot.event(mention("UPARTNER", PUBLIC_CHANNEL, "What was agreed?", local.slack.conversations.new_ts()))
    until_done(bot, 2)
    assert len(local.slack.conversations.of_bot(PUBLIC_CHANNEL)) == 1
    assert not local.slack.ephemeral


def test_sharing_shows_what_will_be_shared_and_shares_just_that(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.reply = partner_and_public
    url = local.response_url("c")
    bot.command(command("/signpost", "UPARTNER", PUBLIC_CHANNEL, "What was agreed?", url))
    (private,) = local.wait_for(lambda: local.slack.responses)
    assert SECRET in said(private)
    bot.interact(press("UPARTNER", element(private, SHARE), None, PUBLIC_CHANNEL, url))
    view = local.wait_for(lambda: local.slack.views and "submit" in local.slack.views[0] and local.slack.views[0])
    assert "agreed in public" in said(view)
    assert SECRET not in everything(view)
    assert not local.slack.conversations.of_bot(PUBLIC_CHANNEL)
    for _ in range(2):  # a form that is sent twice is shared once
        bot.interact(submission("UPARTNER", view))
    local.wait_for(lambda: local.slack.conversations.of_bot(PUBLIC_CHANNEL))
    until_done(bot, 2)
    (shared,) = local.slack.conversations.of_bot(PUBLIC_CHANNEL)
    assert "agreed in public" in said(shared)
    assert set(said(shared).splitlines()) <= set(said(view).splitlines())
    assert SECRET not in everything(shared)


def test_what_only_partner_documents_say_cannot_be_shared(bot: Bot, local: LocalSlack, assistant: SetAssistant) -> None:
    def only_private(question: Question) -> Answer:
        if question.audience is Audience.PUBLIC:
            return answer(question, status=Status.NOT_FOUND, notice="The documents do not say.")
        return answer(question, [f"The {SECRET} paper says no."], [cite(1, SECRET, Audience.PARTNER)])

    assistant.reply = only_private
    url = local.response_url("c")
    bot.command(command("/signpost", "UPARTNER", PUBLIC_CHANNEL, "What was agreed?", url))
    (private,) = local.wait_for(lambda: local.slack.responses)
    bot.interact(press("UPARTNER", element(private, SHARE), None, PUBLIC_CHANNEL, url))
    local.wait_for(lambda: local.called("views.update"))
    assert "submit" not in local.slack.views[0]
    assert "partner documents only" in said(local.slack.views[0])


def test_a_leak_of_the_assistant_is_stopped_and_apologised_for(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    assistant.reply = leaky
    bot.event(mention("UMEMBER", PUBLIC_CHANNEL, "What was agreed?", local.slack.conversations.new_ts()))
    until_done(bot)
    (sorry,) = local.slack.conversations.of_bot(PUBLIC_CHANNEL)
    assert "may not be shown here" in said(sorry)
    assert SECRET not in everything(sorry)


@pytest.mark.parametrize("user", ["UGUEST", "UOTHER"])
@pytest.mark.parametrize("way", ["mention", "direct", "command"])
def test_guests_and_strangers_are_shut_out_and_told_so(
    bot: Bot, local: LocalSlack, assistant: SetAssistant, user: str, way: str
) -> None:
    ts, url = local.slack.conversations.new_ts(), local.response_url("c")
    if way == "mention":
        bot.event(mention(user, SHARED_CHANNEL, "What was agreed?", ts, team="T0OTHER"))
        told = local.wait_for(lambda: local.slack.ephemeral)[0]
        assert told["user"] == user
    elif way == "direct":
        bot.event(direct(user, "What was agreed?", ts))
        told = local.wait_for(lambda: local.slack.conversations.of_bot(f"D{user}"))[0]
    else:
        bot.command(command("/signpost", user, SHARED_CHANNEL, "What was agreed?", url))
        told = local.wait_for(lambda: local.slack.responses)[0]
    assert BASE in said(told)
    assert not assistant.asked
    assert not local.slack.conversations.of_bot(SHARED_CHANNEL)


def test_outsiders_may_be_let_ask_from_the_public_documents(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant
) -> None:
    bot = make_bot(outsiders=Outsiders.PUBLIC)
    bot.event(direct("UGUEST", "What was agreed?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: assistant.asked)
    assert assistant.asked[0].audience is Audience.PUBLIC


@pytest.mark.parametrize(
    ("settings_", "user", "audience"),
    [
        ({"partner_users": ("UGUEST",)}, "UGUEST", Audience.PARTNER),
        ({"partner_teams": (TEAM,)}, "UMEMBER", Audience.PARTNER),
        ({"partner_teams": ("T0OTHER",)}, "UNHS", Audience.PARTNER),
        ({"partner_teams": ("T0OTHER",)}, "UMEMBER", Audience.PUBLIC),
        ({"partner_groups": ("S0OFFICERS",)}, "UMEMBER", Audience.PARTNER),
        ({"partner_groups": ("S0GONE",)}, "UMEMBER", Audience.PUBLIC),
        ({}, "UMEMBER", Audience.PUBLIC),
        ({}, "UNKNOWN", Audience.PUBLIC),  # Slack does not say who this is
    ],
)
def test_who_is_a_partner_is_a_list(
    make_bot: MakeBot,
    local: LocalSlack,
    assistant: SetAssistant,
    settings_: dict[str, tuple[str, ...]],
    user: str,
    audience: Audience,
) -> None:
    local.slack.groups["S0OFFICERS"] = ["UMEMBER"]
    local.slack.users["UNHS"] = {"team_id": "T0OTHER"}
    bot = make_bot(**({"partner_users": ()} | settings_))
    bot.event(direct(user, "What was agreed?", local.slack.conversations.new_ts()))
    local.wait_for(lambda: assistant.asked)
    assert assistant.asked[0].audience is audience


@pytest.mark.parametrize("channel", [TRIAGE, PUBLIC_CHANNEL])
def test_a_partners_question_goes_only_to_a_private_triage_channel(
    make_bot: MakeBot, local: LocalSlack, assistant: SetAssistant, channel: str
) -> None:
    assistant.reply = partner_and_public
    bot = make_bot(triage_channel=channel)
    bot.event(direct("UPARTNER", "What was agreed?", local.slack.conversations.new_ts()))
    (shown,) = local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    until_done(bot)
    bot.interact(press("UPARTNER", element(shown, "ask_person"), shown, "DUPARTNER", local.response_url("p")))
    until_done(bot, 2)
    (handed,) = local.slack.conversations.of_bot(channel)
    assert (SECRET in everything(handed)) == (channel == TRIAGE)
    assert "<@UPARTNER>" in said(handed)


# --- 500 generated mixes


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bot, LocalSlack, SetAssistant]]:
    folder = tmp_path_factory.mktemp("mixed")
    assistant = SetAssistant()
    with LocalSlack() as local:
        local.slack.users = {
            "UPARTNER": {"team_id": TEAM},
            "UMEMBER": {"team_id": TEAM},
            "UGUEST": {"team_id": TEAM, "is_restricted": True},
            "UOTHER": {"team_id": "T0OTHER", "is_stranger": True},
            "UNHS": {"team_id": "T0NHS"},
        }
        private = {"is_private": True}
        local.slack.channels = {
            PUBLIC_CHANNEL: {},
            PRIVATE_CHANNEL: private,
            SHARED_CHANNEL: {"is_ext_shared": True},
            TRIAGE: private,
            KEEPER: private,
        }
        in_slack = slack_settings(local, partner_teams=("T0NHS",), triage_channel=TRIAGE, keeper_channel=KEEPER)
        made = Bot(local, quick_world(assistant, folder), Settings(data=folder, public_url=BASE), in_slack)
        with made:
            yield made.over_http(), local, assistant


_numbers = itertools.count(1)

_documents = st.lists(
    st.tuples(st.sampled_from(list(Audience)), st.sampled_from(["statement", "action", "conflict"])), max_size=4
)


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    user=st.sampled_from(["UPARTNER", "UMEMBER", "UGUEST", "UOTHER", "UNHS"]),
    channel=st.sampled_from([PUBLIC_CHANNEL, PRIVATE_CHANNEL, SHARED_CHANNEL]),
    way=st.sampled_from(["mention", "command", "actions", "direct"]),
    documents=_documents,
    behaves=st.booleans(),
    shares=st.booleans(),
)
def test_partner_words_are_never_in_a_channel(
    mixed: tuple[Bot, LocalSlack, SetAssistant],
    user: str,
    channel: str,
    way: str,
    documents: list[tuple[Audience, str]],
    *,
    behaves: bool,
    shares: bool,
) -> None:
    bot, local, assistant = mixed
    number = next(_numbers)
    assistant.reply = lambda question: _mix(question, documents, behaves=behaves)
    ts, url = local.slack.conversations.new_ts(), local.response_url(f"r{number}")
    before = len(local.slack.responses)
    if way == "mention":
        bot.event(mention(user, channel, f"Question {number}?", ts))
    elif way == "direct":
        bot.event(direct(user, f"Question {number}?", ts))
    else:
        bot.command(command("/signpost" if way == "command" else "/actions", user, channel, "late", url))
    until_done(bot, number)
    answered = local.slack.responses[before:]
    if shares and answered and has(answered[0], SHARE):
        updated = len(local.called("views.update"))
        bot.interact(press(user, element(answered[0], SHARE), None, channel, url))
        local.wait_for(lambda: len(local.called("views.update")) > updated)
        view = local.slack.views[-1]
        if "submit" in view:
            posted = len(local.slack.conversations.of_bot(channel))
            bot.interact(submission(user, view))
            local.wait_for(lambda: len(local.slack.conversations.of_bot(channel)) > posted)
    for name in (PUBLIC_CHANNEL, PRIVATE_CHANNEL, SHARED_CHANNEL):
        for message in local.slack.conversations.messages.get(name, ()):
            assert SECRET not in everything(message)
    partners = {"UPARTNER", "UNHS"}
    assert all(SECRET not in everything(one) or one["user"] in partners for one in local.slack.ephemeral)
    for name, messages in local.slack.conversations.messages.items():
        if name[1:] not in partners and name not in {TRIAGE, KEEPER}:
            assert not any(SECRET in everything(message) for message in messages)
    if user not in partners:
        assert not any(SECRET in everything(one) for one in answered)
    assert all(
        not file["channel"].startswith(("C", "G")) or SECRET not in file["content"] for file in local.slack.files
    )
    local.slack.responses.clear()
    local.slack.ephemeral.clear()


def _mix(question: Question, documents: list[tuple[Audience, str]], *, behaves: bool) -> Answer:
    """An answer from these documents; a broken assistant does not look who is asking."""
    seen = [
        (place, audience, kind)
        for place, (audience, kind) in enumerate(documents, start=1)
        if not behaves or question.audience.sees(audience)
    ]
    cited = [
        cite(place, _words(audience), audience, title=f"{_words(audience)} {place}") for place, audience, _ in seen
    ]
    texts = [f"{_words(audience)} {place}." for place, audience, kind in seen if kind == "statement"]
    numbers = [place for place, _, kind in seen if kind == "statement"]
    given = answer(question, texts, cited, Status.ANSWERED if seen else Status.NOT_FOUND)
    statements = tuple(
        item.model_copy(update={"citations": (number,)}) for item, number in zip(given.statements, numbers, strict=True)
    )
    actions = tuple(action(place, place, text=_words(audience)) for place, audience, kind in seen if kind == "action")
    steps = (NextStep(text="Ask somebody."),)
    looked = (LookedAt(title="Strategy", locator="page 1", url=f"{BASE}/sources/s#p"),)
    return given.model_copy(
        update={"statements": statements, "actions": actions, "next_steps": steps, "looked_at": looked}
    )


def _words(audience: Audience) -> str:
    return f"The {SECRET} paper" if audience is Audience.PARTNER else "The strategy"


def test_a_partner_document_opens_inside_slack_for_a_partner_alone(
    bot: Bot, local: LocalSlack, assistant: SetAssistant
) -> None:
    from evals.local_slack.set_assistant import page_of
    from knowledge.documents import Document, DocumentKind

    document = Document(
        id="the-mulberry-paper",
        file="p.md",
        title=f"The {SECRET} paper",
        kind=DocumentKind.REPORT,
        audience=Audience.PARTNER,
    )
    assistant.pages[document.id] = page_of(document, ["Before.", f"The {SECRET} paper says no.", "After.", "Far."])
    assistant.reply = partner_and_public
    bot.event(direct("UPARTNER", "What was agreed?", local.slack.conversations.new_ts()))
    (shown,) = local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    until_done(bot)
    menu = element(shown, SOURCE)
    chosen = {**menu, "selected_option": menu["options"][0]}
    for user, sees in (("UPARTNER", True), ("UMEMBER", False)):
        before = len(local.called("views.update"))
        bot.interact(press(user, chosen, shown, "DUPARTNER", local.response_url("s")))
        local.wait_for(lambda before=before: len(local.called("views.update")) > before)
        view = local.slack.views[-1]
        assert (f"The {SECRET} paper says no." in said(view)) == sees
        assert ("Before." in said(view), "Far." in said(view)) == (sees, False)
