"""Learns the weights of weights.yaml from the development questions; run by hand when the measures change.

    python -m evals.learning.ranking

Each report is indexed alone and asked its own questions. Two linear models are fitted: which
sentence is right (softmax over a question's candidates), and whether the best one answers at all
(logistic regression). What is printed is cross-validated: each report is judged by weights that never
saw it. The held-out questions are never read here.
"""

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.build import embedder_maker
from bot.extractive.judge import signs
from bot.extractive.match import Candidate, Matcher, Measures
from bot.settings import HOME, Settings
from bot.understand import Understanding, understand
from evals.cases import Split, SuiteName, Task
from evals.golden import load_tasks
from evals.libraries import prepare
from knowledge.documents import Audience, Passage
from knowledge.references import points_at
from retrieval.index import Index
from retrieval.search import Search

Array = NDArray[np.float64]
THRESHOLD = 0.46  # chosen on the real report's questions; docs/decisions/refusing.md has the whole curve
FOLDS = 4
STRANGERS = 150  # every so many of another report's questions is asked too
STRANGE = 0.3  # and kept when this share of its weight is on words that the report does not have


class Row(NamedTuple):
    """A question asked of a report, and every sentence that was measured."""

    report: str
    task: Task
    is_answerable: bool
    asked: Understanding
    candidates: list[Candidate]
    is_stranger: bool = False


def _is_right(passage: Passage, task: Task) -> bool:
    return points_at(task.case.expected.passages, passage.locator.label, passage.text)


def _rows(work: Path) -> Iterator[Row]:
    """Each report's own questions, and some of every other report's, which it cannot answer. Raises GoldenError."""
    suites = [SuiteName.STRATEGY, SuiteName.REFUSALS]
    tasks = sorted(load_tasks(Split.DEV, suites), key=lambda task: (task.library, task.id))
    by_report = {name: list(group) for name, group in groupby(tasks, key=lambda task: task.library)}
    for report, own in by_report.items():
        ready = prepare(report, work, Settings())
        search = Index(ready.settings.data, embedder_maker(ready.settings)).search(Audience.PUBLIC)
        for task in own:
            yield Row(report, task, not task.case.expected.refusal, *_measured(task.case.question, search))
        others = (one for other in by_report.values() if other is not own for one in other[::STRANGERS])
        for task in others:
            asked, candidates = _measured(task.case.question, search)
            if candidates and candidates[0].measures.unknown >= STRANGE:
                yield Row(report, task, False, asked, candidates, is_stranger=True)


def _measured(question: str, search: Search) -> tuple[Understanding, list[Candidate]]:
    asked = understand(question, search.vocabulary)
    return asked, Matcher(asked, search.vocabulary).candidates(search.find(asked.query))


def _sentence_is_right(candidate: Candidate, task: Task) -> bool:
    text = re.sub(r"\s+", " ", candidate.text.lower())
    facts = [wording.lower() for fact in task.case.expected.facts for wording in fact]
    alone = len(candidate.found.sentences) == 1
    return _is_right(candidate.found.passage, task) and (alone or any(fact in text for fact in facts))


def _groups(rows: list[Row]) -> list[tuple[Array, Array]]:
    groups = []
    for row in rows:
        if row.is_answerable:
            right = np.array([float(_sentence_is_right(candidate, row.task)) for candidate in row.candidates])
            if right.any():
                groups.append((np.array([candidate.measures.vector() for candidate in row.candidates]), right))
    return groups


