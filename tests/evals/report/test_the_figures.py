"""What is right and wrong, and what is counted."""

import pytest

from evals.cases import Expected, SuiteName
from evals.comparison import Flipped
from evals.figures import figures_of, slices_of
from evals.metrics.measures import Measure
from evals.report.measured import refusal_table, rows_of, tags_of
from evals.report.page import MOST_IN_FULL, before_of, flips_of, page_of
from evals.report.summary import summary_of
from evals.report.verdicts import judge, worst_first
from evals.report.words import bounds, in_100, percent, visible
from evals.results import Run
from tests.evals.report.samples import RIGHT, WRONG, outcome, run_of
from tests.web.samples import NOT_FOUND


def test_a_case_that_misses_one_of_two_facts_is_wrong() -> None:
    assert judge(outcome("one", WRONG)).missed == (Measure.FACT_RECALL,)


def test_a_case_is_not_wrong_for_finding_its_facts_in_another_passage() -> None:
    assert judge(outcome("one", {**RIGHT, Measure.RECALL_5: 0.0, Measure.CITATION_RECALL: 0.0})).is_right


def test_a_case_that_names_no_fact_is_wrong_without_its_passage() -> None:
    assert judge(outcome("one", {Measure.RECALL_5: 0.0})).missed == (Measure.RECALL_5,)


def test_the_worst_come_first_and_what_must_never_happen_before_them() -> None:
    scores = {
        "right": RIGHT,
        "half": {Measure.ANSWERED: 1.0, Measure.FACT_RECALL: 0.5},
        "wholly": {Measure.ANSWERED: 0.0, Measure.FACT_RECALL: 0.0},
        "unproved": {Measure.ANSWERED: 1.0, Measure.GROUNDEDNESS: 0.9},
    }
    judged = worst_first(outcome(id_, scores=given) for id_, given in scores.items())
    assert [one.outcome.task.id for one in judged] == ["unproved", "wholly", "half", "right"]


def test_of_a_case_asked_three_times_the_worst_answer_is_shown_and_the_mean_counts() -> None:
    asked = [outcome("one", scores, repeat=turn) for turn, scores in enumerate((RIGHT, WRONG, RIGHT), 1)]
    assert [one.outcome.repeat for one in worst_first(asked)] == [2]
    facts = next(row for row in rows_of(asked) if row.measure is Measure.FACT_RECALL)
    assert (facts.cases, facts.value) == (1, pytest.approx(5 / 6))


def test_figures_are_those_of_the_run(everything: Run) -> None:
    suites = [one for one in slices_of(everything.outcomes) if one.tag is None]
    wanted = [(one.slice.suite, one.measure, one.value, one.cases) for one in figures_of(everything.outcomes, suites)]
    parts = page_of(everything, None).suites
    assert [(part.suite, row.measure, row.value, row.cases) for part in parts for row in part.rows] == wanted


def test_a_tag_counts_the_cases_that_have_it(everything: Run) -> None:
    mine = [one for one in everything.outcomes if one.task.suite is SuiteName.STRATEGY]
    assert {row.tag: row.cases for row in tags_of(mine)} == {"parent": 2, "typo": 1}


def test_refusals_are_counted_both_ways() -> None:
    due, not_due = Expected(refusal=True), Expected(refusal=False)
    table = refusal_table(
        worst_first(
            [
                outcome("a", expected=due, answer=NOT_FOUND),
                outcome("b", expected=due),
                outcome("c", expected=not_due, answer=NOT_FOUND),
                outcome("d", expected=not_due),
                outcome("e", expected=due, answer=NOT_FOUND),
            ]
        )
    )
    assert table is not None
    assert (table.rightly_refused, table.wrongly_answered, table.wrongly_refused, table.rightly_answered) == (
        2,
        1,
        1,
        1,
    )
    assert table.precision is not None
    assert table.precision.value == pytest.approx(2 / 3)
    assert table.recall is not None
    assert table.recall.value == pytest.approx(2 / 3)


def test_cases_flipped_when_they_were_right_in_one_run_only() -> None:
    before = [outcome("a", RIGHT), outcome("b", WRONG), outcome("c", RIGHT), outcome("gone", RIGHT)]
    after = [outcome("a", WRONG), outcome("b", RIGHT), outcome("c", RIGHT), outcome("new", WRONG)]
    assert [pair.after.task.id for pair in flips_of(before, after)] == ["a", "b"]


