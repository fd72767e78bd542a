"""The widget's one file: small, built from its sources, quick to show, and it moves nothing on the page."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.web.widget_file import widget_file
from tests.widget.conftest import OpenPage, World, ask

HOME = Path(__file__).parents[2]
LARGEST = 30 * 1024
SLOWEST_PAINT = 200  # milliseconds from the start of the page, with a processor four times slower
WATCH = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
SHOWN = """() => {
    const found = performance.getEntriesByType("paint").find((entry) => entry.name === "first-contentful-paint");
    const launcher = document.querySelector("signpost-chat")?.shadowRoot?.querySelector(".launcher");
    return found && launcher ? Math.max(found.startTime, window.upgraded ?? 0) : null;
}"""


def test_it_is_small_enough_for_a_slow_phone() -> None:
    assert len(gzip.compress(widget_file().content)) <= LARGEST


def test_it_is_what_its_sources_give() -> None:
    if shutil.which("node") is None or not (HOME / "scripts/node_modules/esbuild").is_dir():
        pytest.skip("needs node, and `npm ci --prefix scripts --ignore-scripts`")
    checked = subprocess.run([HOME / "scripts/build-widget", "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_it_asks_no_one_else_and_holds_no_key() -> None:
    text = widget_file().content.decode()
    addresses = {part.split('"')[0] for part in text.split('"https://')[1:]}
    assert addresses == {"www.bbc.co.uk/weather"}
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "document.cookie"):
        assert way not in text


def test_the_button_is_there_at_once_on_a_slow_phone_and_nothing_moves(world: World, open_page: OpenPage) -> None:
    address = world.host_page("/speed", "<p>Words.</p><signpost-chat></signpost-chat><p>More words.</p>")
    page = open_page("about:blank", viewport={"width": 360, "height": 740})
    page.context.add_init_script(WATCH)
    page.context.add_init_script(
        "customElements.whenDefined('signpost-chat').then(() => requestAnimationFrame(() => { window.upgraded = performance.now(); }));"
    )
    page.goto(address)  # the first visit warms the server, as any visitor before would have
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = []
    for _ in range(3):
        page.goto(address)
        times.append(page.wait_for_function(SHOWN).json_value())
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert min(times) <= SLOWEST_PAINT, times
    page.get_by_role("button", name="Ask about SEND support").click()
    expect(page.locator(".suggested button")).to_have_count(3)
    assert page.evaluate("window.shift") == 0


def test_on_our_own_page_nothing_moves_while_it_loads(world: World, open_page: OpenPage) -> None:
    page = open_page("about:blank", viewport={"width": 1000, "height": 1000})
    page.context.add_init_script(WATCH)
    page.goto(world.address)
    expect(page.locator(".suggested button")).to_have_count(3)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    assert page.evaluate("window.shift") < 0.1
    fresh = page.context.new_page()
    fresh.goto(world.address)
    expect(fresh.locator(".suggested button")).to_have_count(3)
    assert fresh.evaluate("window.shift") == 0
