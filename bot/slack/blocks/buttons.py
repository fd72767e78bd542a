"""What can be done with an answer: say whether it helped, ask a person, share it, correct an owner, open a source."""

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer
from bot.slack.blocks.packing import Shown, same
from bot.slack.blocks.sources import partner_citations
from bot.slack.blocks.text import plain_text
from bot.slack.work import Block
from prompts.slack import say

FEEDBACK, PERSON, SHARE, CORRECT, SOURCE = "feedback", "ask_person", "share", "correct_owner", "open_source"
UP, DOWN = "up", "down"
MOST_OPTIONS = 100  # of a menu, Slack's limit
_OPTION, _BUTTON = 75, 75


class Offers(BaseModel):
    """Which of them are offered. ``job`` is the number that a press is about."""

    model_config = ConfigDict(frozen=True)

    job: int = 0
    feedback: bool = False
    person: bool = False
    share: bool = False
    correct: bool = False


def button_blocks(answer: Answer, offers: Offers) -> list[Shown]:
    """What stands below an answer."""
    job = str(offers.job)
    elements: list[Block] = []
    if offers.person:
        elements.append({**_button(PERSON, say("ask_person"), job), "confirm": _confirm()})
    if offers.share:
        elements.append(_button(SHARE, say("share"), job))
    if offers.correct and answer.actions:
        elements.append(_button(CORRECT, say("correct"), job))
    blocks: list[Block] = [{"type": "actions", "elements": elements}] if elements else []
    return [*same([*blocks, *_sources(answer, offers)]), *([_feedback(job)] if offers.feedback else [])]


def _button(action: str, label: str, value: str, read_aloud: str | None = None) -> Block:
    aloud = {"accessibility_label": read_aloud} if read_aloud else {}
    return {"type": "button", "action_id": action, "text": plain_text(label, _BUTTON), "value": value, **aloud}


def _feedback(job: str) -> Shown:
    def half(label: str, value: str, aloud: str) -> Block:
        return {"text": plain_text(label, _BUTTON), "value": f"{value}:{job}", "accessibility_label": aloud}

    thumbs = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": half(say("helpful"), UP, say("helpful_label")),
        "negative_button": half(say("not_helpful"), DOWN, say("not_helpful_label")),
    }
    buttons = [
        _button(f"{FEEDBACK}_{UP}", say("helpful"), f"{UP}:{job}", say("helpful_label")),
        _button(f"{FEEDBACK}_{DOWN}", say("not_helpful"), f"{DOWN}:{job}", say("not_helpful_label")),
    ]
    return Shown(
        {"type": "context_actions", "elements": [thumbs]},
        ({"type": "actions", "elements": buttons},),
    )


def _confirm() -> Block:
    return {
        "title": plain_text(say("ask_person_title"), 100),
        "text": plain_text(say("ask_person_confirm"), 300),
        "confirm": plain_text(say("yes_send"), 30),
        "deny": plain_text(say("cancel"), 30),
    }


def _sources(answer: Answer, offers: Offers) -> list[Block]:
    """A menu of the partner documents, which open inside Slack because they have no page on the web."""
    options = [
        {
            "text": plain_text(f"[{one.number}] {one.document.title}, {one.locator}", _OPTION),
            "value": f"{offers.job}:{one.number}",
        }
        for one in partner_citations(answer)
    ]
    menus = [options[start : start + MOST_OPTIONS] for start in range(0, len(options), MOST_OPTIONS)]
    placeholder = plain_text(say("open_source"), 150)
    return [
        {
            "type": "actions",
            "elements": [{"type": "static_select", "action_id": SOURCE, "placeholder": placeholder, "options": menu}],
        }
        for menu in menus
        if offers.job
    ]
