"""Hostile text, in a question, a quote, a title or anywhere else, is shown as text and does nothing."""

import pytest
from bs4 import BeautifulSoup

from bot.answer import ActionShown, Conflict, LookedAt, NextStep, OwnerShown, Reading, Statement, Status
from tests.web.conftest import Page
from tests.web.samples import DOCUMENT, answer_with, citation, passage
from tests.web.set_assistant import SetAssistant

HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "{{ 7 * 7 }}{% raw %}<b>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<template><script>alert(1)</script></template>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "![x](https://evil.example/?q=1) [y](javascript:alert(1)) [z]: https://evil.example",
    "//evil.example/x",
    "</details></article><form action=https://evil.example>",
    "\u003cmeta http-equiv=refresh content=0;url=https://evil.example\u003e",
)
EXIT = "https://www.bbc.co.uk/weather"


def assert_harmless(shown: BeautifulSoup) -> None:
    """Only our own script, no handlers, no frames, and no link that runs or leaves for somewhere unknown."""
    assert all(script["src"].startswith("/widget/signpost-widget-") for script in shown.find_all("script"))
    assert not shown.find_all(["iframe", "object", "embed", "img", "svg", "style", "base", "b"])
    assert not shown.find_all("meta", attrs={"http-equiv": True})
    assert [form["action"] for form in shown.find_all("form")] in ([], ["/#answer"])
    for element in shown.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        href = str(element.get("href", "/")).lower()
        assert href.startswith(("/", "#", "tel:", "mailto:", "https://example.org", "?", EXIT)), href
        assert not href.startswith("//")


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_question(page: Page, text: str) -> None:
    shown = page("/", q=text, history=[text])
    assert_harmless(shown)
    assert text in shown.select_one(".asked").get_text()


@pytest.mark.parametrize("text", HOSTILE)
def test_in_every_part_of_an_answer(page: Page, assistant: SetAssistant, text: str) -> None:
    hostile_citation = citation(quote=text, title=text, locator=text, url=text)
    for status in (Status.ANSWERED, Status.URGENT):
        assistant.answer = answer_with(
            id="a1",
            status=status,
            # An urgent notice is always one of ours: its numbers can be rung.
            notice="Ring 999." if status is Status.URGENT else text,
            statements=(Statement(text=text, citations=(1, 99)),),
            citations=(hostile_citation,),
            conflicts=(Conflict(about=text, readings=(Reading(value=text, citation=1),)),),
            actions=(
                ActionShown(
                    ref=text,
                    action=text,
                    owners=(OwnerShown(role=text, organisation=text),),
                    due=text,
                    status=text,
                    citation=1,
                ),
            ),
            next_steps=(NextStep(text=text, contact=text if "evil" not in text else None),),
            looked_at=(LookedAt(title=text, locator=text, url=text),),
        )
        shown = page("/", q="How long?")
        assert_harmless(shown)
        assert text in shown.blockquote.get_text()


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_document(page: Page, assistant: SetAssistant, text: str) -> None:
    changes = {"title": text, "publisher": text, "address": text}
    assistant.document = DOCUMENT.model_copy(update=changes)
    assistant.passages = (passage("one", text, text), passage(text, text, "Heading"))
    for anchor in ("one", text):
        shown = page("/sources/ehc-guide", passage=anchor)
        assert_harmless(shown)
        assert shown.mark.get_text() == text
        assert shown.h1.get_text() == text


def test_words_of_the_asker_in_a_notice_never_become_a_link(page: Page, assistant: SetAssistant) -> None:
    assistant.answer = answer_with(
        status=Status.NOT_FOUND, notice="I found nothing on ring 0900 123456 or https://evil.example/pay."
    )
    assert not page("/", q="ring 0900 123456").select(".answer a")
