"""The register answers in rows that are proved, all of them and no others, and says how it read the question."""

from pathlib import Path

import pytest

from bot.answer import Status
from bot.check import check
from bot.draft import Draft
from bot.register import answer_from_register
from tests.register.conftest import TODAY, Ask
from tests.register.made_plans import one_plan, search_of


def rows(draft: Draft | None) -> list[str | None]:
    assert draft is not None
    assert draft.status is Status.ANSWERED, draft.understood
    return [action.ref for action in draft.actions]


def said(draft: Draft | None) -> str:
    assert draft is not None
    return draft.understood or ""


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        ("which actions does NHS D own?", ["EI-01", "EI-02", "IN-02"]),
        ("DCO actions", ["EI-02"]),
        ("what's overdue?", ["EI-02"]),
        ("actions due by March", ["EI-01", "EI-02", "IN-02", "SU-02"]),
        ("actions due this quarter", ["EI-01", "IN-02"]),
        ("actions with no owner", ["SU-01"]),
        ("actions without a due date", ["SU-01"]),
        ("actions shared between DC and the ICB", ["IN-02"]),
        ("outstanding actions for DPCC", ["SU-03"]),
        ("amber inclusion actions", ["IN-01", "IN-02"]),
        ("who owns in01?", ["IN-01"]),
        ("actions about travel", ["IN-02"]),
        ("how many actions are done", ["SU-02"]),
        ("delyed actoins", ["EI-02"]),
        ("actions owned by DPCC or the head of inclusion", ["IN-01", "SU-02", "SU-03"]),
    ],
)
def test_every_row_that_fits_is_given_and_no_other(ask: Ask, question: str, refs: list[str]) -> None:
    assert rows(ask(question)) == refs


def test_no_row_is_lost_when_the_answer_is_checked(ask: Ask) -> None:
    draft = ask("list all actions")
    assert draft is not None
    assert len(check(draft).actions) == len(draft.actions) == 7


def test_none_is_an_answer_too(ask: Ask) -> None:
    draft = ask("actions owned by BCP Council")
    assert rows(draft) == []
    assert "0 of 7" in said(draft)


def test_it_says_which_year_a_month_was_taken_for(ask: Ask) -> None:
    assert "March is taken as March 2026" in said(ask("actions due by March"))
    assert "December is taken as December 2025" in said(ask("which actions were due in December?"))


def test_it_says_which_slip_it_put_right(ask: Ask) -> None:
    assert "“delyed” is read as “delayed”" in said(ask("delyed actions"))


def test_a_date_that_was_not_understood_is_mentioned(ask: Ask) -> None:
    assert "1 more with a date that was not understood" in said(ask("DPCC actions due by June"))


def test_what_the_plan_leaves_out_is_said_as_such(ask: Ask) -> None:
    draft = ask("SU-01")
    assert draft is not None
    assert draft.actions[0].owners == ()
    assert draft.actions[0].due == "no date given"


def test_a_replaced_plan_answers_only_when_it_is_named_and_the_answer_says_so(ask: Ask) -> None:
    assert rows(ask("actions about childminders")) == []
    draft = ask("what was in the 2024 plan about childminders?")
    assert rows(draft) == ["IN-09"]
    assert "replaced" in said(draft)


def test_a_plan_that_is_not_there_is_asked_about(ask: Ask) -> None:
    draft = ask("actions in the 2019 plan")
    assert draft is not None
    assert draft.status is Status.CLARIFY


@pytest.mark.parametrize(
    ("question", "kind", "statements"),
    [
        ("what slipped since the last plan?", "EI-01 from June 2025 to March 2026", 1),
        ("which owners changed?", "EI-02 from Dorset Parent Carer Council to Designated Clinical Officer", 1),
        ("what was dropped from the plan?", "Dropped: 1 (IN-09)", 1),
        ("which actions were added?", "Added: 5", 5),
        ("which NHS Dorset actions slipped?", "EI-01", 1),
    ],
)
def test_changes_between_plans_are_named_and_proved_by_both_rows(
    ask: Ask, question: str, kind: str, statements: int
) -> None:
    draft = ask(question)
    assert draft is not None
    assert kind in said(draft)
    proved = check(draft).statements
    assert len(proved) == len(draft.statements) == statements
    documents = {proof.document.id for statement in proved for proof in statement.proofs}
    assert documents <= {"plan-2024", "plan-2025"}


def test_with_one_plan_there_is_nothing_to_compare(tmp_path: Path) -> None:
    search = search_of(one_plan(tmp_path, (("A-1", "Inclusion", "Publish it", "DC", "May 2026", "Green"),)))
    draft = answer_from_register("what slipped since the last plan?", search, TODAY)
    assert draft is not None
    assert not draft.statements
    assert "only one version" in said(draft)


def test_a_long_row_is_quoted_in_the_part_that_holds_the_action(tmp_path: Path) -> None:
    row = ("A-1", "Inclusion", "Publish it " + "and tell everyone " * 10, "DC", "May 2026", "Green " + "words " * 120)
    search = search_of(one_plan(tmp_path, (row,)))
    draft = answer_from_register("A-1", search, TODAY)
    assert draft is not None
    assert len(draft.actions[0].proof.quote) < 400
    assert len(check(draft).actions) == 1
