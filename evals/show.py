"""What `signpost eval` prints."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent, shorten

from rich.table import Table

from evals.comparison import ComparedFigure, Comparison, Scored, least_fall_seen
from evals.figures import Slice, figures_of, latency_of, refusals_of, unsteady
from evals.gate import GATED, Baseline, Failure
from evals.metrics.measures import ABOUT, Measure
from evals.results import Outcome, Run

ANSWER_WIDTH = 400  # letters of an answer shown beside another
MOST_FLIPS = 40


def run_table(run: Run) -> Table:
    """A line for each suite and measure."""
    table = Table("Suite", "Measure", "Value", "Cases", title=f"{run.info.name}, {run.info.split} cases")
    suites = dict.fromkeys(outcome.task.suite for outcome in run.outcomes)
    last = ""
    for figure in figures_of(run.outcomes, [Slice(suite=suite) for suite in sorted(suites)]):
        name = str(figure.slice)
        table.add_row(
            "" if name == last else name, ABOUT[figure.measure].title, f"{figure.value:.1%}", str(figure.cases)
        )
        last = name
    return table


def run_lines(run: Run) -> str:
    """Refusals, times, and what was left out."""
    return "\n".join(_run_lines(run))


def _run_lines(run: Run) -> Iterator[str]:
    refusals, latency = refusals_of(run.outcomes), latency_of(run.outcomes)
    if refusals.precision is not None and refusals.recall is not None:
        yield f"Refusals: precision {refusals.precision:.1%}, recall {refusals.recall:.1%}, of {refusals.cases} cases."
    yield (
        f"Milliseconds an answer: half within {latency.median:.0f}, 95 of 100 within {latency.p95:.0f}. "
        f"{len(run.outcomes)} answers in {run.seconds:.0f} s."
    )
    if tokens := sum(outcome.tokens for outcome in run.outcomes):
        yield f"Tokens of the model: {tokens:,}, {tokens / len(run.outcomes):,.0f} an answer."
    if run.info.left_out:
        yield f"Left out, because their documents are not here: {', '.join(run.info.left_out)}."
    if changing := unsteady(run.outcomes):
        yield f"Not the same each time: {', '.join(changing)}."


def gate_lines(wrong: Sequence[Failure], baseline: Baseline | None) -> str:
    """The verdict, and for each thing that is wrong its worst cases."""
    if not wrong:
        held = (
            f"and no sure fall since {baseline.accepted} ({baseline.because})"
            if baseline
            else "(no baseline to compare to)"
        )
        return f"Gate: passed. Every floor is held {held}."
    return "\n".join(["Gate: FAILED.", *(line for failure in wrong for line in _failure_lines(failure))])


def _failure_lines(failure: Failure) -> Iterator[str]:
    yield f"- {failure.slice}: {ABOUT[failure.measure].title} ({failure.measure}) {failure.why}"
    for outcome in failure.worst:
        yield f"    {outcome.task.id}: {shorten(outcome.task.case.question, 100)}"
        yield f"        {outcome.answer.status}: {_said(outcome, 160)}"


def _said(outcome: Outcome, width: int) -> str:
    texts = [statement.text for statement in outcome.answer.statements]
    texts += [f"{action.ref}: {action.action}" for action in outcome.answer.actions]
    return shorten(" ".join(texts) or outcome.answer.notice or "nothing", width, placeholder=" ...")


def comparison_table(comparison: Comparison) -> Table:
    """A line for each figure that changed; a star where it is hardly chance."""
    table = Table("Slice", "Measure", "Before", "After", "Difference, 95 %", "Better", "Worse", "p", "Cases")
    for figure in comparison.figures:
        if figure.better or figure.worse:
            table.add_row(*_comparison_row(figure))
    if not table.rows:
        table.add_row("no figure changed", *[""] * 8)
    return table


def _comparison_row(figure: ComparedFigure) -> list[str]:
    return [
        str(figure.slice),
        ABOUT[figure.measure].title,
        f"{figure.before:.1%}",
        f"{figure.after:.1%}",
        f"{figure.difference:+.1%} ({figure.low:+.1%} to {figure.high:+.1%})",
        str(figure.better),
        str(figure.worse),
        f"{figure.p:.3f}{' *' if figure.p < 0.05 else ''}",
        str(figure.cases),
    ]


def flips(comparison: Comparison, earlier: Run | None, later: Run, was: Mapping[str, Scored]) -> str:
    """The cases whose score changed, with both answers where both runs are at hand."""
    before = {outcome.task.id: outcome for outcome in earlier.outcomes} if earlier else {}
    lines = [f"The least fall that {len(was)} cases can show: {least_fall_seen(len(was)):.1%}."] if was else []
    for name, ids in (
        ("only in the first", comparison.only_before),
        ("only in the second", comparison.only_after),
        ("reworded in between", comparison.changed),
    ):
        lines += [f"{len(ids)} cases are {name}, and left out."] if ids else []
    flipped = [(outcome, what) for outcome in later.outcomes if (what := _changes(outcome, was.get(outcome.task.id)))]
    for outcome, what in flipped[:MOST_FLIPS]:
        lines += ["", f"{outcome.task.id} ({outcome.task.suite}): {outcome.task.case.question}", f"    {what}"]
        if old := before.get(outcome.task.id):
            lines.append(indent(f"before, {old.answer.status}: {_said(old, ANSWER_WIDTH)}", "    "))
        lines.append(indent(f"after, {outcome.answer.status}: {_said(outcome, ANSWER_WIDTH)}", "    "))
    if len(flipped) > MOST_FLIPS:
        lines += ["", f"... and {len(flipped) - MOST_FLIPS} more. `signpost eval report --against` shows them all."]
    return "\n".join(lines)


def _changes(outcome: Outcome, before: Scored | None) -> str:
    if before is None:
        return ""
    changed: list[Measure] = [
        measure
        for measure, value in outcome.scores.items()
        if measure in GATED and measure in before.scores and before.scores[measure] != value
    ]
    return ", ".join(f"{measure} {before.scores[measure]:.2g} to {outcome.scores[measure]:.2g}" for measure in changed)
