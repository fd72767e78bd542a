"""Takes the pictures in docs/screenshots from a running Signpost: scripts/screenshots.py http://127.0.0.1:8000."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1200, "height": 900}}


def ask(page: Page, question: str) -> None:
    """Ask in the widget and wait for the whole answer."""
    page.get_by_role("textbox", name="question").last.fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("article .made").last.wait_for()


def opened(page: Page) -> None:
    """Open the panel of the button in the corner."""
    page.locator("#in-corner .launcher").click()
    page.locator("#in-corner .suggested button").first.wait_for()


def answered(page: Page) -> None:
    """An answer with its first source open."""
    ask(page, "How long may the council take to decide on an EHC needs assessment?")
    page.locator("article summary").first.click()


def in_corner(question: str, then: Callable[[Page], None] | None = None) -> Callable[[Page], None]:
    """A question asked in the panel."""

    def act(page: Page) -> None:
        opened(page)
        panel = page.locator("#in-corner")
        panel.get_by_role("textbox").first.fill(question)
        panel.get_by_role("button", name="Ask", exact=True).click()
        panel.locator("article .made").last.wait_for()
        if then:
            then(page)

    return act


def complaining(page: Page) -> None:
    """The question why an answer did not help."""
    panel = page.locator("#in-corner")
    panel.get_by_role("button", name="No", exact=True).click()
    panel.get_by_text("What was not right?").scroll_into_view_if_needed()


def talking(page: Page) -> None:
    """The people to talk to."""
    opened(page)
    page.locator("#in-corner").get_by_role("button", name="Talk to a person").click()
    page.locator("#in-corner #people li").first.wait_for()


def offline(page: Page) -> None:
    """A question asked without a connection."""
    opened(page)
    page.context.set_offline(True)
    panel = page.locator("#in-corner")
    panel.get_by_role("textbox").first.fill("Who can help me?")
    panel.get_by_role("button", name="Ask", exact=True).click()
    panel.locator("article.failed").wait_for()


def arabic(page: Page) -> None:
    """The panel from right to left."""
    page.locator("#in-corner").evaluate("element => element.setAttribute('language', 'ar')")
    page.locator("#in-corner .shell[dir=rtl] .launcher").click()
    page.locator("#in-corner .suggested button").first.wait_for()


def source(page: Page) -> None:
    """The document behind an answer."""
    answered(page)
    page.get_by_role("link", name="Read it in the document").first.click()
    page.locator("[aria-current=true]").wait_for()


PICTURES: dict[str, tuple[str, dict[str, Any], Callable[[Page], None] | None]] = {
    "page": ("/", DESK, None),
    "answer": ("/", DESK, answered),
    "source": ("/", DESK, source),
    "without-javascript": ("/?q=Who%20can%20give%20me%20free%20advice%3F", DESK | {"java_script_enabled": False}, None),
    "demo": ("/demo", DESK, opened),
    "embed": ("/embed", DESK, None),
    "phone-launcher": ("/demo", PHONE, None),
    "phone-open": ("/demo", PHONE, opened),
    "phone-answer": ("/demo", PHONE, in_corner("Who can give me free advice about SEND in Dorset?")),
    "phone-not-found": ("/demo", PHONE, in_corner("Is there a heated swimming pool in Wareham?")),
    "phone-urgent": ("/demo", PHONE, in_corner("I am 14 and I don't want to be alive any more")),
    "phone-feedback": ("/demo", PHONE, in_corner("What are the six priorities of the SEND strategy?", complaining)),
    "phone-people": ("/demo", PHONE, talking),
    "phone-offline": ("/demo", PHONE, offline),
    "phone-dark": (
        "/demo",
        PHONE | {"color_scheme": "dark"},
        in_corner("What are the six priorities of the SEND strategy?"),
    ),
    "arabic": ("/demo", PHONE | {"locale": "ar"}, arabic),
    "forced-colours": ("/", DESK | {"forced_colors": "active"}, answered),
    "zoom-400": ("/", {"viewport": {"width": 320, "height": 256}}, answered),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Take one picture."""
    path, options, act = PICTURES[name]
    context = browser.new_context(**({"reduced_motion": "reduce", "locale": "en-GB"} | options))
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    if act:
        act(page)
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take the pictures that are named, or all."""
    address, *names = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name in names or PICTURES:
            take(browser, address, name)


if __name__ == "__main__":
    main()
