"""On pages of other sites: under their policy, whatever their style, as a button or in the page, once or twice."""

import threading

from playwright.sync_api import Page, expect

from bot.web.widget_file import widget_file
from tests.web.samples import answer_with
from tests.widget.conftest import OpenPage, World, ask

LAUNCHER = "<signpost-chat></signpost-chat>"
HOSTILE = """<style>
* { all: unset !important; font: 60px/5 fantasy !important; color: lime !important; background: lime !important;
    display: none !important; letter-spacing: 2em !important; text-transform: uppercase !important;
    transform: rotate(9deg) !important; opacity: .1 !important; pointer-events: none !important; }
html { font-size: 3px !important; } html, body, main { display: block !important; pointer-events: auto !important; transform: none !important; opacity: 1 !important; }
signpost-chat { position: absolute !important; left: -9999px !important; filter: blur(9px) !important; visibility: hidden !important; }
:host, dialog, button, textarea, .launcher, .panel { width: 1px !important; visibility: hidden !important; }
</style>"""


def open_panel(page: Page) -> None:
    page.get_by_role("button", name="Ask about SEND support").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_page_of_a_listed_site_asks_and_gets_an_answer(world: World, open_page: OpenPage) -> None:
    page = open_page(world.host_page("/plain", LAUNCHER))
    open_panel(page)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    with page.context.expect_page() as opened:
        page.locator("summary", has_text="[1]").click()
        page.get_by_role("link", name="Read it in the document").click()
    assert opened.value.url == f"{world.address}/sources/ehc-guide?passage=time-limits#time-limits"
    assert page.context.cookies() == []


def test_nothing_is_loaded_but_the_script_before_the_button_is_pressed(world: World, open_page: OpenPage) -> None:
    address = world.host_page("/quiet", LAUNCHER)
    page = open_page("about:blank")
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(address)
    expect(page.get_by_role("button", name="Ask about SEND support")).to_be_visible()
    assert [url for url in seen if "favicon" not in url] == [address, f"{world.address}/widget/signpost-widget.js"]
    open_panel(page)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    assert all(url.startswith((world.host, world.address)) for url in seen)


def test_a_policy_without_inline_script_or_style_is_no_hindrance(world: World, open_page: OpenPage) -> None:
    policy = (
        f"default-src 'none'; script-src {world.address}; connect-src {world.address}; style-src 'self'; "
        "require-trusted-types-for 'script'"
    )
    address = world.host_page("/strict", LAUNCHER, policy=policy)
    page = open_page("about:blank")
    page.context.add_init_script("window.print = () => { top.printed = document.body.textContent; }")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    open_panel(page)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    page.get_by_role("button", name="Print").click()
    assert "6 weeks" in page.wait_for_function("window.printed").json_value()
    assert page.get_by_role("button", name="Ask", exact=True).evaluate("e => getComputedStyle(e).fontWeight") == "700"
    assert not [text for text in said if "Content Security Policy" in text or "TrustedScript" in text]


def test_the_tag_with_a_sum_loads_and_another_file_under_that_sum_does_not(world: World, open_page: OpenPage) -> None:
    def tag(integrity: str) -> str:
        return (
            f'<script src="{world.address}/widget/{widget_file().name}" integrity="{integrity}" '
            'crossorigin="anonymous"></script>'
        )

    fallback = '<signpost-chat><a href="/ask">Ask us</a></signpost-chat>'
    for path, integrity, is_good in (("/sum", widget_file().integrity, True), ("/not", f"sha384-{'A' * 64}", False)):
        address = world.host_page(path, tag(integrity) + fallback)
        content, headers = world.pages[path]
        world.pages[path] = (
            content.replace(f'<script src="{world.address}/widget/signpost-widget.js" defer></script>', ""),
            headers,
        )
        page = open_page(address)
        expect(page.get_by_role("link", name="Ask us")).to_be_visible(visible=not is_good)
        expect(page.get_by_role("button", name="Ask about SEND support")).to_have_count(int(is_good))


