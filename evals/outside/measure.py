"""Measures Signpost on a data set that others made: its answers by the engine of our own cases, and its search alone.

Of the answers the ranking is that of the passages which they cite and looked at, a few only. Published figures of
retrieval are of a list of ten items and more: compare them with the search alone, which gives such a list.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from pydantic import BaseModel, ConfigDict

from bot.build import embedder_maker
from bot.settings import Settings
from evals.figures import Figure, Latency, Refusals, Slice, figures_of, latency_of, refusals_of
from evals.libraries import prepare
from evals.metrics.measures import ABOUT, Measure
from evals.outside.beir import read_beir
from evals.outside.deep import Deep, deep_figures, ranking_by
from evals.outside.formats import Format
from evals.outside.sets import OutsideError, OutsideSet
from evals.outside.squad import read_squad
from evals.runner import Plan, run
from knowledge.documents import Audience
from retrieval.index import Index

_READERS: dict[Format, Callable[[Path, int | None], OutsideSet]] = {Format.SQUAD: read_squad, Format.BEIR: read_beir}


class OutsideFigures(BaseModel):
    """What came out."""

    model_config = ConfigDict(frozen=True)

    name: str
    questions: int
    questions_in_all: int
    items: int
    unread: int
    figures: tuple[Figure, ...]
    refusals: Refusals
    latency: Latency
    deep: Deep | None

    def __str__(self) -> str:
        """As Markdown."""
        lines = [
            f"{self.name}: {self.questions} of {self.questions_in_all} questions, asked of all {self.items} items"
            + (f", {self.unread} of which became no passage." if self.unread else "."),
            "",
            "| questions | measure | | cases |",
            "|---|---|---|---|",
            *(
                f"| {_SLICES[one.slice.suite]} | {ABOUT[one.measure].title} | {one.value:.1%} | {one.cases} |"
                for one in self.figures
            ),
        ]
        lines += [f"| both | {title} | {value} | {cases} |" for title, value, cases in self._of_both()]
        if self.deep:
            lines += [
                f"| search alone | {title} | {value:.3f} | {self.deep.questions} |"
                for title, value in (
                    ("nDCG at 10", self.deep.ndcg_10),
                    ("Recall at 10", self.deep.recall_10),
                    ("MRR at 10", self.deep.mrr_10),
                )
            ]
        return "\n".join(lines)

    def _of_both(self) -> list[tuple[str, str, int]]:
        refusals = [("Refusal precision", self.refusals.precision), ("Refusal recall", self.refusals.recall)]
        ends = [one.value for one in self.figures if one.measure in {Measure.ANSWERED, Measure.REFUSED}]
        refusals += [("Balanced accuracy", mean(ends) if len(ends) == len(_SLICES) else None)]
        told = [(title, f"{value:.1%}", self.refusals.cases) for title, value in refusals if value is not None]
        return [*told, ("Median ms an answer", f"{self.latency.median:.0f}", self.questions)]


_SLICES = {"strategy": "answerable", "refusals": "unanswerable"}


def read_outside(shape: Format, path: Path, limit: int | None = None) -> OutsideSet:
    """A data set in one of the shapes. Raises OutsideError."""
    if limit is not None and limit < 1:
        raise OutsideError("The limit must be 1 or more.")
    return _READERS[shape](path, limit)


def measure_outside(
    shape: Format, path: Path, limit: int | None, work: Path, settings: Settings, processes: int | None = None
) -> OutsideFigures:
    """Index a data set in ``work``, ask its questions, and mark the answers and the search.

    Raises OutsideError, LibraryError, and what indexing raises.
    """
    outside = read_outside(shape, path, limit)
    told_apart = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    laid = outside.lay_out((work / "outside" / f"{shape}-{path.stem}-{told_apart}").resolve())
    tasks = outside.tasks(laid)
    ready = prepare(str(laid.folder), work, settings)
    plan = Plan(work, settings, processes=processes) if processes else Plan(work, settings)
    outcomes = list(run(tasks, plan))
    search = Index(ready.settings.data, embedder_maker(ready.settings)).search(Audience.PUBLIC)
    suites = dict.fromkeys(Slice(suite=task.suite) for task in sorted(tasks, key=lambda task: task.suite, reverse=True))
    return OutsideFigures(
        name=outside.name,
        questions=len(tasks),
        questions_in_all=outside.questions_in_all,
        items=sum(len(article.items) for article in outside.articles),
        unread=sum(item.id not in laid.passages for article in outside.articles for item in article.items),
        figures=figures_of(outcomes, suites),
        refusals=refusals_of(outcomes),
        latency=latency_of(outcomes),
        deep=deep_figures(outside.questions, ranking_by(search, laid.items())),
    )
