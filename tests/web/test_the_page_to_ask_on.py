"""The page to ask on, as a person without JavaScript meets it."""

from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.answer import Status
from bot.web.pages import KEPT_QUESTIONS
from knowledge.documents import Audience, DocumentStatus
from tests.web.conftest import Page
from tests.web.samples import ACTIONS, CONFLICT, NOT_FOUND, URGENT, answer_with, citation
from tests.web.set_assistant import SetAssistant


def test_the_empty_page_has_a_labelled_box_and_three_questions_to_try(page: Page) -> None:
    shown = page("/")
    box = shown.find("textarea", attrs={"name": "q"})
    assert shown.find("label", attrs={"for": box["id"]}).get_text(strip=True) == "Your question"
    assert shown.find(id=box["aria-describedby"])
    suggested = shown.select("#suggested a")
    assert len(suggested) == 3
    for link in suggested:
        assert parse_qs(urlsplit(link["href"]).query)["q"] == [link.get_text()]


def test_the_page_is_laid_out_for_keyboard_and_screen_reader(page: Page) -> None:
    for shown in (page("/"), page("/", q="How long?"), page("/sources/ehc-guide")):
        assert shown.html["lang"] == "en-GB"
        skip = shown.body.find("a")
        assert skip["class"] == ["skip"]
        assert shown.find(id=skip["href"][1:]).name == "main"
        assert len(shown.find_all("h1")) == 1
        levels = [int(heading.name[1]) for heading in shown.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = [element["id"] for element in shown.find_all(id=True)]
        assert len(ids) == len(set(ids))


def test_the_plain_form_gets_the_answer_from_the_server(page: Page, assistant: SetAssistant) -> None:
    form = page("/").find("form")
    assert form["method"] == "get"
    assert form["action"].startswith("/")
    shown = page("/", q="How long?")
    assert assistant.asked == [("How long?", Audience.PUBLIC, ())]
    assert "The council must decide within 6 weeks." in shown.select_one(".statement > p").get_text()
    assert shown.find(id=form["action"].split("#")[1]).select_one("article")


def test_no_parameter_of_the_page_raises_the_audience(page: Page, assistant: SetAssistant) -> None:
    page("/", q="Who?", audience="partner", ring="partner")
    assert assistant.asked[0][1] is Audience.PUBLIC


def test_a_follow_up_carries_the_questions_before_it(page: Page, assistant: SetAssistant) -> None:
    shown = page("/", q="And then?", history=["What is first?"])
    assert assistant.asked == [("And then?", Audience.PUBLIC, ("What is first?",))]
    kept = [box["value"] for box in shown.find_all("input", attrs={"name": "history"})]
    assert kept == ["What is first?", "And then?"]


def test_only_the_last_questions_are_carried(page: Page) -> None:
    shown = page("/", q="last", history=[f"question {number}" for number in range(20)])
    kept = [box["value"] for box in shown.find_all("input", attrs={"name": "history"})]
    assert len(kept) == KEPT_QUESTIONS
    assert kept[-1] == "last"


def test_an_endless_question_is_not_carried_nor_shown_whole(page: Page) -> None:
    shown = page("/", q="y" * 20_000)
    assert not shown.find_all("input", attrs={"name": "history"})
    assert len(shown.select_one(".asked").get_text()) < 600


def test_asking_nothing_gets_the_assistants_notice(page: Page) -> None:
    shown = page("/", q="")
    assert shown.select_one(".notice").get_text(strip=True) == "Please type a question."


def test_a_citation_opens_its_quote_in_place_and_leads_to_the_passage(page: Page) -> None:
    details = page("/", q="How long?").select_one("details.citation")
    assert details.summary.select_one(".number").get_text() == "[1]"
    text = details.get_text(" ", strip=True)
    for part in ("EHC needs assessments and plans", "Time limits", "24 November 2026", "Current"):
        assert part in text
    assert details.blockquote.get_text() == "The council must decide within 6 weeks."
    assert details.a["href"] == "/sources/ehc-guide?passage=time-limits#time-limits"


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"status": DocumentStatus.SUPERSEDED}, "Superseded"),
        ({"status": DocumentStatus.DRAFT}, "Draft"),
        ({"status": DocumentStatus.ARCHIVED}, "Archived"),
        ({"illustrative": True}, "Example, not a real document"),
    ],
)
def test_what_is_not_current_or_not_real_is_marked_before_it_is_opened(
    page: Page, assistant: SetAssistant, changes: dict[str, object], mark: str
) -> None:
    assistant.answer = answer_with(citations=(citation(**changes),))
    assert mark in page("/", q="How long?").select_one("summary .marks").get_text()


def test_a_document_without_a_date_says_so(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = answer_with(citations=(citation(published=None),))
    assert "Date not known" in page("/", q="How long?").select_one("details").get_text()


def test_a_conflict_is_a_table_of_each_value_and_where_it_stands(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = CONFLICT
    table = page("/", q="What does it cost?").find("table")
    assert table.caption.get_text() == "The cost of the delivery plan"
    rows = [(row.th.get_text(), row.select_one(".number").get_text()) for row in table.tbody.find_all("tr")]
    assert rows == [("£1.2 million", "[1]"), ("£1.4 million", "[2]")]
    assert all(header["scope"] in {"col", "row"} for header in table.find_all("th"))


def test_an_action_shows_its_owner_or_that_none_is_said(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = ACTIONS
    first, second = page("/", q="Who owns it?").select(".action")
    assert "P1.3" in first.h4.get_text()
    assert "Head of SEND, Dorset Council" in first.get_text()
    assert "Owner not named" in second.get_text()
    assert "None" not in second.get_text()


def test_not_found_says_what_was_looked_at_and_whom_to_ask(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = NOT_FOUND
    shown = page("/", q="Is there a swimming pool?")
    assert shown.h2.get_text() == "Not in the documents"
    assert [link["href"] for link in shown.select(".looked-at a")] == [place.url for place in NOT_FOUND.looked_at]
    assert [link["href"] for link in shown.select(".next-steps a")] == [
        "tel:01305251150",
        "mailto:sendiass@example.org",
        "https://www.example.org/sendiass",
    ]


def test_urgent_help_comes_first_and_can_be_rung(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = URGENT
    shown = page("/", q="He hit her")
    assert shown.h2.get_text() == "Get help now"
    assert shown.select_one(".notice a")["href"] == "tel:999"
    assert [link["href"] for link in shown.select(".next-steps a")] == ["tel:08001111"]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_heading_in_plain_words(page: Page, assistant: SetAssistant, status: Status) -> None:
    assistant.answer = answer_with(status=status, notice="A notice.")
    shown = page("/", q="What?")
    assert shown.h2.get_text(strip=True)
    assert shown.select_one(".notice").get_text(strip=True) == "A notice."
    assert status.value not in {shown.h2.get_text(), shown.title.get_text()} or status is Status.ANSWERED


def test_a_failure_is_a_page_in_plain_words(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = RuntimeError("password=hunter2")
    shown = page("/", q="Who?")
    assert "Something went wrong on our side" in shown.main.get_text()
    assert shown.select_one(".id").get_text()
    assert "hunter2" not in shown.get_text()
