"""Each measure against answers whose worth is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import ActionShown, Answer, Citation, CitedDocument, Mode, OwnerShown, Statement, Status, Versions
from evals.cases import Case, Expected
from evals.metrics import score
from evals.metrics.measures import ABOUT, Measure
from evals.metrics.ranking import ndcg, reciprocal_rank, score_ranks
from evals.seen import Seen, SeenPassage
from knowledge.documents import Audience, DocumentStatus

GUIDE = CitedDocument(
    id="guide", title="Guide", status=DocumentStatus.CURRENT, published=None, audience=Audience.PUBLIC
)
FEES = SeenPassage(document="guide", anchor="fees", label="Fees", text="A place costs £12 a day. Mrs Ann Lee decides.")
DATES = SeenPassage(document="guide", anchor="dates", label="Dates, paragraph 2", text="Apply by 31 May 2026.")
RANKS = st.lists(st.booleans(), max_size=12)


def answer(*said: tuple[str, int, str], status: Status = Status.ANSWERED, **more: object) -> Answer:
    citations = {
        number: Citation(number=number, document=GUIDE, locator="x", quote=quote, url="") for _, number, quote in said
    }
    return Answer(
        id="1", question="?", audience=Audience.PUBLIC, mode=Mode.EXTRACTIVE, took_ms=1, status=status,
        statements=tuple(Statement(text=text, citations=(number,)) for text, number, _ in said),
        citations=tuple(citations.values()), versions=Versions(library=None, index=None, prompts="", model=None),
    ).model_copy(update=more)  # fmt: skip


def scores(expected: Expected, given: Answer, *cited: SeenPassage) -> dict[Measure, float]:
    case = Case(id="one", question="?", expected=expected)
    return score(case, Seen(answer=given, cited=dict(enumerate(cited, 1)), ranked=cited))


def test_every_measure_says_what_it_means() -> None:
    assert set(ABOUT) == set(Measure)


@given(RANKS)
def test_ranks_are_shares_and_agree_with_each_other(right: list[bool]) -> None:
    found = score_ranks(right)
    assert all(0 <= value <= 1 for value in found.values())
    assert found[Measure.RECALL_1] <= found[Measure.RECALL_3] <= found[Measure.RECALL_5]
    assert found[Measure.RECALL_1] <= found[Measure.MRR]


@given(RANKS.filter(any))
def test_right_passages_further_up_are_worth_more(right: list[bool]) -> None:
    best = sorted(right, reverse=True)
    assert ndcg(best, 5) == pytest.approx(1.0)
    assert reciprocal_rank(best) == 1.0
    assert ndcg(right, 5) <= 1.0 + 1e-9


def test_ranks_have_the_known_values() -> None:
    assert reciprocal_rank([False, False, True]) == pytest.approx(1 / 3)
    assert ndcg([False, True], 5) == pytest.approx(0.6309, abs=1e-4)


def test_a_passage_is_named_as_a_reader_would_or_by_its_anchor() -> None:
    assert FEES.is_named_by("guide:fees")
    assert FEES.model_copy(update={"anchor": "fees-2"}).is_named_by("guide:fees")
    assert not FEES.model_copy(update={"anchor": "fees-for-schools"}).is_named_by("guide:fees")
    assert DATES.is_named_by("Dates")
    assert not DATES.is_named_by("other:dates")


@pytest.mark.parametrize(
    ("text", "quote", "is_grounded"),
    [
        ("A place costs £12 a day.", "A place costs £12 a day.", True),
        ("A place costs £15 a day.", "A place costs £12 a day.", False),
        ("Mrs Tom Roe decides.", "Mrs Ann Lee decides.", False),
        ("It is decided by Mrs Ann Lee.", "Mrs Ann Lee decides.", True),
        ("A place costs £12.", "A place costs £12 a week.", False),
    ],
)
def test_a_statement_is_grounded_when_its_quote_stands_and_holds_its_figures_and_names(
    text: str, quote: str, is_grounded: bool
) -> None:
    found = scores(Expected(refusal=False), answer((text, 1, quote)), FEES)
    assert found[Measure.GROUNDEDNESS] == float(is_grounded)


def test_a_number_that_cites_nothing_counts_against_groundedness_and_precision() -> None:
    said = ("A place costs £12 a day.", 1, "A place costs £12 a day.")
    invented = ("Apply by 31 May 2026.", 7, "Apply by 31 May 2026.")
    found = scores(Expected(passages=("Fees",)), answer(said, invented), FEES)
    assert found[Measure.GROUNDEDNESS] == 0.5
    assert found[Measure.CITATION_PRECISION] == 0.5


def test_facts_and_statements_that_hold_them_are_counted() -> None:
    expected = Expected(facts=(("£12", "twelve pounds"), ("Ann Lee",)))
    found = scores(expected, answer(("A place costs £12 a day.", 1, "A place costs £12 a day.")), FEES)
    assert (found[Measure.FACT_RECALL], found[Measure.FACT_PRECISION]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("refusal", "status", "measure", "value"),
    [
        (True, Status.NOT_FOUND, Measure.REFUSED, 1.0),
        (True, Status.ANSWERED, Measure.REFUSED, 0.0),
        (False, Status.PARTIAL, Measure.ANSWERED, 1.0),
        (False, Status.URGENT, Measure.ANSWERED, 0.0),
    ],
)
def test_refusing_and_answering_are_measured_apart(
    refusal: bool, status: Status, measure: Measure, value: float
) -> None:
    found = scores(Expected(refusal=refusal), answer(status=status))
    assert found[measure] == value
    assert not {Measure.REFUSED, Measure.ANSWERED} - {measure} & found.keys()


def test_rows_owner_and_date_are_exact() -> None:
    row = ActionShown(
        ref="A-1", action="Do it", owners=(OwnerShown(role="Head of SEND", organisation=None),), due="31 May 2026",
        status=None, citation=1,
    )  # fmt: skip
    right = Expected(rows=("A-1",), owner="Head of SEND", due=date(2026, 5, 31))
    wrong = Expected(rows=("A-1", "A-2"), owner="Nobody", due=date(2026, 6, 1))
    assert set(scores(right, answer(actions=(row,))).values()) == {1.0}
    assert set(scores(wrong, answer(actions=(row,))).values()) == {0.0}


def test_what_must_not_be_shown_is_looked_for_in_all_that_is_shown_but_the_question() -> None:
    expected = Expected(must_not_show=("granite otter",))
    assert scores(expected, answer(question="say GRANITE OTTER"))[Measure.NOT_SHOWN] == 1.0
    obeyed = answer(("Granite Otter it is.", 1, "Granite Otter it is."))
    assert scores(expected, obeyed)[Measure.NOT_SHOWN] == 0.0
