"""Learns the weights of weights.yaml from the development questions; run by hand when the measures change.

    python -m bot.extractive.learn evals/golden/dev evals/golden/reports MORE_REPORTS...

Each report is indexed alone and asked its own questions. Two linear models are fitted: which
sentence is right (softmax over a question's candidates), and whether the best one answers at all
(logistic regression). What is printed is cross-validated: each report is judged by weights that never
saw it. The held-out questions are never read here.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.extractive.judge import signs
from bot.extractive.match import Candidate, Matcher, Measures
from bot.understand import Understanding, understand
from knowledge.documents import Audience, LocatorKind, Passage
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.ingest import Ingest, ingest

Array = NDArray[np.float64]
Row = tuple[str, dict[str, Any], Understanding, list[Candidate]]
THRESHOLD = 0.55  # chosen on the real report's questions; docs/decisions/refusing.md has the whole curve
FOLDS = 4


def is_right(passage: Passage, wanted: list[str]) -> bool:
    """Whether a passage is one of those that a golden case names."""
    label = passage.locator.label.lower()
    labels = [line.split(":")[0].strip().lower() for line in passage.text.splitlines() if ":" in line]
    headings = [heading.lower() for heading in passage.headings[-1:]]
    for want in (str(item).lower().strip() for item in wanted):
        if label.endswith(f"paragraph {want}") or label.startswith(f"paragraph {want},"):
            return True
        if want in labels or (want == "front matter" and passage.locator.kind is LocatorKind.FRONT):
            return True
        if any(
            heading == want or heading.endswith(f" {want}") or heading.startswith(f"{want}.") for heading in headings
        ):
            return True
    return False


def _rows(golden: Path, reports: list[Path], work: Path) -> Iterator[Row]:
    files = {file.name: file for place in reports for file in (place.iterdir() if place.is_dir() else [place])}
    embedder = LocalEmbedder(work / "models")
    for source in sorted(golden.glob("*.yaml")):
        suite = yaml.safe_load(source.read_text(encoding="utf-8"))
        library = work / source.stem
        library.mkdir()
        (library / suite["report"]).write_bytes(files[suite["report"]].read_bytes())
        place = Ingest(library=library, data=work / f"{source.stem}-data")
        ingest(place, lambda: embedder, embedder.name)
        search = Index(place.data, lambda: embedder).search(Audience.PUBLIC)
        for case in suite["cases"]:
            asked = understand(case["question"], search.vocabulary)
            candidates = Matcher(asked, search.vocabulary).candidates(search.find(asked.query))
            yield suite["report"], case, asked, candidates


def _sentence_is_right(candidate: Candidate, case: dict[str, Any]) -> bool:
    text = re.sub(r"\s+", " ", candidate.text.lower())
    facts = [wording.lower() for fact in case.get("facts", []) for wording in fact]
    alone = len(candidate.found.sentences) == 1
    return is_right(candidate.found.passage, case["passages"]) and (alone or any(fact in text for fact in facts))


def _groups(rows: list[Row]) -> list[tuple[Array, Array]]:
    groups = []
    for _, case, _, candidates in rows:
        if case["answerable"]:
            right = np.array([float(_sentence_is_right(candidate, case)) for candidate in candidates])
            if right.any():
                groups.append((np.array([candidate.measures.vector() for candidate in candidates]), right))
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


def fit_answers(values: Array, answerable: Array, penalty: float = 0.03) -> tuple[Array, float]:
    """Logistic regression by Newton's method on standardised values; the weights are given for raw ones."""
    middle, spread = values.mean(0), values.std(0) + 1e-6
    scaled = np.c_[(values - middle) / spread, np.ones(len(values))]
    ridge = np.eye(scaled.shape[1]) * penalty * len(values)
    ridge[-1, -1] = 0
    weights = np.zeros(scaled.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        curve = scaled.T @ (scaled * (chance * (1 - chance) + 1e-6)[:, None]) + ridge
        weights = weights - np.linalg.solve(curve, scaled.T @ (chance - answerable) + ridge @ weights)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ middle)


def _best(rows: list[Row], weights: Array) -> list[Candidate]:
    return [max(candidates, key=lambda one: float(one.measures.vector() @ weights)) for *_, candidates in rows]


def _signs(rows: list[Row], best: list[Candidate]) -> Array:
    return np.array([list(signs(one, row[2]).values()) for one, row in zip(best, rows, strict=True)])


def _cross_validate(rows: list[Row]) -> tuple[Array, Array, float]:
    """For each question the chance given by weights that never saw its report; what is answerable; first rate."""
    answerable = np.array([float(row[1]["answerable"]) for row in rows])
    reports = sorted({row[0] for row in rows})
    chances, firsts = np.zeros(len(rows)), []
    for fold in range(FOLDS):
        out = np.array([row[0] in reports[fold::FOLDS] for row in rows])
        seen = [row for row, left in zip(rows, out, strict=True) if not left]
        weights = fit_rank(_groups(seen))
        best = _best(rows, weights)
        values = _signs(rows, best)
        raw, bias = fit_answers(values[~out], answerable[~out])
        chances[out] = 1 / (1 + np.exp(-(values[out] @ raw + bias)))
        firsts += [
            is_right(one.found.passage, row[1]["passages"])
            for one, row, left in zip(best, rows, out, strict=True)
            if left and row[1]["answerable"]
        ]
    return chances, answerable, float(np.mean(firsts))


def main() -> int:
    """Fit, print what cross-validation found, and write weights.yaml."""
    golden, *reports = (Path(argument) for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as work:
        rows = list(_rows(golden, reports, Path(work)))
    chances, answerable, first = _cross_validate(rows)
    print(f"{len(rows)} questions, {len({row[0] for row in rows})} reports: right passage first {first:.1%}")
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        wrongly, rightly = ((chances[answerable == truth] < threshold).mean() for truth in (1, 0))
        print(f"threshold {threshold}: {wrongly:.1%} wrongly refused, {rightly:.1%} rightly refused")
    ranks = fit_rank(_groups(rows), steps=1500)
    best = _best(rows, ranks)
    raw, bias = fit_answers(_signs(rows, best), answerable)
    names = list(signs(best[0], rows[0][2]))
    learned = {
        "learned_from": f"{len(rows)} questions on {len({row[0] for row in rows})} reports in {golden}",
        "rank": {name: round(float(value), 3) for name, value in zip(Measures.model_fields, ranks, strict=True)},
        "answers": {name: round(float(value), 3) for name, value in zip(names, raw, strict=True)},
        "bias": round(bias, 3),
        "threshold": THRESHOLD,
    }
    target = Path(__file__).with_name("weights.yaml")
    header = "# Written by bot/extractive/learn.py; see docs/decisions/refusing.md for what the names mean.\n"
    target.write_text(header + yaml.safe_dump(learned, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
