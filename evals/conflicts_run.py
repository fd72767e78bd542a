"""Asks the golden conflicts, each library indexed alone, and prints how many are shown and how many are false.

    python -m evals.conflicts_run [--split dev|held_out] [--show]

A conflict is shown when every value stands in it and no other, and the notice names the newest
document. It is false when the documents do not disagree. Exit 0: it ran, 2: it could not run.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from bot.answer import Answer, Status
from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from evals.conflicts import ConflictCase, ConflictSuite, load_conflicts
from evals.golden import GoldenError, Split
from retrieval.ingest import ingest


class ConflictMark(BaseModel):
    """What one answer was worth: every value shown and no other, the newest named, any conflict at all."""

    model_config = ConfigDict(frozen=True)

    case: ConflictCase
    answer: Answer
    answered: bool
    shown: bool
    newest_named: bool
    any_conflict: bool


def run_suite(suite: ConflictSuite, work: Path, models: Path) -> Iterator[ConflictMark]:
    """Index a library alone and ask its questions."""
    settings = Settings(library=suite.folder, data=work / suite.library, models=models)
    ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
    assistant = build_assistant(settings, source_base="", for_people=False)
    for case in suite.cases:
        yield mark_conflict(case, assistant.ask(case.question))


def mark_conflict(case: ConflictCase, answer: Answer) -> ConflictMark:
    """Mark an answer."""
    documents = {citation.number: citation.document for citation in answer.citations}
    shown = any(_is_whole([one.value for one in conflict.readings], case) for conflict in answer.conflicts)
    cited = [documents[one.citation] for conflict in answer.conflicts for one in conflict.readings]
    titles = [document.title for document in cited if document.id == case.newest]
    return ConflictMark(
        case=case,
        answer=answer,
        answered=answer.status in {Status.ANSWERED, Status.PARTIAL},
        shown=shown,
        newest_named=any(title in (answer.notice or "") for title in titles),
        any_conflict=bool(answer.conflicts),
    )


def _is_whole(readings: list[str], case: ConflictCase) -> bool:
    plain = [value.casefold() for value in readings]
    found = [{place for place, value in enumerate(plain) if _says(value, wordings)} for wordings in case.values]
    return bool(found) and all(found) and set().union(*found) == set(range(len(plain)))


def _says(value: str, wordings: tuple[str, ...]) -> bool:
    return any(wording.casefold() in value for wording in wordings)


def table_of(results: dict[str, list[ConflictMark]]) -> Table:
    """A line for each library, and one for all."""
    table = Table("Library", "Conflicts", "Shown", "Newest named", "No conflict", "Answered", "False conflicts")
    every = [one for marks in results.values() for one in marks]
    for name, marks in [*results.items(), ("all", every)]:
        real = [one for one in marks if one.case.conflict]
        none = [one for one in marks if not one.case.conflict]
        table.add_row(
            name,
            str(len(real)),
            _share([one.shown for one in real]),
            _share([one.newest_named for one in real]),
            str(len(none)),
            _share([one.answered for one in none]),
            _share([one.any_conflict for one in none]),
        )
    return table


def _share(values: list[bool]) -> str:
    return f"{sum(values) / len(values):.1%}" if values else "-"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, default=Split.DEV, choices=list(Split))
    parser.add_argument("--show", action="store_true", help="print each answer that was wrong")
    options = parser.parse_args()
    console = Console(width=140)
    try:
        with tempfile.TemporaryDirectory() as work:
            results = {
                suite.library: list(run_suite(suite, Path(work), Settings().models_folder))
                for suite in load_conflicts(options.split)
            }
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    console.print(table_of(results))
    for mark in (one for marks in results.values() for one in marks) if options.show else ():
        if (mark.case.conflict and not (mark.shown and mark.newest_named)) or mark.any_conflict > mark.case.conflict:
            _show(mark)
    return 0


def _show(mark: ConflictMark) -> None:
    said = " | ".join(statement.text for statement in mark.answer.statements)
    print(f"{mark.case.id} conflict={mark.case.conflict} {mark.answer.status.value}: {mark.case.question}")
    print(f"    wanted {mark.case.values}; said {said[:200]} {[action.ref for action in mark.answer.actions]}")
    for conflict in mark.answer.conflicts:
        print(f"    {conflict.about}: {[(one.value, one.citation) for one in conflict.readings]}")


if __name__ == "__main__":
    sys.exit(main())
