"""Asking in the widget: statements stream in, sources open in place, follow-ups carry what came before."""

import threading

from playwright.sync_api import expect

from bot.answer import EasyRead, EasyReadLine, ShownStatement, Statement
from tests.web.samples import ACTIONS, CONFLICT, NOT_FOUND, answer_with, citation
from tests.widget.conftest import OpenPage, World, ask

TWO = answer_with(
    statements=(
        Statement(text="The council must decide within 6 weeks.", citations=(1,)),
        Statement(text="A plan must be final within 20 weeks.", citations=(2,)),
    ),
    citations=(citation(1), citation(2, quote="The plan must be final within 20 weeks.", locator="Plans")),
)


def test_statements_are_shown_as_they_come_and_stay_when_the_answer_is_whole(world: World, open_page: OpenPage) -> None:
    first, second = threading.Event(), threading.Event()
    shown = [
        ShownStatement(text=one.text, citations=(cited,))
        for one, cited in zip(TWO.statements, TWO.citations, strict=True)
    ]
    world.assistant.script = [shown[0], first, shown[1], second, TWO]
    page = open_page(world.address)
    ask(page)
    statements = page.locator("article .statement > p")
    expect(statements).to_have_text(["The council must decide within 6 weeks."])
    expect(page.locator(".looking")).to_be_visible()
    first.set()
    expect(statements).to_have_count(2)
    expect(page.locator("article h3")).to_have_count(0)
    second.set()
    expect(page.locator("article h3")).to_have_text("Answer")
    expect(statements).to_have_count(2)
    expect(page.locator(".looking")).to_be_hidden()


def test_a_citation_opens_its_quote_in_place_and_leads_to_the_passage(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    source = page.locator("details.citation")
    source.locator("summary").click()
    expect(source.locator("blockquote")).to_have_text("The council must decide within 6 weeks.")
    expect(source).to_contain_text("24 November 2026")
    expect(source).to_contain_text("Current")
    source.get_by_role("link", name="Read it in the document").click()
    expect(page.locator("[aria-current=true] mark")).to_have_text("The council must decide within 6 weeks.")
    expect(page.locator("[aria-current=true]")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("article .statement")).to_have_count(1)


def test_a_follow_up_carries_the_questions_before_it_and_the_same_conversation(
    world: World, open_page: OpenPage
) -> None:
    page = open_page(world.address)
    ask(page, "What is an EHC plan?")
    expect(page.get_by_role("heading", name="Answer")).to_have_count(1)
    ask(page, "And how long does it take?")
    expect(page.get_by_role("heading", name="Answer")).to_have_count(2)
    first, second = world.assistant.questions
    assert first.history == ()
    assert second.history == ("What is an EHC plan?",)
    assert first.conversation
    assert first.conversation == second.conversation


def test_a_suggested_question_is_asked_with_one_press(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    page.get_by_role("button", name="Who can give me free advice about SEND in Dorset?").click()
    expect(page.locator(".asked")).to_contain_text("Who can give me free advice")
    expect(page.locator(".suggested")).to_be_hidden()


def test_simpler_words_come_first_and_the_answer_stays_below(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    expect(page.locator("article h3")).to_have_text("Answer")
    simple = EasyRead(
        label="Made simpler by a machine.", lines=(EasyReadLine(text="The council has 6 weeks.", citations=(1,)),)
    )
    world.assistant.answer = answer_with(easy_read=simple)
    page.get_by_role("button", name="Simpler please").click()
    easy = page.locator(".easy-read")
    expect(easy).to_contain_text("The council has 6 weeks. [1]")
    expect(page.locator(".statement > p")).to_have_text("The council must decide within 6 weeks.")
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_role("button", name="Simpler please")).to_have_count(0)
    asked = world.assistant.questions[1]
    assert asked.simpler
    assert asked.text == "How long may the council take?"
    assert asked.history == ()


def test_when_nothing_can_be_made_simpler_it_says_so(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    page.get_by_role("button", name="Simpler please").click()
    expect(page.locator(".take .note")).to_have_text("I could not make this simpler without changing what it says.")
    expect(page.locator(".statement")).to_have_count(1)


def test_start_again_empties_the_chat_and_begins_another_conversation(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("article")).to_have_count(0)
    expect(page.locator(".suggested")).to_be_visible()
    ask(page)
    expect(page.locator("article h3")).to_have_count(1)
    first, second = world.assistant.questions
    assert second.history == ()
    assert first.conversation != second.conversation


def test_talk_to_a_person_shows_real_contacts_that_can_be_rung(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    talk = page.get_by_role("button", name="Talk to a person")
    talk.click()
    expect(page.locator("#people")).to_contain_text("Dorset SENDIASS")
    expect(page.locator("#people a[href='tel:01305228558']")).to_be_visible()
    expect(talk).to_have_attribute("aria-expanded", "true")
    talk.click()
    expect(page.locator("#people")).to_be_hidden()


def test_every_kind_of_answer_is_shown_whole(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    wanted = {
        CONFLICT: ["£1.2 million", "£1.4 million", "Superseded", "Example, not a real document"],
        NOT_FOUND: ["Not in the documents", "Short breaks", "01305 251150"],
        ACTIONS: ["P1.3", "Head of SEND, Dorset Council", "Owner not named", "March 2027"],
    }
    for number, (answer, texts) in enumerate(wanted.items()):
        world.assistant.answer = answer
        ask(page, f"Question {number}?")
        article = page.locator("article", has=page.locator("h3")).nth(number)
        for text in texts:
            expect(article).to_contain_text(text)
    assert "None" not in page.locator(".log").inner_text()
    assert page.locator("article").nth(1).locator("a[href='tel:01305251150']").count() == 1


def test_hostile_text_is_shown_as_text_and_links_nowhere(world: World, open_page: OpenPage) -> None:
    nasty = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>'
    world.assistant.answer = answer_with(
        notice=nasty,
        statements=(Statement(text=nasty, citations=(1, 9)),),
        citations=(citation(quote=nasty, title=nasty, locator=nasty, url="javascript:alert(1)"),),
    )
    page = open_page(world.address)
    ask(page, nasty)
    article = page.locator("article", has=page.locator("h3"))
    article.locator("summary").click()
    expect(article.locator("blockquote")).to_have_text(nasty)
    assert article.locator("img, script, a").count() == 0


def test_an_answer_can_be_saved_as_text_with_its_sources(world: World, open_page: OpenPage) -> None:
    world.assistant.answer = TWO
    page = open_page(world.address)
    ask(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "signpost-answer.txt"
    assert "The council must decide within 6 weeks. [1]" in text
    assert '"The plan must be final within 20 weeks."' in text
    assert f"{world.address}/sources/ehc-guide?passage=time-limits#time-limits" in text
    assert "not legal or medical advice" in text


def test_printing_prints_the_answer_and_not_the_page(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    page.context.add_init_script("window.print = () => { top.printed = document.body.textContent; }")
    page.reload()
    ask(page)
    page.get_by_role("button", name="Print").click()
    printed = page.wait_for_function("window.printed").json_value()
    assert "The council must decide within 6 weeks. [1]" in printed
    assert "Talk to a person" not in printed
