"""The team page: off unless it is set, only for who signs in, and each thing on it does what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from httpx import Response

from bot.answer import Answer, FallBack, Status
from bot.pause import PauseSwitch
from bot.question import Question, Surface
from bot.records.database import Database
from bot.records.kept import Feedback, FeedbackState, Reason, Verdict
from bot.records.records import Records
from bot.safeguarding.kinds import RiskKind, Urgent
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.team.likeness import group_gaps
from evals.golden import read_golden
from knowledge.documents import Audience
from tests.web.samples import DOCUMENT, answer_with
from tests.web.set_assistant import SetAssistant

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TOKEN = "only-the-team-knows"
OWN = {"Origin": "http://testserver"}
ASKED = Question(text="x", surface=Surface.WEB)


@dataclass
class Team:
    """The page, and what stands behind it."""

    client: TestClient
    records: Records
    pause: PauseSwitch
    assistant: SetAssistant
    data: Path

    def page(self, address: str = "/team") -> BeautifulSoup:
        response = self.client.get(address)
        assert response.status_code == 200
        return BeautifulSoup(response.text, "lxml")

    def post(self, address: str, **fields: str) -> Response:
        return self.client.post(address, data=fields, headers=OWN)

    def keep(self, question: str = "Who decides?", **changes: object) -> Answer:
        made = answer_with(question=question, id=f"id{len(self.page_ids)}", **changes)
        self.page_ids.append(made.id)
        self.records.keep(made, ASKED)
        return made

    def __post_init__(self) -> None:
        self.page_ids: list[str] = []


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    database = Database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    records, pause, assistant = Records(database, now=lambda: NOW), PauseSwitch(database), SetAssistant()
    settings = Settings(team_token=TOKEN, data=tmp_path)
    app = create_app(assistant, settings, records=records, pause=pause)
    with TestClient(app, raise_server_exceptions=False) as client:
        client.auth = ("Anna", TOKEN)
        yield Team(client, records, pause, assistant, tmp_path)


def test_without_a_setting_there_is_no_team_page() -> None:
    client = TestClient(create_app(SetAssistant(), Settings()), raise_server_exceptions=False)
    for response in (client.get("/team", auth=("a", "")), client.post("/team/resume", headers=OWN)):
        assert response.status_code == 404


@pytest.mark.parametrize("auth", [None, ("Anna", "wrong"), ("Anna", ""), ("", TOKEN.upper())])
def test_without_the_token_nobody_gets_in(team: Team, auth: tuple[str, str] | None) -> None:
    team.client.auth = None
    response = team.client.get("/team", auth=auth)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic")
    assert "had no answer" not in response.text
    assert team.client.post("/team/pause", data={"reason": "x"}, headers=OWN, auth=auth).status_code == 401
    assert team.pause.state() is None


def test_guessing_the_token_is_stopped(team: Team) -> None:
    codes = [team.client.get("/team", auth=("x", f"guess{number}")).status_code for number in range(12)]
    assert codes == [401] * 10 + [429] * 2


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_nothing_is_changed_from_another_page(team: Team, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    response = team.client.post("/team/pause", data={"reason": "x"}, headers=headers)
    assert response.status_code == 403
    assert team.pause.state() is None


def test_a_proxy_signs_people_in_only_when_it_is_said_to_be_there(tmp_path: Path) -> None:
    def code(**settings: object) -> int:
        made = Settings.model_validate({"team_header": "X-Forwarded-Email", "data": tmp_path} | settings)
        records = Records(Database(f"sqlite:///{tmp_path / 'records.sqlite'}"))
        client = TestClient(create_app(SetAssistant(), made, records=records))
        return client.get("/team", headers={"X-Forwarded-Email": "anna@example.org"}).status_code

    assert code(behind_proxy=True) == 200
    assert code(behind_proxy=False) == 401


def test_gaps_that_ask_the_same_are_counted_together(team: Team) -> None:
    for question in (
        "Is there a swimming pool in Wareham?",
        "is there any swimming pool at wareham",
        "Who pays for a taxi to college?",
    ):
        team.keep(question, status=Status.NOT_FOUND, notice="No.")
    gaps = [entry.p.get_text(" ", strip=True) for entry in team.page().select(".gaps > li")]
    assert gaps == ["2 × is there any swimming pool at wareham", "1 × Who pays for a taxi to college?"]
    grouped = group_gaps(team.records.gaps(Audience.PARTNER))
    assert sum(len(group.gaps) for group in grouped) == 3


def test_figures_say_how_answers_ended_how_long_they_took_and_what_is_cited(team: Team) -> None:
    team.keep(took_ms=10.0)
    team.keep(took_ms=30.0, fell_back=FallBack.SLOW)
    team.keep(status=Status.NOT_FOUND, notice="No.", took_ms=20.0)
    page = team.page()
    text = " ".join(page.main.get_text().split())
    assert "3 answers in 28 days. Half came within 20 ms, 95 of 100 within 30 ms." in text
    assert "The model did not word 1 of them: slow 1." in text
    assert [item.get_text(strip=True) for item in page.select(".legend li")][:3] == [
        "Answered: 2",
        "Answered in part: 0",
        "Not in the documents: 1",
    ]
    assert "ehc-guide, Time limits: 2" in page.select_one(".cited-most").get_text()
    heights = {rect["class"][0]: float(rect["height"]) for rect in page.select(".chart rect")}
    assert heights["answered"] == pytest.approx(2 * heights["not_found"])


def test_feedback_is_shown_with_its_reason_until_it_is_done(team: Team) -> None:
    kept = team.keep()
    feedback = Feedback(verdict=Verdict.DOWN, reason=Reason.OUT_OF_DATE, comment="It moved <b>last</b> year.")
    team.records.keep_feedback(Audience.PUBLIC, kept.id, feedback)
    shown = team.page().select_one(".given")
    assert shown.h3.get_text() == "Did not help: it is out of date"
    assert shown.blockquote.get_text(strip=True) == "It moved <b>last</b> year."
    action = shown.select_one("form[action^='/team/feedback/']")["action"]
    assert team.post(action, state="looked_at").headers.get("location") is None  # followed
    assert team.page().select_one(".given option[selected]")["value"] == "looked_at"
    team.post(action, state="done")
    assert team.page().select_one(".given") is None
    assert next(iter(team.records.feedback(Audience.PARTNER))).feedback.state is FeedbackState.DONE
    assert team.post(action, state="lost").status_code == 422
    assert team.post("/team/feedback/999", state="done").status_code == 404


def test_answering_can_be_paused_and_goes_on_again(team: Team) -> None:
    assert team.post("/team/pause", reason="  ").status_code == 422
    page = BeautifulSoup(team.post("/team/pause", reason="Wrong numbers", message="Back at noon.").text, "lxml")
    assert page.select_one("[role=status]").get_text() == "Answering is paused."
    paused = team.pause.state()
    assert paused is not None
    assert (paused.reason, paused.paused_by, paused.message) == ("Wrong numbers", "Anna", "Back at noon.")
    assert "Wrong numbers" in team.page().select_one(".switch.paused").get_text()
    team.post("/team/resume")
    assert team.pause.state() is None


def test_documents_whose_review_is_overdue_are_named(team: Team) -> None:
    assert "None is overdue." in team.page().get_text()
    team.assistant.document = DOCUMENT.model_copy(update={"review_due": date(2026, 11, 23)})
    assert f"{DOCUMENT.title}: its review was due on 23 November 2026" in team.page().get_text()


def test_a_question_becomes_a_draft_that_the_evals_can_read(team: Team) -> None:
    kept = team.keep("Who decides: and when?")
    assert team.post(f"/team/golden/{kept.id}").status_code == 200
    [file] = (team.data / "golden-drafts").iterdir()
    [case] = read_golden(file).cases
    assert (case.question, case.expected.refusal) == ("Who decides: and when?", False)
    assert case.expected.passages == (f"{DOCUMENT.id}:time-limits",)
    assert case.expected.facts == (("The council must decide within 6 weeks.",),)
    assert "counts for nothing" in next((team.data / "golden-drafts").iterdir()).read_text(encoding="utf-8")


def test_a_question_about_a_risk_or_one_that_is_gone_becomes_no_draft(team: Team) -> None:
    urgent = Urgent(kind=RiskKind.CHILD_SELF_HARM, heading="Help", lines=(), contacts=(), text_version="1")
    kept = team.keep("secret", status=Status.URGENT, notice="Ring 999.", urgent=urgent)
    assert team.post(f"/team/golden/{kept.id}").status_code == 404
    assert team.post("/team/golden/none").status_code == 404
    assert not (team.data / "golden-drafts").exists()


def test_the_page_is_for_people_and_so_not_described_to_programs(team: Team) -> None:
    assert not [path for path in team.client.get("/openapi.json").json()["paths"] if path.startswith("/team")]


def test_without_records_the_page_says_so() -> None:
    client = TestClient(create_app(SetAssistant(), Settings(team_token=TOKEN)), raise_server_exceptions=False)
    response = client.get("/team", auth=("Anna", TOKEN))
    assert response.status_code == 503
    assert "no records to show" in response.text.lower()
