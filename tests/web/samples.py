"""Sample answers and a sample document for the tests of the web surface."""

from datetime import date
from typing import Any

from bot.answer import (
    ActionShown,
    Answer,
    Citation,
    CitedDocument,
    Conflict,
    LookedAt,
    Mode,
    NextStep,
    OwnerShown,
    Reading,
    Statement,
    Status,
    Versions,
)
from bot.safeguarding.kinds import RiskKind, Urgent, UrgentContact
from knowledge.documents import (
    Audience,
    Document,
    DocumentKind,
    DocumentStatus,
    Locator,
    LocatorKind,
    Passage,
)

DOCUMENT = Document(
    id="ehc-guide",
    file="ehc-guide.md",
    title="EHC needs assessments and plans: a guide to the law for families",
    kind=DocumentKind.GUIDE,
    publisher="Signpost",
    audience=Audience.PUBLIC,
    published=date(2026, 11, 24),
    address="https://example.org/guide",
)


def passage(anchor: str, text: str, *headings: str, kind: LocatorKind = LocatorKind.HEADING) -> Passage:
    """A passage of the sample document."""
    return Passage(
        id=f"{DOCUMENT.id}:{anchor}",
        document_id=DOCUMENT.id,
        audience=Audience.PUBLIC,
        text=text,
        locator=Locator(kind=kind, label=f"paragraph {anchor}" if kind is not LocatorKind.HEADING else headings[-1]),
        headings=(DOCUMENT.title, *headings),
    )


PASSAGES = (
    passage("what-it-is", "An EHC needs assessment is an assessment of needs.", "What it is"),
    passage("time-limits", "The council must decide within 6 weeks.", "Time limits"),
    passage(
        "4.2",
        "There are two reasons:\n• One reason.\n• Another reason.",
        "Time limits",
        kind=LocatorKind.PARAGRAPH,
    ),
    passage("row-3", "Action: Publish the plan | Owner: Head of SEND", "Plan", kind=LocatorKind.ROW),
)


def citation(number: int = 1, **changes: Any) -> Citation:
    """A citation of the sample document; changes go to the citation or to its document."""
    document = {"id": DOCUMENT.id, "title": DOCUMENT.title, "status": DocumentStatus.CURRENT}
    document |= {"published": date(2026, 11, 24), "audience": Audience.PUBLIC}
    document |= {name: changes.pop(name) for name in set(changes) & CitedDocument.model_fields.keys()}
    place = {
        "locator": "Time limits",
        "quote": "The council must decide within 6 weeks.",
        "url": f"/sources/{DOCUMENT.id}?passage=time-limits#time-limits",
    }
    return Citation.model_validate({"number": number, "document": document} | place | changes)


def answer_with(**changes: Any) -> Answer:
    """An answer with one proved statement, and whatever is changed in it."""
    fields = {
        "id": "a1b2c3",
        "question": "How long may the council take?",
        "audience": Audience.PUBLIC,
        "mode": Mode.EXTRACTIVE,
        "took_ms": 12.5,
        "status": Status.ANSWERED,
        "versions": Versions(library="l1", index="i1", prompts="p1", model=None),
    }
    if "status" not in changes or changes["status"] in {Status.ANSWERED, Status.PARTIAL}:
        fields["statements"] = (Statement(text="The council must decide within 6 weeks.", citations=(1,)),)
        fields["citations"] = (citation(),)
    return Answer.model_validate(fields | changes)


CONFLICT = answer_with(
    notice="The documents give more than one figure for this. Both are shown.",
    statements=(),
    citations=(
        citation(1, title="Cabinet report", locator="paragraph 4.2", quote="The cost is £1.2 million."),
        citation(
            2,
            title="Strategy briefing",
            locator="page 7",
            quote="It costs £1.4 million.",
            status=DocumentStatus.SUPERSEDED,
            illustrative=True,
        ),
    ),
    conflicts=(
        Conflict(
            about="The cost of the delivery plan",
            readings=(Reading(value="£1.2 million", citation=1), Reading(value="£1.4 million", citation=2)),
        ),
    ),
)

NOT_FOUND = answer_with(
    status=Status.NOT_FOUND,
    notice="The documents do not say. I found nothing on swimming pools.",
    looked_at=(
        LookedAt(title="Services directory", locator="Short breaks", url="/sources/services?passage=short#short"),
        LookedAt(
            title=DOCUMENT.title,
            locator="Time limits",
            url="/sources/ehc-guide?passage=time-limits#time-limits",
        ),
    ),
    next_steps=(
        NextStep(
            text="Dorset SENDIASS gives free, impartial advice to families.",
            contact="01305 251150 · sendiass@example.org · https://www.example.org/sendiass",
        ),
    ),
)

URGENT = answer_with(
    status=Status.URGENT,
    notice="If a child is in danger now, ring 999.",
    next_steps=(
        NextStep(text="Childline is for children and young people.", contact="0800 1111"),
        NextStep(text="Shout is a text line.", contact="Text SHOUT to 85258"),
    ),
)

WITH_HELP = answer_with(
    urgent=Urgent(
        kind=RiskKind.CHILD_SELF_HARM,
        heading="Help with thoughts of self-harm or suicide",
        lines=("If a life is in danger now, ring 999.", "You can talk to Childline."),
        contacts=(
            UrgentContact(name="Childline", phone="0800 1111", hours="24 hours a day"),
            UrgentContact(name="Shout", text="Text SHOUT to 85258", web="https://giveusashout.org/"),
        ),
        text_version="1",
    )
)
ONLY_HELP = WITH_HELP.model_copy(update={"status": Status.URGENT, "statements": (), "citations": ()})

ACTIONS = answer_with(
    actions=(
        ActionShown(
            ref="P1.3",
            action="Publish the early help offer",
            owners=(OwnerShown(role="Head of SEND", organisation="Dorset Council"),),
            due="March 2027",
            status="in progress",
            citation=1,
        ),
        ActionShown(ref=None, action="Set up a parent panel", owners=(), due=None, status=None, citation=1),
    ),
)
