"""Asks what code answers from the clocks and the services directory, and prints what the answers were worth.

    python -m evals.by_code_run [--show]

Wrong answers are shown for the questions to develop on; of the held-out ones only the figures.
Exit 0 if it ran.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from bot.answer import Status
from bot.check import check
from bot.clocks.answer import answer_from_clocks
from bot.clocks.reading import read_clock_question
from bot.draft import Draft
from bot.services.answer import answer_from_services
from bot.settings import Settings
from knowledge.corpus import read_corpus, source_files
from knowledge.dates import say_day
from knowledge.documents import Audience
from knowledge.services import service
from retrieval.embedding import Vectors
from retrieval.rings import Ring, RingTexts, empty_ring
from retrieval.search import Search
from retrieval.words import WordIndex

FOLDER = Path(__file__).parent / "golden"


class ByCodeCase(BaseModel):
    """One question, and what code should make of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    held_out: bool
    expect: Literal["answered", "clarify", "signposted", "none"]
    clock: str | None = None
    step: str | None = None
    due: date | None = None
    services: tuple[str, ...] = ()


class ByCodeSuite(BaseModel):
    """The questions of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: date
    cases: tuple[ByCodeCase, ...]


class NoEmbedder:
    """Stands in for an embedder: answers by code search nothing."""

    name = "none"

    def embed(self, texts: list[str]) -> Vectors:
        """Nothing may ask for this."""
        raise NotImplementedError


def library_search() -> Search:
    """A search over the library's public documents, with no vectors in it."""
    library = Settings().library
    texts = RingTexts.of(read_corpus(library, source_files(library)), Audience.PUBLIC)
    empty = empty_ring()
    return Search(Ring(texts, empty.vectors, WordIndex.build(texts.indexed()), empty.nearest), NoEmbedder(), "-", "-")


def load_suite(name: str) -> ByCodeSuite:
    """The golden questions of the clocks or the services."""
    text = (FOLDER / name / f"{name}.yaml").read_text(encoding="utf-8")
    return ByCodeSuite.model_validate(yaml.safe_load(text))


def clock_is_right(case: ByCodeCase, draft: Draft | None, today: date) -> bool:
    """Whether it ended as it should, and the first date given is the right one of the right clock."""
    if _end(draft) != case.expect:
        return False
    read = read_clock_question(case.question, today)
    if draft is None or case.due is None:
        return case.clock is None or (read is not None and read.phrases.clock == case.clock)
    first = (draft.understood or "").splitlines()[1]
    return bool(read and read.phrases.clock == case.clock and say_day(case.due) in first and check(draft) == draft)


def service_is_right(case: ByCodeCase, draft: Draft | None, _today: date) -> bool:
    """Whether it ended as it should, and one of the right services is shown with its proof."""
    if _end(draft) != case.expect:
        return False
    if draft is None or not case.services:
        return True
    shown = {proof.passage.headings[-1] for item in draft.statements for proof in item.proofs}
    names = {found.name for id_ in case.services if (found := service(id_))}
    return bool(shown & names) and check(draft) == draft


def _end(draft: Draft | None) -> str:
    if draft is None:
        return "none"
    return (draft.status or (Status.ANSWERED if draft.statements else Status.NOT_FOUND)).value


Answering = Callable[[str, Search, date], Draft | None]
Marking = Callable[[ByCodeCase, Draft | None, date], bool]
SUITES: dict[str, tuple[Answering, Marking]] = {
    "clocks": (answer_from_clocks, clock_is_right),
    "services": (answer_from_services, service_is_right),
}


def _row(cases: list[tuple[ByCodeCase, bool]]) -> list[str]:
    kinds = {
        "answered": [right for case, right in cases if case.expect in {"answered", "clarify"}],
        "signposted": [right for case, right in cases if case.expect == "signposted"],
        "none": [right for case, right in cases if case.expect == "none"],
    }
    return [f"{sum(right)}/{len(right)}" if right else "-" for right in kinds.values()]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print each wrong answer of those to develop on")
    options = parser.parse_args()
    console = Console(width=140)
    search = library_search()
    table = Table("Questions", "Set", "Rightly answered", "Rightly signposted", "Rightly left alone")
    for name, (answer, is_right) in SUITES.items():
        suite = load_suite(name)
        marked: list[tuple[ByCodeCase, bool]] = []
        for case in suite.cases:
            draft = answer(case.question, search, suite.today)
            right = is_right(case, draft, suite.today)
            marked.append((case, right))
            if options.show and not right and not case.held_out:
                console.print(f"[bold]{case.id}[/bold] {case.question}")
                console.print((draft.understood or draft.statements[:3]) if draft else "none", markup=False)
        for held_out in (False, True):
            rows = _row([one for one in marked if one[0].held_out is held_out])
            table.add_row(name, "held out" if held_out else "dev", *rows)
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
