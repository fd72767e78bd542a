"""The action register in Slack: the command, the Home tab and the Monday digest."""

import asyncio
import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.records.database import Database
from bot.slack.digest import Digest
from bot.slack.filters import Unclear, read_filters
from bot.slack.jobs import Jobs
from bot.slack.plans import Plans
from bot.slack.store import Person, Store
from bot.slack.work import ToPost
from evals.local_slack.payloads import command, home_press
from evals.local_slack.running import Bot
from evals.local_slack.server import LocalSlack
from knowledge.actions import ActionQuery, ActionStatus
from knowledge.documents import Audience
from tests.slack.conftest import PUBLIC_CHANNEL, MakeBot
from tests.slack.plans import write_index
from tests.slack.seen import element, everything, said, until_done

TODAY = date(2026, 1, 15)
NHS = "NHS Dorset Integrated Care Board"


@pytest.fixture
def plans(tmp_path: Path) -> None:
    write_index(tmp_path, tmp_path / "library")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ActionQuery()),
        ("late", ActionQuery(late_on=TODAY)),
        ("NHS Dorset late", ActionQuery(owner="NHS Dorset", late_on=TODAY)),
        ('owner:"NHS Dorset"', ActionQuery(owner="NHS Dorset")),
        ("owner:“NHS Dorset” overdue", ActionQuery(owner="NHS Dorset", late_on=TODAY)),
        ('due:"March 2026"', ActionQuery(due_on_or_before=date(2026, 3, 31))),
        ("due: 2026-03-31 priority:inclusion", ActionQuery(due_on_or_before=date(2026, 3, 31), priority="inclusion")),
        ("status:red", ActionQuery(statuses=(ActionStatus.DELAYED,))),
        ("Children's services", ActionQuery(owner="Children's services")),
    ],
)
def test_filters_are_read(text: str, query: ActionQuery) -> None:
    assert read_filters(text, TODAY) == query


@pytest.mark.parametrize("text", ["due:whenever", "status:purple", "colour:red", "DPCC owner:DCO"])
def test_a_filter_that_is_not_understood_is_put_back(text: str) -> None:
    assert isinstance(read_filters(text, TODAY), Unclear)


def test_actions_lists_exactly_the_rows_that_fit(bot: Bot, local: LocalSlack, plans: None) -> None:
    bot.command(command("/actions", "UMEMBER", PUBLIC_CHANNEL, "late", local.response_url("a")))
    (shown,) = local.wait_for(lambda: local.slack.responses)
    (table,) = [block for block in shown["blocks"] if block["type"] == "table"]
    cells = [[said({"blocks": [cell]}).strip() for cell in row] for row in table["rows"][1:]]
    assert [row[0] for row in cells] == ["EI-02"]
    assert cells[0][3:5] == ["31 December 2025", "Delayed"]
    assert cells[0][2].startswith("Designated Clinical Officer")
    assert "Actions late on 15 January 2026: 1 of 7" in said(shown)
    assert "1 more with a date that was not understood" in said(shown)


def test_actions_of_partner_plans_are_for_partners(bot: Bot, local: LocalSlack, plans: None) -> None:
    for user in ("UMEMBER", "UPARTNER"):
        bot.command(command("/actions", user, PUBLIC_CHANNEL, "late", local.response_url(user)))
    local.wait_for(lambda: len(local.slack.responses) == 2)
    seen = {answer["name"]: "mulberry" in everything(answer).lower() for answer in local.slack.responses}
    assert seen == {"UMEMBER": False, "UPARTNER": True}


def test_a_long_list_of_actions_comes_with_a_file(bot: Bot, local: LocalSlack, tmp_path: Path) -> None:
    rows = tuple((f"EI-{n:02}", "Early", f"Do the thing {n}", "DPCC", "March 2026", "On track") for n in range(40))
    write_index(tmp_path, tmp_path / "library", rows)
    bot.command(command("/actions", "UMEMBER", PUBLIC_CHANNEL, "DPCC", local.response_url("a")))
    (file,) = local.wait_for(lambda: local.slack.files)
    assert file["channel"] == "DUMEMBER"
    assert [row["Ref"] for row in csv.DictReader(io.StringIO(file["content"]))] == [row[0] for row in rows]
    until_done(bot)
    shown = "\n".join(map(said, local.slack.responses))
    assert all(row[2] in shown for row in rows)


def test_actions_says_what_it_did_not_understand(bot: Bot, local: LocalSlack, plans: None) -> None:
    reply = bot.command(command("/actions", "UMEMBER", PUBLIC_CHANNEL, "due:whenever", local.response_url("a")))
    assert "due:whenever" in reply.json()["text"]
    assert "Use `/actions`" in reply.json()["text"]


def test_without_an_index_actions_apologises(bot: Bot, local: LocalSlack) -> None:
    bot.command(command("/actions", "UMEMBER", PUBLIC_CHANNEL, "late", local.response_url("a")))
    (shown,) = local.wait_for(lambda: local.slack.responses)
    assert "code" in said(shown)


def _open_home(bot: Bot, user: str) -> None:
    bot.event({"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home", "event_ts": "1.0"})


def test_the_home_tab_shows_the_actions_of_my_organisation(bot: Bot, local: LocalSlack, plans: None) -> None:
    _open_home(bot, "UPARTNER")
    local.wait_for(lambda: "UPARTNER" in local.slack.homes)
    chooser = element(local.slack.homes["UPARTNER"], "home_organisation")
    option = next(one for one in chooser["options"] if one["value"].startswith("NHS Dorset"))
    bot.interact(home_press("UPARTNER", {**chooser, "selected_option": option}))
    local.wait_for(lambda: "Late (2)" in said(local.slack.homes["UPARTNER"]))
    home = local.slack.homes["UPARTNER"]
    assert "The mulberry action" in said(home)
    assert "Publish one shared checklist" in said(home)
    assert element(home, "home_organisation")["initial_option"]["value"] == option["value"]
    assert "Open new places" not in said(home)


