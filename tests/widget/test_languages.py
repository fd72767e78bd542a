"""The interface in several languages, each whole, each marked until a person has checked it."""

import re

import pytest
from playwright.sync_api import expect

from bot.web.words import languages
from tests.widget.conftest import OpenPage, World, ask


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_word_and_keeps_what_is_filled_in(language: str) -> None:
    english, words = languages()["en"].words, languages()[language].words
    assert words.keys() == english.keys()
    for name, text in words.items():
        assert text.strip()
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english[name])), name


def test_only_words_that_a_person_wrote_count_as_checked() -> None:
    assert [code for code, one in languages().items() if one.checked] == ["en"]


def test_a_page_in_welsh_gets_a_chat_in_welsh_that_says_a_machine_made_it(world: World, open_page: OpenPage) -> None:
    page = open_page(world.host_page("/cy", '<signpost-chat inline language="cy"></signpost-chat>'))
    page.get_by_role("textbox", name="Eich cwestiwn").fill("How long?")
    page.get_by_role("button", name="Gofyn", exact=True).click()
    expect(page.locator("article h3")).to_have_text("Ateb")
    expect(page.locator(".statement > p")).to_have_attribute("lang", "en")
    page.get_by_text("Gosodiadau").click()
    expect(page.get_by_text("Peiriant a gyfieithodd y geiriau hyn.")).to_be_visible()


def test_a_person_can_choose_a_language_and_keeps_the_chat(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    page.get_by_text("Settings").click()
    page.get_by_role("combobox").select_option("pl")
    expect(page.locator("article h3")).to_have_text("Odpowiedź")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.reload()
    expect(page.locator("article h3")).to_have_text("Odpowiedź")


def test_arabic_runs_from_right_to_left(world: World, open_page: OpenPage) -> None:
    page = open_page(
        world.host_page("/ar", '<signpost-chat language="ar"></signpost-chat>'), viewport={"width": 1000, "height": 800}
    )
    launcher = page.get_by_role("button", name="اسأل عن دعم SEND")
    assert launcher.bounding_box()["x"] < 100
    launcher.click()
    send, box = page.locator("button.main").bounding_box(), page.locator("textarea").bounding_box()
    assert send["x"] < box["x"]
    expect(page.locator(".shell")).to_have_attribute("dir", "rtl")


def test_a_language_that_there_is_not_falls_back_to_english(world: World, open_page: OpenPage) -> None:
    page = open_page(world.host_page("/xx", '<signpost-chat inline language="xx"></signpost-chat>'))
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
