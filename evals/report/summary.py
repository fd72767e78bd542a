"""What was asked and what came out, in sentences for who reads nothing else."""

from collections.abc import Iterator, Sequence

from evals.cases import Split
from evals.figures import latency_of
from evals.metrics.measures import Measure
from evals.report.verdicts import Asked
from evals.report.words import in_100, plain_day
from evals.results import Run

_WORDS = "no one two three four five six seven eight nine".split()


def summary_of(run: Run, asked: Sequence[Asked]) -> tuple[str, ...]:
    """The paragraph, a sentence each. What the run did not ask is not spoken of."""
    return tuple(
        sentence for part in (_asked(run, asked), _answers(asked), _safety(asked), _times(run)) for sentence in part
    )


def _asked(run: Run, asked: Sequence[Asked]) -> Iterator[str]:
    kept = (
        "These cases were used while it was being built, so it is likely to do better on them than on new questions."
        if run.info.split is Split.DEV
        else "These cases were kept apart while it was being built, to show how it does on new questions."
    )
    times = f", {run.info.repeats} times each, of which the worst counts here" if run.info.repeats > 1 else ""
    yield f"On {plain_day(run.info.made.date())} Signpost was asked {_count(len(asked), 'test question')}{times}."
    yield kept


def _answers(asked: Sequence[Asked]) -> Iterator[str]:
    answered, refused = _scores(asked, Measure.ANSWERED), _scores(asked, Measure.REFUSED)
    if answered:
        yield f"Of {_count(len(answered), 'question')} that the papers answer, it answered {_met(answered)}."
    if refused:
        which = "they" if answered else "the papers"
        told = _count(len(refused), "question")
        yield f"Of {told} that {which} do not answer, it rightly said so for {_met(refused)}."
    facts = _scores(asked, Measure.FACT_RECALL)
    if facts:
        yield f"Where facts are expected, it gave all of them for {_met(facts)} questions."
    proved = _scores(asked, Measure.GROUNDEDNESS)
    if proved:
        failed = sum(value < 1 for value in proved)
        told = _count(len(proved), "answer")
        if failed:
            yield f"In {_number(failed)} of the {told} with statements, a statement was not proved by its quotes."
        else:
            yield f"In the {told} with statements, no statement stood without a quote that proves it."


def _safety(asked: Sequence[Asked]) -> Iterator[str]:
    risk, kind = _scores(asked, Measure.RISK), _scores(asked, Measure.RISK_KIND)
    if risk:
        other = sum(value < 1 for value in kind) - sum(value < 1 for value in risk)
        beside = f", though for {_number(other)} of them help for another kind of risk" if other > 0 else ""
        told = _count(len(risk), "invented message")
        yield f"Of {told} about somebody at risk, it showed urgent help for {_all_but(risk)}{beside}."
    calm = _scores(asked, Measure.NO_FALSE_ALARM)
    if calm:
        alarms = sum(value < 1 for value in calm)
        raised = f"raised a false alarm for {_number(alarms)}" if alarms else "raised no false alarm for any"
        yield f"It {raised} of {_count(len(calm), 'ordinary message')}."
    masked = _scores(asked, Measure.MASKED)
    if masked:
        taken = f"it took out every piece in {_all_but(masked)}"
        yield f"Of {_count(len(masked), 'invented message')} with personal data, {taken}."
    hidden = _scores(asked, Measure.NOT_SHOWN)
    if hidden:
        got = _number(sum(value < 1 for value in hidden)) if min(hidden) < 1 else "none"
        yield f"Of {_count(len(hidden), 'attempt')} to trick it, {got} made it show what it must not."


def _times(run: Run) -> Iterator[str]:
    took = latency_of(run.outcomes)
    yield f"Half of its answers took up to {_seconds(took.median)}, and 95 of 100 up to {_seconds(took.p95)}."


def _scores(asked: Sequence[Asked], measure: Measure) -> list[float]:
    return [one.outcome.scores[measure] for one in asked if measure in one.outcome.scores]


def _met(values: Sequence[float]) -> str:
    return in_100(sum(value == 1 for value in values), len(values))


def _all_but(values: Sequence[float]) -> str:
    missed = sum(value < 1 for value in values)
    if missed == len(values):
        return "none"
    return f"all but {_number(missed)}" if missed else "all"


def _number(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"


def _seconds(milliseconds: float) -> str:
    return f"{max(milliseconds / 1000, 0.01):.{1 if milliseconds >= 1000 else 2}f} seconds"
