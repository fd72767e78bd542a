"""Check: what its quote does not prove is not said, whoever composed it."""

import pytest

from bot.check import check, is_proved
from bot.draft import Draft, DraftConflict, DraftReading, DraftStatement, Proof
from knowledge.documents import Audience, Document, DocumentKind, Locator, LocatorKind, Passage

TEXT = "The board oversees the strategy.\nIt meets   every month, and the deficit is £12.5 million."


def document(id_: str = "paper") -> Document:
    return Document(id=id_, file=f"{id_}.md", title="Paper", kind=DocumentKind.REPORT, audience=Audience.PUBLIC)


def passage(text: str = TEXT, document_id: str = "paper") -> Passage:
    return Passage(
        id=f"{document_id}:1",
        document_id=document_id,
        audience=Audience.PUBLIC,
        text=text,
        locator=Locator(kind=LocatorKind.PARAGRAPH, label="paragraph 1"),
    )


def proof(quote: str, of: Document | None = None, in_: Passage | None = None) -> Proof:
    return Proof(document=of or document(), passage=in_ or passage(), quote=quote)


def said(*statements: DraftStatement) -> list[str]:
    return [statement.text for statement in check(Draft(statements=statements)).statements]


TRUE = DraftStatement(text="The board oversees the strategy.", proofs=(proof("The board oversees the strategy."),))


def test_what_is_proved_is_said() -> None:
    assert said(TRUE) == [TRUE.text]


def test_white_space_may_differ_and_nothing_else() -> None:
    assert is_proved(proof("strategy. It meets every\nmonth"))
    assert not is_proved(proof("strategy. it meets every month"))


@pytest.mark.parametrize(
    "quote",
    [
        "The board oversees the strategies.",
        "The council oversees the strategy.",
        "£12.6 million",
        "",
        " \n",
        "board ... strategy",
    ],
)
def test_a_quote_that_is_not_in_its_passage_proves_nothing(quote: str) -> None:
    assert said(DraftStatement(text=quote or "Anything", proofs=(proof(quote),))) == []


@pytest.mark.parametrize(
    "text",
    [
        "The board owns the strategy.",
        "The board oversees the strategy. It is well led.",
        "£12.5 billion",
        "",
        " ",
    ],
)
def test_a_text_that_is_not_in_its_quote_is_not_said(text: str) -> None:
    assert said(DraftStatement(text=text, proofs=(proof(TEXT),))) == []


def test_a_quote_from_a_passage_of_another_document_proves_nothing() -> None:
    wrong = proof("The board oversees the strategy.", of=document("other"))
    assert said(DraftStatement(text="The board oversees the strategy.", proofs=(wrong,))) == []


def test_a_statement_without_a_proof_is_not_said() -> None:
    assert said(DraftStatement(text="The board oversees the strategy.", proofs=())) == []


def test_one_false_proof_among_true_ones_spoils_the_statement() -> None:
    mixed = DraftStatement(text=TRUE.text, proofs=(*TRUE.proofs, proof("The board is abolished.")))
    assert said(mixed) == []


def test_only_the_unproved_statement_is_dropped_and_the_order_kept() -> None:
    more = DraftStatement(text="It meets every month", proofs=(proof("It meets every month"),))
    lie = DraftStatement(text="It never meets.", proofs=(proof("It never meets."),))
    assert said(TRUE, lie, more) == [TRUE.text, more.text]


def reading(value: str, quote: str) -> DraftReading:
    return DraftReading(value=value, proof=proof(quote))


@pytest.mark.parametrize(
    ("readings", "kept"),
    [
        ([("£12.5 million", TEXT), ("every month", TEXT)], 2),
        ([("£12.5 million", TEXT)], 0),
        ([("£12.5 million", TEXT), ("£9 million", "The deficit is £9 million.")], 0),
        ([("£12.5 million", TEXT), ("£9 million", TEXT)], 0),
        ([("£12.5 million", TEXT), ("every month", TEXT), ("£9 million", TEXT)], 2),
        ([], 0),
    ],
)
def test_a_conflict_needs_two_proved_readings(readings: list[tuple[str, str]], kept: int) -> None:
    conflict = DraftConflict(about="deficit", readings=tuple(reading(*one) for one in readings))
    checked = check(Draft(conflicts=(conflict,))).conflicts
    assert sum(len(one.readings) for one in checked) == kept
    assert len(checked) == (1 if kept else 0)


def test_a_passage_looked_at_is_shown_only_if_it_is_one() -> None:
    draft = Draft(looked_at=(proof("It meets every month"), proof("It never meets")))
    assert [one.quote for one in check(draft).looked_at] == ["It meets every month"]
