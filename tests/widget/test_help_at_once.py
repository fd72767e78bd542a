"""When somebody may be at risk: help at once, above everything, with numbers to tap and a way to leave."""

import threading

from playwright.sync_api import expect

from tests.web.samples import ONLY_HELP, URGENT, WITH_HELP
from tests.widget.conftest import OpenPage, World, ask


def test_help_is_shown_before_the_answer_is_there(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [WITH_HELP.urgent, held, WITH_HELP]
    page = open_page(world.address)
    ask(page, "I do not want to live")
    help_ = page.locator(".urgent-help")
    expect(help_.get_by_role("heading")).to_have_text("Help with thoughts of self-harm or suicide")
    expect(help_).to_be_in_viewport()
    expect(page.locator("[role=alert]")).to_contain_text("If a life is in danger now, ring 999.")
    held.set()
    expect(page.locator("article.answered h3")).to_have_text(["Help with thoughts of self-harm or suicide", "Answer"])
    expect(help_).to_have_count(1)
    expect(page.locator("[role=alert] p")).to_have_count(1)
    first = page.locator("article > *").first
    expect(first).to_have_class("urgent-help")


def test_numbers_can_be_rung_or_texted_with_one_tap(world: World, open_page: OpenPage) -> None:
    world.assistant.answer = ONLY_HELP
    page = open_page(world.address, viewport={"width": 360, "height": 740}, has_touch=True)
    ask(page, "I do not want to live")
    ring = page.get_by_role("link", name="Ring 0800 1111")
    expect(ring).to_have_attribute("href", "tel:08001111")
    expect(page.get_by_role("link", name="Text SHOUT to 85258")).to_have_attribute("href", "sms:85258")
    expect(page.locator(".urgent-help a[href='tel:999']")).to_have_text("999")
    assert ring.bounding_box()["height"] >= 44
    expect(page.locator("article").get_by_role("button", name="Did this help")).to_have_count(0)


def test_an_urgent_answer_without_contacts_of_its_own_can_be_rung_too(world: World, open_page: OpenPage) -> None:
    world.assistant.answer = URGENT
    page = open_page(world.address)
    ask(page, "He hit her")
    expect(page.locator("article.urgent .notice a")).to_have_attribute("href", "tel:999")
    expect(page.locator("article.urgent a[href='tel:08001111']")).to_be_visible()


def test_leaving_clears_the_chat_and_puts_another_page_in_its_place(world: World, open_page: OpenPage) -> None:
    world.assistant.answer = ONLY_HELP
    page = open_page(world.address + "/embed")
    page.goto(world.address)
    page.context.route(
        "https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html")
    )
    ask(page, "I do not want to live")
    page.get_by_role("button", name="Leave this page now").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    expect(page).to_have_url(world.address + "/embed")
    page.goto(world.address)
    expect(page.locator("article")).to_have_count(0)


def test_999_is_in_reach_before_anything_is_asked_and_without_javascript(world: World, open_page: OpenPage) -> None:
    for options in ({}, {"java_script_enabled": False}):
        page = open_page(world.address, **options)
        expect(page.locator("a[href='tel:999']:visible")).to_have_count(1)
