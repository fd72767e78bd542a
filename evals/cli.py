"""`signpost eval`: ask the golden questions, see what changed and whether it is chance, hold it to the gate."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings
from evals import show
from evals.asking import ask, askable, folder, start
from evals.cases import Split, SuiteName
from evals.comparison import Scored, compare, scored
from evals.figures import slices_of
from evals.gate import Baseline, baseline_file, failures, load_baseline, load_floors, write_baseline
from evals.golden import GoldenError
from evals.outside.formats import Format
from evals.outside.sets import OutsideError
from evals.peers.peer import PeerMissing
from evals.results import Mode, Run, RunUnusable, find_run

FAILED, COULD_NOT_RUN = 1, 2
WIDTH = 130  # of what is printed into a file

app = typer.Typer(help="Ask the golden questions and compare, report and gate the answers.", no_args_is_help=True)


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Say what cannot be run in a line, and end with the exit code for that."""
    try:
        yield
    except (GoldenError, RunUnusable, OutsideError, PeerMissing) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(COULD_NOT_RUN) from error


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH)


@app.command("run")
@_said_plainly()
def run_command(
    suites: Annotated[list[SuiteName] | None, typer.Argument(help="Suites to ask; all when none is named.")] = None,
    *,
    mode: Annotated[Mode, typer.Option(help="Whether a language model words the answers.")] = Mode.EXTRACTIVE,
    split: Annotated[Split, typer.Option(help="Cases to develop on, or those only to report.")] = Split.DEV,
    repeat: Annotated[int, typer.Option(min=1, help="How often each case is asked.")] = 1,
    processes: Annotated[int, typer.Option(min=1, help="How many ask at once.")] = cpu_count() or 1,
    gate: Annotated[bool, typer.Option("--gate", help="Fail below a floor, or on a sure fall.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the newest run, which was cut short.")] = False,
) -> int:
    """Ask golden questions, and print what the answers were worth."""
    tasks, left_out = askable(split, suites or [], mode)
    if resume:
        run_folder = find_run(folder() / "runs", "last")
        run_folder.check_asks(tasks)
    else:
        run_folder = start(tasks, left_out, split, mode, repeat)
    ask(tasks, run_folder, processes)
    found, console = run_folder.read(), _console()
    console.print(show.run_table(found))
    console.print(show.run_lines(found), markup=False, highlight=False)
    return _gate(found, console) if gate else 0


def _gate(found: Run, console: Console) -> int:
    baseline = None
    if (file := baseline_file(found.info.mode)).exists() and found.info.split is Split.DEV:
        baseline = load_baseline(file)
    wrong = failures(found.outcomes, scored(found.outcomes), load_floors(found.info.mode), baseline)
    console.print(show.gate_lines(wrong, baseline), markup=False, highlight=False)
    return FAILED if wrong else 0


@app.command("compare")
@_said_plainly()
def compare_command(
    before: Annotated[str, typer.Argument(help="A run's name or folder, `previous` or `baseline`.")] = "baseline",
    after: Annotated[str, typer.Argument(help="The later one: a run's name or folder, or `last`.")] = "last",
    *,
    tags: Annotated[bool, typer.Option("--tags", help="Also by tag: a voice, a difficulty, a kind.")] = False,
) -> int:
    """Say what changed between two runs, whether it is chance, and which answers are others now."""
    runs, console = folder() / "runs", _console()
    later = find_run(runs, after).read()
    earlier = None if before == "baseline" else find_run(runs, before).read()
    was = scored(earlier.outcomes) if earlier else _by_id(load_baseline(baseline_file(later.info.mode)))
    slices = [one for one in slices_of(later.outcomes) if tags or one.tag is None]
    found = compare(was, scored(later.outcomes), slices)
    console.print(show.comparison_table(found))
    console.print(show.flips(found, earlier, later, was), markup=False, highlight=False)
    return 0


def _by_id(baseline: Baseline) -> dict[str, Scored]:
    return {case.id: case for case in baseline.cases}


@app.command("accept")
@_said_plainly()
def accept_command(
    because: Annotated[str, typer.Option(help="Why these figures are the ones to hold to from now on.")],
    name: Annotated[str, typer.Argument(help="The run's name or folder, or `last`.")] = "last",
) -> int:
    """Make a run the baseline that the gate compares to. Commit the file that it writes."""
    found = find_run(folder() / "runs", name).read()
    found.check_asked_all(askable(Split.DEV, (), found.info.mode)[0])
    made = Baseline(accepted=found.info.made.date(), because=because, cases=tuple(scored(found.outcomes).values()))
    file = baseline_file(found.info.mode)
    write_baseline(file, made)
    print(f"{file} holds {len(made.cases)} cases. Commit it.")
    return 0


@app.command("report")
@_said_plainly()
def report_command(
    name: Annotated[str, typer.Argument(help="The run's name or folder, or `last`.")] = "last",
    *,
    against: Annotated[str | None, typer.Option(help="An earlier run to compare it to.")] = None,
    to: Annotated[Path, typer.Option(help="The file to write.")] = Path("eval-report.html"),
) -> int:
    """Write one HTML page that shows a run to people: charts, tables, every case with its evidence."""
    from evals.report import write_report

    runs = folder() / "runs"
    found = find_run(runs, name).read()
    before = find_run(runs, against).read() if against else None
    slices = slices_of(found.outcomes)
    compared = compare(scored(before.outcomes), scored(found.outcomes), slices).figures if before else ()
    write_report(found, to, before=before, compared=compared)
    print(f"{to} shows {found.info.name}.")
    return 0


@app.command("drafts")
def drafts_command() -> int:
    """Write drafts of golden cases from life: questions without an answer, and answers that did not help."""
    from bot.build import build_records
    from bot.records.golden_drafts import write_drafts

    settings = Settings()
    drafts = settings.data / "golden-drafts"
    written = write_drafts(build_records(settings), drafts)
    print(f"{len(written)} new drafts in {drafts}. They count for nothing until somebody has checked them.")
    return 0


@app.command("outside")
@_said_plainly()
def outside_command(
    shape: Annotated[Format, typer.Argument(help="The shape of the data set.")],
    path: Annotated[Path, typer.Argument(help="Its file (squad) or folder (beir).")],
    *,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many, drawn by chance, the same each time.")
    ] = None,
) -> int:
    """Measure the same engine on questions that nobody here wrote: SQuAD 2.0-style and BEIR-style files."""
    from evals.outside.measure import measure_outside

    print(measure_outside(shape, path, limit, folder() / "libraries", Settings().model_copy(update={"model": "none"})))
    return 0


@app.command("peers")
@_said_plainly()
def peers_command(
    *, split: Annotated[Split, typer.Option(help="Cut-offs are always chosen on dev.")] = Split.DEV
) -> int:
    """Ask plain LangChain, LlamaIndex and Haystack pipelines the same; `scripts/peers` installs them first."""
    from evals.peers.compare import measure_peers

    with TemporaryDirectory() as work:  # new each time, because indexing is timed
        for comparison in measure_peers(split, Path(work), Settings()):
            print(comparison, end="\n\n")
    return 0
