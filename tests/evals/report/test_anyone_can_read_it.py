"""In a real browser: by everyone, in the dark, on a phone, in forced colours, without scripts, from this file alone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.conftest import OpenPage
from tests.widget.test_anyone_can_use_it import violations

SETTINGS: dict[str, dict[str, Any]] = {
    "in light": {"color_scheme": "light"},
    "in the dark": {"color_scheme": "dark"},
    "at 320 px": {"viewport": {"width": 320, "height": 640}},
    "in forced colours": {"forced_colors": "active"},
    "in forced colours, in the dark": {"forced_colors": "active", "color_scheme": "dark"},
    "without scripts": {"java_script_enabled": False},
}
WIDTH = "document.documentElement.scrollWidth"


def opened(page: Page) -> Page:
    """With every closed part open."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return page


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name != "without scripts"])
def test_it_has_no_fault_that_axe_can_find_nor_scrolls_sideways(page: Path, open_page: OpenPage, setting: str) -> None:
    shown = open_page(page.as_uri(), **SETTINGS[setting])
    assert violations(shown) == []
    assert violations(opened(shown)) == []
    assert shown.evaluate(WIDTH) <= shown.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_asks_for_nothing_but_its_own_file(page: Path, browser: Browser, setting: str) -> None:
    context = browser.new_context(**SETTINGS[setting])
    asked: list[str] = []
    alerts: list[str] = []
    shown = context.new_page()
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    shown.goto(page.as_uri())
    for summary in shown.locator("main > section > details > summary, section.suite > details > summary").all():
        summary.click()
    assert (asked, alerts) == ([page.as_uri()], [])
    context.close()


def test_without_scripts_every_case_can_be_opened(page: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(page.as_uri())
    expect(shown.locator("#filter")).to_be_hidden()
    case = shown.locator("[aria-labelledby=case-half]")
    expect(case).to_be_hidden()
    shown.locator("[data-suite=strategy] > details > summary").click()
    expect(case).to_be_visible()
    context.close()


def test_cases_can_be_narrowed_to_a_suite_and_to_the_wrong_ones(page: Path, open_page: OpenPage) -> None:
    shown = open_page(page.as_uri())
    shown.get_by_label("Suite", exact=True).select_option("refusals")
    expect(shown.locator("section.suite:visible")).to_have_count(1)
    expect(shown.locator("[aria-labelledby=case-none]")).to_be_visible()
    expect(shown.locator("[data-suite=refusals] .right")).to_be_visible()
    shown.get_by_label("Wrong cases only").check()
    expect(shown.locator("[data-suite=refusals] .right")).to_be_hidden()
    expect(shown.get_by_role("status")).to_have_text("1 suite is shown, with wrong cases only.")


def test_a_link_to_the_cases_of_a_suite_opens_them(page: Path, open_page: OpenPage) -> None:
    shown = open_page(page.as_uri())
    shown.get_by_role("link", name="Read the 2 cases that are wrong of: Questions that papers answer").click()
    expect(shown.locator("[aria-labelledby=case-half]")).to_be_visible()


def test_with_the_keyboard_one_can_skip_to_the_report_and_open_what_is_closed(page: Path, open_page: OpenPage) -> None:
    shown = open_page(page.as_uri())
    shown.keyboard.press("Tab")
    expect(shown.get_by_role("link", name="Skip to the report")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator("main")).to_be_focused()
    summary = shown.locator("[data-suite=strategy] > details > summary")
    summary.focus()
    assert summary.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    shown.keyboard.press("Enter")
    expect(shown.locator("[aria-labelledby=case-half]")).to_be_visible()


def test_on_paper_what_is_open_is_dark_on_white(page: Path, open_page: OpenPage) -> None:
    shown = open_page(page.as_uri(), color_scheme="dark")
    shown.emulate_media(media="print")
    expect(shown.get_by_role("navigation")).to_be_hidden()
    body = shown.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert body == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
