"""By keyboard, by screen reader, at 320 px, at 400 %, in forced colours, from right to left: every state of it."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.answer import EasyRead, EasyReadLine, ShownStatement
from tests.web.samples import ACTIONS, CONFLICT, NOT_FOUND, ONLY_HELP, WITH_HELP, answer_with, citation
from tests.widget.conftest import TOKEN, OpenPage, World, ask

EASY = answer_with(
    easy_read=EasyRead(label="Made simpler by a machine.", lines=(EasyReadLine(text="Short.", citations=(1,)),))
)
FIRST = ShownStatement(text="The council must decide within 6 weeks.", citations=(citation(),))
RULES = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
SETTINGS: dict[str, dict[str, Any]] = {
    "at 1280 px": {"viewport": {"width": 1280, "height": 900}},
    "at 320 px": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "at 400 percent": {"viewport": {"width": 320, "height": 256}},
    "in forced colours": {"forced_colors": "active"},
    "in the dark": {"color_scheme": "dark", "viewport": {"width": 400, "height": 800}},
}


def violations(page: Page) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def settled(page: Page, world: World, state: Callable[[Page, World], None]) -> None:
    world.assistant.script = []
    world.assistant.answer = answer_with()
    state(page, world)


def answered_with(answer: Any) -> Callable[[Page, World], None]:
    def state(page: Page, world: World) -> None:
        world.assistant.answer = answer
        ask(page)
        expect(page.locator("article > .made")).to_have_count(1)
        for source in page.locator("details.citation summary").all():
            source.click()

    return state


def failed(page: Page, world: World) -> None:
    world.assistant.script = [RuntimeError("broken")]
    ask(page)
    expect(page.locator("article.failed")).to_be_visible()


def unhelpful(page: Page, world: World) -> None:
    ask(page)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("What was not right?")).to_be_visible()


def talking(page: Page, world: World) -> None:
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.locator("#people li").first).to_be_visible()


def choosing(page: Page, world: World) -> None:
    page.get_by_text("Settings").click()
    expect(page.get_by_role("combobox")).to_be_visible()


def waiting(page: Page, world: World) -> None:
    held = threading.Event()
    world.assistant.script = [WITH_HELP.urgent, FIRST, held, answer_with()]
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)


def let_go(world: World) -> None:
    for step in world.assistant.script:
        if isinstance(step, threading.Event):
            step.set()


STATES: dict[str, Callable[[Page, World], None]] = {
    "empty": lambda page, world: expect(page.locator(".suggested button")).to_have_count(3),
    "answered": answered_with(answer_with()),
    "conflict": answered_with(CONFLICT),
    "not found": answered_with(NOT_FOUND),
    "actions": answered_with(ACTIONS),
    "simpler": answered_with(EASY),
    "urgent": answered_with(ONLY_HELP),
    "urgent and answered": answered_with(WITH_HELP),
    "failed": failed,
    "feedback": unhelpful,
    "people": talking,
    "settings": choosing,
    "waiting": waiting,
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_state_has_a_fault_that_axe_can_find_nor_scrolls_sideways(
    world: World, open_page: OpenPage, setting: str
) -> None:
    page = open_page(world.host_page("/axe", "<signpost-chat></signpost-chat>"), **SETTINGS[setting])
    found: list[str] = []
    for name, state in STATES.items():
        page.evaluate("sessionStorage.clear()")
        page.reload()
        page.get_by_role("button", name="Ask about SEND support").click()
        settled(page, world, state)
        found += [f"{name}: {fault}" for fault in violations(page)]
        wide = page.evaluate("""() => {
            const root = document.querySelector("signpost-chat").shadowRoot;
            return [...root.querySelectorAll(".panel, .body, .foot, .answer")]
                .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className);
        }""")
        let_go(world)
        found += [f"{name}: {one} scrolls sideways" for one in wide]
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert not found


@pytest.mark.parametrize("path", ["/", "/?q=x", "/sources/ehc-guide?passage=time-limits", "/demo", "/embed", "/team"])
@pytest.mark.parametrize("setting", ["at 320 px", "in forced colours"])
def test_no_page_has_a_fault_that_axe_can_find(world: World, open_page: OpenPage, path: str, setting: str) -> None:
    signed_in = {"http_credentials": {"username": "Anna", "password": TOKEN}} if path == "/team" else {}
    page = open_page(world.address + path, **SETTINGS[setting], **signed_in)
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def focus(page: Page) -> str:
    """What has the focus, as a person would name it."""
    return page.evaluate("""() => {
        let element = document.activeElement;
        while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return (element.labels?.[0] ?? element).textContent.trim() || element.tagName;
    }""")


def test_all_of_it_can_be_done_with_the_keyboard_alone(world: World, open_page: OpenPage) -> None:
    page = open_page(world.host_page("/keys", "<signpost-chat></signpost-chat>"))
    keys = page.keyboard
    keys.press("Tab")
    assert focus(page) == "Ask about SEND support"
    keys.press("Enter")
    assert focus(page) == "Your question"
    keys.type("How long may the council take?")
    keys.press("Enter")
    expect(page.locator("article h3")).to_have_text("Answer")
    assert focus(page) == "Ask another question"
    wanted = ["No", "Yes", "Save as a file", "Print", "Simpler please", "[1] EHC needs"]
    for name in wanted:
        keys.press("Shift+Tab")
        assert focus(page).startswith(name)
        assert page.evaluate(IS_SEEN), name
    keys.press("Enter")
    expect(page.locator("blockquote")).to_be_visible()
    keys.press("Tab")
    assert focus(page).startswith("Read it in the document")
    for _ in range(5):
        keys.press("Tab")
    assert focus(page) == "No"
    keys.press("Enter")
    assert focus(page) == "It is wrong"
    keys.press("ArrowDown")
    for _ in range(2):
        keys.press("Tab")
    assert focus(page) == "Send"
    keys.press("Enter")
    expect(page.get_by_text("Thank you.")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focus(page) == "Ask about SEND support"
    keys.press("Enter")
    expect(page.get_by_label("Ask another question")).to_be_focused()
    expect(page.locator("article h3")).to_have_text("Answer")


IS_SEEN = """() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const box = element.getBoundingClientRect();
    const root = element.getRootNode();
    const at = root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return element === at || element.contains(at);
}"""


def test_on_a_small_screen_focus_cannot_leave_the_open_panel(world: World, open_page: OpenPage) -> None:
    page = open_page(
        world.host_page("/trap", '<a href="#x">Behind</a><signpost-chat></signpost-chat>'),
        viewport={"width": 320, "height": 640},
    )
    page.get_by_role("button", name="Ask about SEND support").click()
    expect(page.locator(".suggested button")).to_have_count(3)
    for _ in range(15):
        page.keyboard.press("Tab")
        assert focus(page) != "Behind"
    page.keyboard.press("Escape")
    assert focus(page) == "Ask about SEND support"


def test_a_screen_reader_is_told_each_thing_once(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [FIRST, held, answer_with(notice="This is part of an answer.")]
    page = open_page(world.address)
    ask(page)
    said = page.locator("[role=status].unseen p")
    expect(said).to_have_text(["Looking in the documents…", "The council must decide within 6 weeks."])
    held.set()
    expect(said).to_have_text(
        [
            "Looking in the documents…",
            "The council must decide within 6 weeks.",
            "Answer.",
            "This is part of an answer.",
        ]
    )
    assert page.locator(".log").get_attribute("aria-live") is None
    assert (
        page.evaluate(
            "document.querySelector('signpost-chat').shadowRoot.querySelectorAll('.log [aria-live], .log [role=status], .log [role=alert]').length"
        )
        == 0
    )


def test_reading_a_source_is_not_disturbed_when_the_whole_answer_comes(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [FIRST, held, answer_with()]
    page = open_page(world.address)
    ask(page)
    page.locator("summary", has_text="[1]").click()
    held.set()
    expect(page.locator("article h3")).to_have_text("Answer")
    expect(page.locator("article details.citation")).to_have_attribute("open", "")
    expect(page.locator("article summary")).to_be_focused()


def test_every_target_is_at_least_24_pixels_each_way(world: World, open_page: OpenPage) -> None:
    world.assistant.answer = WITH_HELP
    page = open_page(world.address, viewport={"width": 320, "height": 640})
    ask(page)
    expect(page.locator("article > .made")).to_have_count(1)
    page.get_by_text("Settings").click()
    page.get_by_role("button", name="Talk to a person").click()
    small = page.evaluate("""() => [...document.querySelector("signpost-chat").shadowRoot
        .querySelectorAll("a, button, summary, select, textarea, input")].map((one) => [one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([text]) => text)""")
    assert small == []


def test_text_spacing_can_be_widened_without_loss(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address, viewport={"width": 320, "height": 640})
    ask(page)
    expect(page.locator("article > .made")).to_have_count(1)
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
        const root = document.querySelector("signpost-chat").shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate("""() => [...document.querySelector("signpost-chat").shadowRoot.querySelectorAll("button, summary, p")]
        .filter((one) => !one.closest(".unseen") && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible").map((one) => one.textContent)""")
    assert cut == []