def test_the_home_tab_of_somebody_else_shows_public_plans_only(bot: Bot, local: LocalSlack, plans: None) -> None:
    _open_home(bot, "UMEMBER")
    local.wait_for(lambda: "UMEMBER" in local.slack.homes)
    chooser = element(local.slack.homes["UMEMBER"], "home_organisation")
    option = next(one for one in chooser["options"] if one["value"].startswith("NHS Dorset"))
    bot.interact(home_press("UMEMBER", {**chooser, "selected_option": option}))
    local.wait_for(lambda: "checklist" in said(local.slack.homes["UMEMBER"]))
    assert "mulberry" not in everything(local.slack.homes["UMEMBER"]).lower()


def test_guests_see_no_plans_on_their_home_tab(bot: Bot, local: LocalSlack, plans: None) -> None:
    _open_home(bot, "UGUEST")
    home = local.wait_for(lambda: local.slack.homes.get("UGUEST"))
    assert not any(block["type"] == "actions" for block in home["blocks"])


def test_the_digest_can_be_switched_on_and_off(bot: Bot, local: LocalSlack, plans: None) -> None:
    store = Store(bot.world.database, bot.world.now)
    asyncio.run(store.choose(Person(user="UPARTNER", organisation=NHS)))
    switch = {"type": "button", "action_id": "home_digest", "value": "switch"}
    for wanted, offered in ((True, "Stop the Monday digest"), (False, "Send me a digest on Mondays")):
        bot.interact(home_press("UPARTNER", switch))
        local.wait_for(lambda offered=offered: offered in said(local.slack.homes.get("UPARTNER", {})))
        assert asyncio.run(store.person("UPARTNER")).digest is wanted


class _Everybody:
    async def audience(self, user: str, team: str | None) -> Audience | None:
        return {"UPARTNER": Audience.PARTNER, "UMEMBER": Audience.PUBLIC}.get(user)


MONDAY = datetime(2026, 1, 19, 8, 30, tzinfo=UTC)


def _digest(folder: Path, now: datetime) -> tuple[Digest, Store]:
    database = Database(f"sqlite:///{folder / 'records.sqlite'}")
    store = Store(database, lambda: now)
    plans = Plans(folder, "https://signpost.example", now.date)
    return Digest(Jobs(store, lambda _: None), plans, _Everybody(), lambda: now), store  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (MONDAY, 2),
        (MONDAY.replace(hour=8, minute=29), 0),
        (MONDAY.replace(hour=23), 2),
        (datetime(2026, 1, 18, 12, tzinfo=UTC), 0),
        (datetime(2026, 1, 20, 9, tzinfo=UTC), 0),
        (datetime(2026, 7, 20, 7, 30, tzinfo=UTC), 2),  # half past eight in summer
        (datetime(2026, 7, 20, 7, 29, tzinfo=UTC), 0),
    ],
)
def test_the_digest_goes_out_on_monday_morning_in_england(
    tmp_path: Path, plans: None, now: datetime, sent: int
) -> None:
    digest, store = _digest(tmp_path, now)

    async def run() -> int:
        for user in ("UPARTNER", "UMEMBER", "UGONE"):
            await store.choose(Person(user=user, organisation=NHS, digest=True))
        await store.choose(Person(user="UNOT", organisation=NHS, digest=False))
        return await digest.send_if_due()

    assert asyncio.run(run()) == sent


def test_the_digest_is_sent_once_a_week_whatever_restarts(tmp_path: Path, plans: None) -> None:
    async def run(now: datetime) -> int:
        digest, store = _digest(tmp_path, now)
        await store.choose(Person(user="UPARTNER", organisation=NHS, digest=True))
        return await digest.send_if_due()

    assert asyncio.run(run(MONDAY)) == 1
    assert asyncio.run(run(MONDAY.replace(hour=10))) == 0
    assert asyncio.run(run(MONDAY.replace(day=26))) == 1


def test_the_digest_says_what_is_late_and_what_is_due(tmp_path: Path, plans: None) -> None:
    digest, store = _digest(tmp_path, datetime(2026, 3, 9, 9, tzinfo=UTC))

    async def run() -> dict[str, str]:
        for user in ("UPARTNER", "UMEMBER"):
            await store.choose(Person(user=user, organisation=NHS, digest=True))
        await digest.send_if_due()
        shown = {}
        for user in ("UPARTNER", "UMEMBER"):
            job = await store.by_key(f"digest:2026-W11:{user}")
            assert job is not None
            assert isinstance(job.work, ToPost)
            shown[user] = said({"blocks": list(job.work.messages[0].blocks)})
        return shown

    shown = asyncio.run(run())
    assert "The mulberry action" in shown["UPARTNER"]
    assert "mulberry" not in shown["UMEMBER"].lower()
    assert "Publish one shared checklist" in shown["UMEMBER"]
    assert "Due in the next 28 days" in shown["UMEMBER"]


def test_the_digest_reaches_its_reader(make_bot: MakeBot, local: LocalSlack, tmp_path: Path, plans: None) -> None:
    database = Database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    asyncio.run(Store(database, lambda: MONDAY).choose(Person(user="UPARTNER", organisation=NHS, digest=True)))
    make_bot(world={"now": lambda: MONDAY})
    (digest,) = local.wait_for(lambda: local.slack.conversations.of_bot("DUPARTNER"))
    assert "NHS Dorset" in said(digest)
    assert "stop it there" in said(digest)