def test_hostile_styles_of_the_host_change_nothing(world: World, open_page: OpenPage) -> None:
    looks = """() => {
        const shown = (element) => {
          const style = getComputedStyle(element), box = element.getBoundingClientRect();
          return [style.fontSize, style.fontFamily, style.color, style.backgroundColor, style.opacity, style.visibility,
                  style.letterSpacing, style.textTransform, style.pointerEvents, Math.round(box.width), Math.round(box.height),
                  Math.round(box.left), Math.round(box.top)];
        };
        const root = document.querySelector("signpost-chat").shadowRoot;
        return ["button.launcher", ".panel", "h2", "textarea", "button.main"].map((name) => shown(root.querySelector(name)));
    }"""
    found = []
    for path, head in (("/calm", ""), ("/hostile", HOSTILE)):
        page = open_page(world.host_page(path, LAUNCHER, head=head))
        open_panel(page)
        expect(page.locator(".suggested button")).to_have_count(3)
        found.append(page.evaluate(looks))
        ask(page)
        expect(page.locator("article h3")).to_have_text("Answer")
    assert found[0] == found[1]


def test_two_widgets_on_a_page_keep_to_themselves(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    page = open_page(world.host_page("/two", '<signpost-chat inline id="one"></signpost-chat>' + LAUNCHER))
    in_page, in_corner = page.locator("#one"), page.locator("signpost-chat:not(#one)")
    world.assistant.script = [held, answer_with()]
    in_page.get_by_role("textbox").fill("In the page?")
    in_page.get_by_role("button", name="Ask", exact=True).click()
    in_corner.get_by_role("button", name="Ask about SEND support").click()
    in_corner.get_by_role("textbox").fill("In the corner?")
    in_corner.get_by_role("button", name="Ask", exact=True).click()
    held.set()
    expect(in_page.locator(".asked")).to_have_text("You asked: In the page?")
    expect(in_page.locator("article h3")).to_have_text(["Answer"])
    expect(in_corner.locator(".asked")).to_have_text("You asked: In the corner?")
    expect(in_corner.locator("article h3")).to_have_text(["Answer"])
    one, other = world.assistant.questions
    assert one.conversation != other.conversation
    page.reload()
    expect(in_page.locator("article .asked")).to_contain_text("In the page?")
    in_corner.get_by_role("button", name="Ask about SEND support").click()
    expect(in_corner.locator("article .asked")).to_contain_text("In the corner?")


def test_loading_the_script_twice_does_no_harm(world: World, open_page: OpenPage) -> None:
    again = f'<script src="{world.address}/widget/signpost-widget.js" defer></script>'
    page = open_page(world.host_page("/again", again + LAUNCHER))
    expect(page.get_by_role("button", name="Ask about SEND support")).to_have_count(1)


def test_a_page_of_another_site_is_told_that_it_may_not(world: World, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    address = world.host_page("/stranger", LAUNCHER).replace("localhost", "127.0.0.1")
    page.goto(address)
    page.get_by_role("button", name="Ask about SEND support").click()
    ask(page)
    expect(page.locator("article.failed")).to_be_visible()
    assert not world.assistant.questions


def test_attributes_set_its_words_its_side_and_its_look(world: World, open_page: OpenPage) -> None:
    tag = '<signpost-chat heading="Ask Dorset" greeting="Good day." position="left" theme="dark"></signpost-chat>'
    page = open_page(world.host_page("/set", tag))
    launcher = page.get_by_role("button", name="Ask Dorset")
    assert launcher.bounding_box()["x"] < 100
    launcher.click()
    expect(page.get_by_role("dialog", name="Ask Dorset")).to_contain_text("Good day.")
    panel = page.get_by_role("dialog").evaluate("element => getComputedStyle(element).backgroundColor")
    assert panel == "rgb(20, 24, 26)"
    page.locator("signpost-chat").evaluate("element => element.setAttribute('theme', 'light')")
    expect(page.locator(".shell")).to_have_attribute("data-theme", "light")


def test_the_frame_for_sites_without_scripts_shows_the_page(world: World, open_page: OpenPage) -> None:
    address = world.host_page(
        "/frame", f'<iframe src="{world.address}/" title="Ask" width="600" height="700"></iframe>'
    )
    page = open_page(address)
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="question").fill("How long?")
    frame.get_by_role("button", name="Ask", exact=True).click()
    expect(frame.locator("article h3")).to_have_text("Answer")
