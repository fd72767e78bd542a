"""Renders an answer of each kind as Slack gets it, into docs/slack-blocks, one JSON file each.

    python -m evals.slack_blocks

Paste the ``blocks`` of a file into https://app.slack.com/block-kit-builder to see it. A test holds the files to the
code.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot.answer import (
    ActionShown,
    Answer,
    Citation,
    CitedDocument,
    Conflict,
    EasyRead,
    EasyReadLine,
    LookedAt,
    Mode,
    NextStep,
    OwnerShown,
    Reading,
    Statement,
    Status,
    Versions,
)
from bot.plain_words import PlainWord
from bot.safeguarding.kinds import RiskKind, Urgent, UrgentContact
from bot.slack.blocks.answer import answer_messages
from bot.slack.blocks.buttons import Offers
from bot.slack.wording import message
from bot.slack.work import Message
from knowledge.documents import Audience, DocumentStatus
from prompts.slack import say

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "slack-blocks"
_BASE = "https://signpost.example.org"
_OFFERS = Offers(job=7, feedback=True, person=True, correct=True)


def _cited(number: int, title: str, locator: str, quote: str, **more: Any) -> Citation:
    facts: dict[str, Any] = {"status": DocumentStatus.CURRENT, "audience": Audience.PUBLIC}
    facts |= {"published": date(2024, 12, 17)} | more
    id_ = title.lower().replace(" ", "-")
    document = CitedDocument(id=id_, title=title, **facts)
    url = f"{_BASE}/sources/{id_}?passage=p{number}#p{number}"
    return Citation(number=number, document=document, locator=locator, quote=quote, url=url)


_PROMISE = "An EHC needs assessment must be decided on within 6 weeks of the request."
_STRATEGY = _cited(1, "Guide to EHC needs assessments", "paragraph 4.2", _PROMISE)


def _answer(status: Status, **more: Any) -> Answer:
    return Answer(
        id="0123456789abcdef0123456789abcdef",
        question="How long may it take?",
        audience=Audience.PUBLIC,
        mode=Mode.EXTRACTIVE,
        took_ms=80.0,
        status=status,
        versions=Versions(library="a", index="0001", prompts="notices 1", model=None),
    ).model_copy(update=more)


def _answered(**more: Any) -> Answer:
    said = {"statements": (Statement(text=_PROMISE, citations=(1,)),), "citations": (_STRATEGY,)}
    return _answer(more.pop("status", Status.ANSWERED), **(said | more))


def _conflict() -> Answer:
    newer = _cited(2, "Delivery plan 2025", "row 12", "Budget: £1.4 million", published=date(2025, 10, 1))
    older = _cited(1, "SEND strategy 2024", "page 9", "The budget is £1.2 million.")
    readings = (Reading(value="£1.2 million", citation=1), Reading(value="£1.4 million", citation=2))
    return _answered(
        statements=(Statement(text="The budget is £1.2 million.", citations=(1,)),),
        citations=(older, newer),
        conflicts=(Conflict(about="the budget", readings=readings),),
        notice="The documents give more than one figure for this. Both are shown.",
    )


def _actions() -> Answer:
    plan = {"published": date(2025, 10, 1), "illustrative": True}
    rows = (
        ("EI-02", "Train health visitors", "31 December 2025", "Delayed"),
        ("IN-02", "Review travel routes", None, None),
    )
    cited = tuple(
        _cited(n, "Delivery plan 2025", f'sheet "Plan", row {n}', r[1], **plan) for n, r in enumerate(rows, 1)
    )
    owners = ((OwnerShown(role="Designated Clinical Officer", organisation="NHS Dorset"),), ())
    shown = tuple(
        ActionShown(ref=ref, action=text, owners=owners[place], due=due, status=status, citation=place + 1)
        for place, (ref, text, due, status) in enumerate(rows)
    )
    notice = "Actions late on 15 January 2026: 2 of 7 in Delivery plan 2025."
    return _answer(Status.ANSWERED, actions=shown, citations=cited, notice=notice)


def _urgent() -> Answer:
    contacts = (
        UrgentContact(name="Police", phone="999", hours="always"),
        UrgentContact(name="Children's Advice and Duty Service", phone="01305 000000", hours="always"),
    )
    lines = ("If anybody is in danger now, ring 999.", "If you are worried about a child, ring the duty service.")
    urgent = Urgent(
        kind=RiskKind.ABUSE_OR_NEGLECT,
        heading="If a child may be at risk",
        lines=lines,
        contacts=contacts,
        text_version="example",
    )
    return _answer(Status.URGENT, urgent=urgent)


def _marked() -> Answer:
    old = _cited(
        1, "Written statement of action 2017", "page 3", "A lead will be named.", status=DocumentStatus.SUPERSEDED
    )
    made_up = _cited(2, "Illustrative delivery plan", "row 4", "Name a lead by March.", illustrative=True)
    said = (Statement(text="A lead will be named.", citations=(1, 2)),)
    return _answered(
        statements=said, citations=(old, made_up), notice="This comes from a document that has been replaced."
    )


def _partner() -> Answer:
    paper = _cited(1, "Board paper 14", "paragraph 2.1", "The board agreed the budget.", audience=Audience.PARTNER)
    said = (Statement(text="The board agreed the budget.", citations=(1,)),)
    return _answered(statements=said, citations=(paper,), audience=Audience.PARTNER)


def _not_found() -> Answer:
    return _answer(
        Status.NOT_FOUND,
        notice="The documents do not say.",
        looked_at=(LookedAt(title="SEND strategy", locator="page 4", url=f"{_BASE}/sources/send-strategy#p4"),),
        next_steps=(NextStep(text="Ask the document's publisher, or the programme office."),),
    )


def _partial() -> Answer:
    words = (PlainWord(short="EHC", long="education, health and care", plain="The kind of plan."),)
    return _answered(status=Status.PARTIAL, notice="This is part of an answer.", glossary=words, mode=Mode.GENERATIVE)


def _easy() -> Answer:
    line = EasyReadLine(text="The council must decide within 6 weeks.", citations=(1,))
    return _answered(easy_read=EasyRead(label="Made simpler by machine.", lines=(line,)))


def _signposted() -> Answer:
    step = NextStep(text="Dorset SENDIASS gives free, impartial advice.", contact="01305 000000")
    return _answer(Status.SIGNPOSTED, notice="I cannot see anybody's own case.", next_steps=(step,))


_KINDS: dict[str, Callable[[], tuple[Message, ...]]] = {
    "answered": lambda: answer_messages(_answered(), _OFFERS),
    "partial": lambda: answer_messages(_partial(), _OFFERS),
    "not_found": lambda: answer_messages(_not_found(), _OFFERS),
    "clarify": lambda: answer_messages(_answer(Status.CLARIFY, notice="Which plan do you mean?"), _OFFERS),
    "signposted": lambda: answer_messages(_signposted(), _OFFERS),
    "urgent": lambda: answer_messages(_urgent(), _OFFERS),
    "declined": lambda: answer_messages(_answer(Status.DECLINED, notice="I cannot help with that."), _OFFERS),
    "unavailable": lambda: answer_messages(_answer(Status.UNAVAILABLE, notice="Please try again soon."), _OFFERS),
    "conflict": lambda: answer_messages(_conflict(), _OFFERS),
    "actions": lambda: answer_messages(_actions(), _OFFERS),
    "superseded_and_illustrative": lambda: answer_messages(_marked(), _OFFERS),
    "simpler_words": lambda: answer_messages(_easy(), _OFFERS),
    "partner_answer_in_a_channel": lambda: answer_messages(
        _partner(), _OFFERS.model_copy(update={"share": True}), [say("private_extra")]
    ),
    "shut_out": lambda: (message("outsider", url=_BASE),),
    "apology": lambda: (message("failed", id="1a2b3c4d"),),
}


def rendered() -> dict[str, str]:
    """The files: name to text."""
    return {
        f"{name}.json": json.dumps([one.model_dump(mode="json") for one in make()], ensure_ascii=False, indent=2) + "\n"
        for name, make in _KINDS.items()
    }


def main() -> int:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, text in rendered().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
