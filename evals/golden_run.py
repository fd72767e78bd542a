"""Asks the golden questions, each report indexed alone, and prints what the answers were worth.

    python -m evals.golden_run [--split dev|held_out] [--reports FOLDER] [--floors FILE] [--show]

Right passage first and in first 3 are judged on the passages that the answer cites or looked at, in
their order. False conflicts are a share of all answers that were not refused. Reports that are not there are left
out with a word. Exit 0: at or above the floors,
1: below one, 2: could not run.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from bot.answer import Answer
from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from evals.golden import GoldenError, Split, Suite, load_suites
from evals.marking import Mark, mark
from retrieval.ingest import ingest

HERE = Path(__file__).parent
# The real report is not ours to copy; it stands beside the checkout where there is one.
REPORT_PLACES = (HERE / "golden" / "reports", HERE.parent.parent / "shared" / "data")


CEILINGS = {"refused_wrongly", "false_conflicts"}  # measures of which less is better


def run_suite(suite: Suite, report: Path, work: Path, models: Path) -> Iterator[Mark]:
    """Index a report alone and ask its questions."""
    library = work / suite.suite / "library"
    library.mkdir(parents=True)
    (library / report.name).write_bytes(report.read_bytes())
    settings = Settings(library=library, data=work / suite.suite / "data", models=models)
    ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
    assistant = build_assistant(settings, source_base="", for_people=False)
    page = assistant.source(_only_document(assistant.documents()))
    text = {passage.locator.label: passage.text for passage in page.passages} if page else {}
    for case in suite.cases:
        answer = assistant.ask(case.question)
        yield mark(case, answer, [(label, text.get(label, "")) for label in _passages(answer)])


def _only_document(ids: tuple[str, ...]) -> str:
    return ids[0]


def _passages(answer: Answer) -> list[str]:
    shown = [citation.locator for citation in answer.citations]
    return list(dict.fromkeys([*shown, *(looked.locator for looked in answer.looked_at)]))


def summary(marks: list[Mark]) -> dict[str, float]:
    """The figures of a set of marks, as shares from 0 to 1."""
    answerable = [one for one in marks if one.case.answerable]
    refusable = [one for one in marks if not one.case.answerable]
    facts = [one.facts for one in answerable if one.facts is not None]
    conflicts = [one.conflict for one in answerable if one.conflict is not None]
    false_conflicts = [one.false_conflict for one in marks if one.false_conflict is not None]
    return {
        "first": _share([bool(one.first) for one in answerable]),
        "in_three": _share([bool(one.in_three) for one in answerable]),
        "facts": sum(facts) / len(facts) if facts else 1.0,
        "refused_rightly": _share([one.refused for one in refusable]),
        "refused_wrongly": _share([one.refused for one in answerable]),
        "conflicts": _share(conflicts) if conflicts else 1.0,
        "false_conflicts": _share(false_conflicts),
    }


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _table(results: dict[str, list[Mark]]) -> Table:
    table = Table(
        "Report",
        "Questions",
        "First",
        "In first 3",
        "Facts",
        "Rightly refused",
        "Wrongly refused",
        "Conflicts shown",
        "False conflicts",
    )
    every = [one for marks in results.values() for one in marks]
    for name, marks in [*results.items(), ("all", every)]:
        table.add_row(name, str(len(marks)), *(f"{value:.1%}" for value in summary(marks).values()))
    return table


def _below(results: dict[str, list[Mark]], floors: dict[str, dict[str, float]]) -> Iterator[str]:
    every = [one for marks in results.values() for one in marks]
    for name, wanted in floors.items():
        marks = every if name == "all" else results.get(name, [])
        figures = summary(marks) if marks else {}
        for measure, floor in wanted.items():
            value = figures.get(measure)
            worse = value is not None and (value > floor if measure in CEILINGS else value < floor)
            if worse:
                yield f"{name}: {measure} is {value:.1%}, and the floor is {floor:.1%}"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, default=Split.DEV, choices=list(Split))
    parser.add_argument("--reports", type=Path, action="append", help="where else reports are")
    parser.add_argument("--floors", type=Path, help="a file of floors to hold the figures to")
    parser.add_argument("--show", action="store_true", help="print each answer that was wrong")
    options = parser.parse_args()
    console = Console(width=160)
    results: dict[str, list[Mark]] = {}
    try:
        with tempfile.TemporaryDirectory() as work:
            for suite in load_suites(HERE / "golden" / options.split.value):
                places = [place / suite.report for place in (*(options.reports or ()), *REPORT_PLACES)]
                report = next((place for place in places if place.is_file()), None)
                if report is None:
                    console.print(f"Left out: {suite.suite}, because {suite.report} is not here.")
                    continue
                results[suite.suite] = list(run_suite(suite, report, Path(work), Settings().models_folder))
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    console.print(_table(results))
    if options.show:
        _show_wrong(results)
    floors = yaml.safe_load(options.floors.read_text(encoding="utf-8")) if options.floors else {}
    below = list(_below(results, floors))
    for line in below:
        print(line, file=sys.stderr)
    return 1 if below or not results else 0


def _show_wrong(results: dict[str, list[Mark]]) -> None:
    for marks in results.values():
        for one in marks:
            wrong = one.refused if one.case.answerable else not one.refused
            if wrong or (one.facts is not None and one.facts < 1) or one.first is False:
                said = " | ".join(statement.text for statement in one.answer.statements)[:160]
                print(f"{one.case.id} first={one.first} facts={one.facts} refused={one.refused}: {one.case.question}")
                print(f"    wanted {one.case.passages} {one.case.facts}; said {_passages(one.answer)} {said}")


if __name__ == "__main__":
    sys.exit(main())
