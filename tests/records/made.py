"""Answers made for the tests of records, and what they leave on disk."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.answer import Answer, Citation, CitedDocument, Mode, Statement, Status, Versions
from bot.question import Question, Surface
from bot.safeguarding.kinds import RiskKind, Urgent
from knowledge.documents import Audience, DocumentStatus

ASKED = Question(text="What did Anna Example of 1 Secret Street ask?", surface=Surface.WEB)


def citation(number: int = 1, anchor: str = "4.2", quote: str = "The council decides.", **changes: Any) -> Citation:
    """A quote of a guide; changes go to its document."""
    document = {"id": "guide", "title": "Guide", "status": DocumentStatus.CURRENT, "published": None}
    return Citation(
        number=number,
        document=CitedDocument.model_validate(document | {"audience": Audience.PUBLIC} | changes),
        locator=f"paragraph {anchor}",
        quote=quote,
        url=f"/sources/guide?passage={anchor}#{anchor}",
    )


def answer(question: str = "Who decides?", **changes: Any) -> Answer:
    """An answer with one statement and one quote."""
    made = {
        "id": uuid4().hex,
        "question": question,
        "audience": Audience.PUBLIC,
        "mode": Mode.EXTRACTIVE,
        "took_ms": 10.0,
        "status": Status.ANSWERED,
        "statements": (Statement(text="The council decides.", citations=(1,)),),
        "citations": (citation(),),
        "versions": Versions(library="l", index="i", prompts="p", model=None),
    }
    return Answer.model_validate(made | changes)


def urgent(kind: RiskKind = RiskKind.CHILD_SELF_HARM) -> Urgent:
    """What a person in danger is shown."""
    return Urgent(kind=kind, heading="Help now", lines=("Ring 999.",), contacts=(), text_version="1")


def on_disk(file: Path) -> bytes:
    """All that the database's files hold."""
    return b"".join(one.read_bytes() for one in sorted(file.parent.iterdir()))


def break_database(file: Path) -> None:
    """Put something else in the place of the database."""
    for log in file.parent.glob(f"{file.name}-*"):
        log.unlink()
    file.write_bytes(b"This is no database." * 500)
