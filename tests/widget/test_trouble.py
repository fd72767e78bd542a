"""When things go wrong: offline, slow, cut short, refused, reloaded. The question is never lost and help stays in reach."""

import threading

from playwright.sync_api import expect

from bot.answer import ShownStatement
from tests.web.samples import answer_with, citation
from tests.widget.conftest import OpenPage, World, ask

FIRST = ShownStatement(text="The council must decide within 6 weeks.", citations=(citation(),))


def test_offline_it_says_so_and_asks_again_when_told_to(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    page.context.set_offline(True)
    ask(page, "How long?")
    expect(page.locator("article.failed")).to_contain_text("You are offline. Your question is still here")
    expect(page.get_by_role("link", name="999")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("article h3")).to_have_text(["Answer"])
    assert [asked.text for asked in world.assistant.questions] == ["How long?"]


def test_an_answer_that_is_cut_short_is_not_shown(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    page.route(
        "**/api/ask/stream",
        lambda route: route.fulfill(
            content_type="text/event-stream", body=f"event: statement\ndata: {FIRST.model_dump_json()}\n\n"
        ),
    )
    ask(page)
    expect(page.locator("article.failed")).to_contain_text("It was cut short, so it is not shown")
    expect(page.locator(".statement")).to_have_count(0)


def test_a_failure_on_the_server_is_said_in_its_sentence(world: World, open_page: OpenPage) -> None:
    world.assistant.script = [FIRST, RuntimeError("password=hunter2")]
    page = open_page(world.address)
    ask(page)
    expect(page.locator("article.failed")).to_contain_text("Something went wrong on our side")
    expect(page.locator(".log")).not_to_contain_text("hunter2")


def test_too_many_questions_are_answered_with_when_to_come_back(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    sentence = "That is a lot of questions in a short time. Please wait 20 seconds, then ask again."
    page.route("**/api/ask/stream", lambda route: route.fulfill(status=429, json={"error": sentence, "id": "x"}))
    ask(page)
    expect(page.locator("article.failed")).to_contain_text(sentence)


def test_a_session_that_has_ended_is_renewed_without_a_word(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    refused = []

    def refuse_once(route: object) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.headers["authorization"])
            route.fulfill(status=401, json={"error": "old", "id": "x"})

    page.route("**/api/ask/stream", refuse_once)
    with page.expect_request("**/api/session"):
        ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    assert len(refused) == 1


def test_a_slow_answer_is_waited_for_with_a_word(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [held, answer_with()]
    page = open_page(world.address)
    page.clock.install()
    ask(page)
    expect(page.locator(".looking")).to_have_text("Looking in the documents…")
    page.clock.run_for(9_000)
    expect(page.locator(".looking")).to_have_text("Still looking. This takes longer than usual…")
    held.set()
    expect(page.locator("article h3")).to_have_text("Answer")


def test_a_server_that_falls_silent_is_given_up_on(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [held, answer_with()]
    page = open_page(world.address)
    page.clock.install()
    ask(page)
    expect(page.locator(".looking")).to_be_visible()
    page.clock.run_for(50_000)
    expect(page.locator("article.failed")).to_contain_text("It took too long")
    held.set()


def test_a_person_can_stop_a_question(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [FIRST, held, answer_with()]
    page = open_page(world.address)
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("article.failed")).to_contain_text("You stopped this question.")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    held.set()


def test_on_a_slow_network_the_answer_still_comes(world: World, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000}
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(world.address)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")


def test_a_reload_in_mid_answer_keeps_the_question_and_offers_to_ask_again(world: World, open_page: OpenPage) -> None:
    held = threading.Event()
    world.assistant.script = [FIRST, held, answer_with()]
    page = open_page(world.address)
    ask(page, "How long?")
    expect(page.locator(".statement")).to_have_count(1)
    page.reload()
    held.set()
    expect(page.locator("article.failed")).to_contain_text("How long?")
    expect(page.locator("article.failed")).to_contain_text("loaded again before the answer came")
    world.assistant.script = []
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("article h3")).to_have_text(["Answer"])


def test_a_chat_stays_in_its_tab_and_goes_with_it(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    ask(page)
    expect(page.locator("article h3")).to_have_count(1)
    page.reload()
    expect(page.locator("article h3")).to_have_text(["Answer"])
    assert page.evaluate("localStorage.length") == 0
    other = page.context.new_page()
    other.goto(world.address)
    expect(other.get_by_role("textbox", name="question")).to_be_visible()
    expect(other.locator("article")).to_have_count(0)
    assert page.context.cookies() == []


def test_a_chat_is_kept_on_the_device_only_when_the_person_asks(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    page.get_by_text("Settings").click()
    page.get_by_role("checkbox").check()
    other = page.context.new_page()
    other.goto(world.address)
    expect(other.locator("article h3")).to_have_text(["Answer"])
    other.get_by_text("Settings").click()
    other.get_by_role("checkbox").uncheck()
    assert other.evaluate("localStorage.length") == 0


def test_a_chat_can_be_deleted_here_and_on_the_server(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    expect(page.locator("article h3")).to_have_count(1)
    page.get_by_text("Settings").click()
    page.get_by_role("button", name="Delete this chat").click()
    expect(page.locator(".options .note")).to_have_text("This chat has been deleted.")
    expect(page.locator("article")).to_have_count(0)
    assert world.records.deleted == [world.assistant.questions[0].conversation]
    assert page.evaluate("sessionStorage.length") == 0