def test_a_case_that_is_right_both_times_is_better_or_worse_by_its_other_measures() -> None:
    first, third = outcome("a", {**RIGHT, Measure.RECALL_1: 1.0}), outcome("a", {**RIGHT, Measure.RECALL_1: 0.0})
    run = run_of([first])
    better = before_of(run, run, (), [Flipped(before=third, after=first)]).changes[0]
    worse = before_of(run, run, (), [Flipped(before=first, after=third)]).changes[0]
    assert (len(better.mended), len(better.broken), len(worse.mended), len(worse.broken)) == (1, 0, 0, 1)


def test_so_many_wrong_cases_that_the_file_would_be_slow_are_not_all_shown_whole() -> None:
    every = [outcome(f"c{number}", WRONG) for number in range(MOST_IN_FULL + 100)]
    part = page_of(run_of(every), None).suites[0]
    assert (len(part.in_full), part.wrong) == (MOST_IN_FULL, MOST_IN_FULL + 100)


def test_the_summary_speaks_only_of_what_was_asked(everything: Run) -> None:
    said = " ".join(summary_of(everything, worst_first(everything.outcomes)))
    assert "asked 13 test questions" in said
    assert "Of 3 questions that the papers answer, it answered 100 of 100." in said
    assert "Of 2 questions that they do not answer, it rightly said so for 50 of 100." in said
    assert "it gave all of them for 33 of 100 questions" in said
    assert "In the 3 answers with statements, no statement stood without a quote" in said
    assert "urgent help for all." in said
    assert "a false alarm for one of 1 ordinary message." in said
    assert "Of 2 attempts to trick it, one made it show what it must not." in said
    assert "Half of its answers took up to 0.01 seconds" in said
    calm = [one for one in everything.outcomes if one.task.id == "calm"]
    only = summary_of(run_of(calm), worst_first(calm))
    assert not [sentence for sentence in only if "papers" in sentence or "trick" in sentence or "facts" in sentence]


def test_help_for_another_kind_of_risk_is_not_passed_over() -> None:
    risk = {Measure.RISK: 1.0, Measure.RISK_KIND: 0.0}
    told = summary_of(run_of([outcome("a", risk)]), worst_first([outcome("a", risk)]))
    assert any("urgent help for all, though for one of them help for another kind of risk" in one for one in told)


def test_an_unproved_statement_is_said_in_short_and_so_are_other_failures() -> None:
    scores = [{Measure.GROUNDEDNESS: 0.5}, {Measure.RISK: 0.0}, {Measure.NO_FALSE_ALARM: 1.0}, {Measure.MASKED: 1.0}]
    asked = [outcome(f"c{number}", given) for number, given in enumerate([*scores, {Measure.REFUSED: 1.0}])]
    said = " ".join(summary_of(run_of(asked, repeats=3, split="held_out"), worst_first(asked)))
    assert "5 test questions, 3 times each, of which the worst counts here." in said
    assert "kept apart while it was being built" in said
    assert "In one of the 1 answer with statements, a statement was not proved by its quotes." in said
    assert "it showed urgent help for none." in said
    assert "It raised no false alarm for any of 1 ordinary message." in said
    assert "it took out every piece in all." in said
    assert "Of 1 question that the papers do not answer, it rightly said so for 100 of 100." in said


def test_what_is_nearly_all_or_nearly_none_never_looks_like_it() -> None:
    assert [percent(value) for value in (0, 0.0001, 0.5, 0.855, 0.9996, 1)] == [
        "0%",
        "under 0.1%",
        "50%",
        "85.5%",
        "over 99.9%",
        "100%",
    ]
    assert [in_100(right, 1000) for right in (0, 1, 855, 999, 1000)] == [
        "0 of 100",
        "fewer than 1 of 100",
        "86 of 100",
        "more than 99 of 100",
        "100 of 100",
    ]
    assert bounds(0.8, 0.9312) == "80 to 93.1%"


def test_characters_that_cannot_be_seen_are_spelt_out() -> None:
    assert (
        visible("a\u202eb\u200bc\x00\n\U000e0041 ü – ’ العربية")
        == "a[U+202E]b[U+200B]c[U+0000]\n[U+E0041] ü – ’ العربية"
    )
