"""The page of a document: its passages to read, the cited one marked."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from knowledge.documents import Audience, DocumentStatus
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing
from tests.web.conftest import Page
from tests.web.samples import DOCUMENT, PASSAGES
from tests.web.set_assistant import SetAssistant


def test_every_passage_is_there_in_order_under_its_headings(page: Page) -> None:
    shown = page("/sources/ehc-guide")
    assert [block["id"] for block in shown.select(".passage")] == [passage.anchor for passage in PASSAGES]
    assert shown.h1.get_text() == DOCUMENT.title
    assert [heading.get_text() for heading in shown.find_all("h2")] == ["What it is", "Time limits", "Plan"]


def test_the_cited_passage_is_marked_and_is_where_the_link_lands(page: Page) -> None:
    shown = page("/sources/ehc-guide?passage=time-limits")
    [marked] = shown.find_all("mark")
    assert marked.get_text() == "The council must decide within 6 weeks."
    [current] = shown.find_all(attrs={"aria-current": "true"})
    assert current["id"] == "time-limits"
    assert marked in current.find_all("mark")
    assert "Time limits" in current.select_one(".cited-label").get_text()


def test_without_a_cited_passage_nothing_is_marked(page: Page) -> None:
    shown = page("/sources/ehc-guide")
    assert not shown.find_all("mark")
    assert not shown.find_all(attrs={"aria-current": True})


def test_a_passage_that_is_gone_is_said_to_be_gone(page: Page) -> None:
    shown = page("/sources/ehc-guide?passage=no-such")
    assert "not in this document now" in shown.select_one(".notice").get_text()
    assert shown.select(".passage")


def test_lists_and_rows_keep_a_line_for_each_part(page: Page) -> None:
    shown = page("/sources/ehc-guide")
    lines = [line.get_text() for line in shown.find(id="4.2").select(".line")]
    assert lines == ["There are two reasons:", "• One reason.", "• Another reason."]
    assert [line.get_text() for line in shown.find(id="row-3").select(".line")] == [
        "Action: Publish the plan",
        "Owner: Head of SEND",
    ]


def test_a_superseded_example_is_marked_as_both(page: Page, assistant: SetAssistant) -> None:
    changes = {"status": DocumentStatus.SUPERSEDED, "illustrative": True}
    assistant.document = DOCUMENT.model_copy(update=changes)
    marks = page("/sources/ehc-guide").select_one("header .marks").get_text()
    assert "Superseded" in marks
    assert "Example, not a real document" in marks


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc%2fpasswd", "%00", "é", "a" * 3000, "<script>"])
def test_an_unknown_document_is_a_404_page_in_plain_words(client: TestClient, name: str) -> None:
    response = client.get(f"/sources/{name}")
    assert response.status_code == 404
    if response.headers["content-type"].startswith("text/html"):
        assert "There is no" in response.text or "nothing at this address" in response.text
    assert "<script>" not in response.text


def test_a_partners_document_does_not_exist_for_the_public(client: TestClient, assistant: SetAssistant) -> None:
    assistant.document = DOCUMENT.model_copy(update={"audience": Audience.PARTNER})
    assert client.get("/sources/ehc-guide?audience=partner").status_code == 404
    assistant.document = DOCUMENT
    assistant.passages = (*PASSAGES, PASSAGES[0].model_copy(update={"audience": Audience.PARTNER}))
    assert client.get("/sources/ehc-guide").status_code == 404


@pytest.mark.parametrize("error", [IndexMissing, IndexBroken, EmbeddingError])
def test_when_the_index_is_away_the_page_says_try_again(
    client: TestClient, assistant: SetAssistant, error: type[Exception]
) -> None:
    assistant.broken = error("secret path /data/index")
    response = client.get("/sources/ehc-guide")
    assert response.status_code == 503
    assert "cannot open its documents just now" in response.text
    assert "/data/index" not in response.text


def test_an_address_of_the_original_that_is_no_web_page_is_no_link(page: Page, assistant: SetAssistant) -> None:
    assistant.document = DOCUMENT.model_copy(update={"address": "javascript:alert(1)"})
    assert not page("/sources/ehc-guide").select("article header a[href^=javascript]")


def test_a_replaced_document_says_so_and_leads_to_the_newer_one(page: Page, assistant: SetAssistant) -> None:
    newer = DOCUMENT.model_copy(update={"id": "ehc-guide-2", "title": "The newer guide", "supersedes": "ehc-guide"})
    assistant.others = (newer,)
    notice = page("/sources/ehc-guide").select_one("header .notice")
    assert notice.a["href"] == "/sources/ehc-guide-2"
    assert notice.a.get_text() == "The newer guide"
    assert page("/sources/ehc-guide-2").select_one("header .notice") is None


def test_a_newer_document_that_is_for_partners_is_not_named(page: Page, assistant: SetAssistant) -> None:
    changes = {"id": "secret", "title": "Secret", "supersedes": "ehc-guide", "audience": Audience.PARTNER}
    assistant.others = (DOCUMENT.model_copy(update=changes),)
    assistant.document = DOCUMENT.model_copy(update={"status": DocumentStatus.SUPERSEDED})
    shown = page("/sources/ehc-guide")
    assert "Secret" not in shown.get_text()
    assert "has been replaced" in shown.select_one("header .notice").get_text()


def test_the_cited_passage_is_one_press_away_from_the_top(page: Page) -> None:
    shown = page("/sources/ehc-guide?passage=time-limits")
    assert shown.select_one("header .back a")["href"] == "#time-limits"
    assert "cites" not in page("/sources/ehc-guide").select_one("header .back").get_text()


def test_a_draft_says_so_and_dates_say_when_it_holds(page: Page, assistant: SetAssistant) -> None:
    changes = {"status": DocumentStatus.DRAFT, "effective_from": date(2026, 1, 1), "effective_to": date(2027, 1, 1)}
    assistant.document = DOCUMENT.model_copy(update=changes)
    header = page("/sources/ehc-guide").select_one("article header").get_text(" ", strip=True)
    assert "This is a draft." in header
    assert "Holds from 1 January 2026" in header
    assert "Holds until 1 January 2027" in header
