"""What people thought of an answer, and why."""

from playwright.sync_api import expect

from bot.records.kept import Feedback, Reason, Verdict
from tests.widget.conftest import OpenPage, World, ask


def test_an_answer_that_helped_is_said_to_have_helped_with_one_press(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    page.get_by_role("button", name="Yes").click()
    thanks = page.get_by_text("Thank you. The team will see this.")
    expect(thanks).to_be_focused()
    assert world.records.given == [("a1b2c3", Feedback(verdict=Verdict.UP))]


def test_a_reason_and_a_comment_go_with_an_answer_that_did_not_help(world: World, open_page: OpenPage) -> None:
    page = open_page(world.address)
    ask(page)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_label("It is wrong")).to_be_focused()
    page.get_by_label("It is out of date").check()
    page.get_by_label("Anything to add?").fill("It moved last year.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you. The team will see this.")).to_be_visible()
    feedback = Feedback(verdict=Verdict.DOWN, reason=Reason.OUT_OF_DATE, comment="It moved last year.")
    assert world.records.given == [("a1b2c3", feedback)]


def test_feedback_that_is_not_kept_is_not_thanked_for(world: World, open_page: OpenPage) -> None:
    world.records.is_broken = True
    page = open_page(world.address)
    ask(page)
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("That could not be sent just now")).to_be_visible()
    world.records.is_broken = False
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
