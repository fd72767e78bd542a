"""The notice on a conflict says which document is the newer, and only what the dates tell."""

from datetime import date

import pytest

from bot.draft import DraftConflict, DraftReading, Proof
from bot.which_is_newer import which_is_newer
from knowledge.documents import Audience, Document, DocumentKind, Locator, LocatorKind, Passage


def reading(id_: str, published: date | None, value: str = "8 weeks") -> DraftReading:
    document = Document(
        id=id_,
        file=f"{id_}.md",
        title=id_.title(),
        kind=DocumentKind.PAGE,
        audience=Audience.PUBLIC,
        published=published,
    )
    locator = Locator(kind=LocatorKind.PAGE, label="page 1")
    passage = Passage(id=f"{id_}:1", document_id=id_, audience=Audience.PUBLIC, text=value, locator=locator)
    return DraftReading(value=value, proof=Proof(document=document, passage=passage, quote=value))


def said(*readings: DraftReading) -> str:
    return " ".join(which_is_newer([DraftConflict(about="wait", readings=readings)]))


OLD, NEW = date(2025, 3, 1), date(2026, 2, 9)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_the_newer_is_named_with_its_date(order: int) -> None:
    both = [reading("plan", OLD), reading("page", NEW)][::order]
    assert said(*both) == "The newer of the two documents is Page, of 9 February 2026."


def test_of_three_the_newest_is_named() -> None:
    text = said(reading("plan", OLD), reading("page", NEW), reading("report", date(2025, 12, 1)))
    assert text == "The newest of the documents is Page, of 9 February 2026."


def test_two_of_one_date_are_neither_the_newer() -> None:
    assert "same date, 1 March 2025" in said(reading("plan", OLD), reading("page", OLD))


def test_of_three_two_may_be_the_newest() -> None:
    text = said(reading("plan", OLD), reading("page", NEW), reading("report", NEW))
    assert "Page and Report, of 9 February 2026" in text


def test_a_document_without_a_date_leaves_it_open() -> None:
    text = said(reading("plan", OLD), reading("page", None))
    assert "cannot be told" in text
    assert "Page" in text
    assert "Plan" not in text


def test_one_document_that_contradicts_itself_is_named_as_one() -> None:
    text = said(reading("plan", OLD), reading("plan", OLD, "14 weeks"))
    assert "one document" in text
    assert "newer" not in text


def test_what_holds_for_two_conflicts_is_said_once() -> None:
    conflict = DraftConflict(about="owner", readings=(reading("plan", OLD), reading("page", NEW)))
    assert len(which_is_newer([conflict, conflict.model_copy(update={"about": "date"})])) == 1