def fit_rank(groups: list[tuple[Array, Array]], steps: int = 500, penalty: float = 0.004) -> Array:
    """Weights under which right sentences win the softmax of their question (Adam, fixed steps)."""
    weights = np.zeros(groups[0][0].shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = penalty * weights
        for values, right in groups:
            scores = values @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            wanted = share * right
            slope = slope + values.T @ (share - wanted / (wanted.sum() + 1e-12)) / len(groups)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def fit_answers(values: Array, answerable: Array, names: list[str], penalty: float = 0.03) -> tuple[Array, float]:
    """Logistic regression by projected descent; the weights are given for raw values.

    More coverage may never lower the chance of an answer, nor a missing word raise it: a weight whose
    sign is known beforehand is held to it, so that chance finds of the training reports do no harm.
    """
    middle, spread = values.mean(0), values.std(0) + 1e-6
    scaled = (values - middle) / spread
    signs_known = np.array([_sign(name) for name in names])
    weights, bias = np.zeros(scaled.shape[1]), 0.0
    for _ in range(4000):
        missed = 1 / (1 + np.exp(-(scaled @ weights + bias))) - answerable
        weights = weights - 0.1 * (scaled.T @ missed / len(scaled) + penalty * weights)
        weights = np.where(weights * signs_known < 0, 0.0, weights)
        bias -= 0.1 * float(missed.mean())
    raw: Array = weights / spread
    return raw, bias - float(raw @ middle)


def _sign(name: str) -> int:
    """1 or -1 when a weight's sign is known before any fit, 0 when it is not."""
    measure = name.removeprefix("seen_")
    if measure in {"missing_most", "unknown", "number_missing", "name_missing", "past"} or measure.startswith("lacks"):
        return -1
    if measure in {*Measures.model_fields, "covered_well", "much_alike"}:
        return 1
    return 0


def _best(rows: list[Row], weights: Array) -> list[Candidate]:
    return [max(row.candidates, key=lambda one: float(one.measures.vector() @ weights)) for row in rows]


def _signs(rows: list[Row], best: list[Candidate]) -> Array:
    return np.array([list(signs(one, row.asked).values()) for one, row in zip(best, rows, strict=True)])


def _cross_validate(rows: list[Row]) -> tuple[Array, Array, float]:
    """For each question the chance given by weights that never saw its report; what is answerable; first rate."""
    answerable = np.array([float(row.is_answerable) for row in rows])
    reports = sorted({row.report for row in rows})
    chances, firsts = np.zeros(len(rows)), []
    for fold in range(FOLDS):
        out = np.array([row.report in reports[fold::FOLDS] for row in rows])
        seen = [row for row, left in zip(rows, out, strict=True) if not left]
        weights = fit_rank(_groups(seen))
        best = _best(rows, weights)
        values = _signs(rows, best)
        raw, bias = fit_answers(values[~out], answerable[~out], list(signs(best[0], rows[0].asked)))
        chances[out] = 1 / (1 + np.exp(-(values[out] @ raw + bias)))
        firsts += [
            _is_right(one.found.passage, row.task)
            for one, row, left in zip(best, rows, out, strict=True)
            if left and row.is_answerable
        ]
    return chances, answerable, float(np.mean(firsts))


def main() -> int:
    """Fit, print what cross-validation found, and write weights.yaml."""
    rows = list(_rows(Settings().data / "evals" / "libraries"))
    chances, answerable, first = _cross_validate(rows)
    own = np.array([not row.is_stranger for row in rows])
    print(f"{int(own.sum())} questions, {len({row.report for row in rows})} reports: right passage first {first:.1%}")
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        groups = (answerable == 1, own & (answerable == 0), ~own)
        wrongly, rightly, strangers = ((chances[group] < threshold).mean() for group in groups)
        print(f"threshold {threshold}: refused wrongly {wrongly:.1%}, rightly {rightly:.1%}, strangers {strangers:.1%}")
    ranks = fit_rank(_groups(rows), steps=1500)
    best = _best(rows, ranks)
    names = list(signs(best[0], rows[0].asked))
    raw, bias = fit_answers(_signs(rows, best), answerable, names)
    learned = {
        "learned_from": f"{int(own.sum())} questions on {len({row.report for row in rows})} reports",
        "rank": {name: round(float(value), 3) for name, value in zip(Measures.model_fields, ranks, strict=True)},
        "answers": {name: round(float(value), 3) for name, value in zip(names, raw, strict=True)},
        "bias": round(bias, 3),
        "threshold": THRESHOLD,
    }
    target = HOME / "bot" / "extractive" / "weights.yaml"
    header = "# Written by evals/learning/ranking.py; see docs/decisions/refusing.md for what the names mean.\n"
    target.write_text(header + yaml.safe_dump(learned, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
