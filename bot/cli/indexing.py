"""``signpost ingest`` and ``signpost doctor``: the library and its index."""

from pathlib import Path
from typing import Annotated

import typer

from bot.build import embedder_maker, embedder_name, ingest_places
from bot.cli.terminal import ProgressBars, complain, out
from bot.examine import examine
from bot.safeguarding.learned import prepare_tuned
from bot.settings import Settings
from retrieval.ingest import IngestResult
from retrieval.ingest import ingest as run_ingest


def build_index(settings: Settings, add: tuple[Path, ...] = (), *, again: bool = False) -> IngestResult:
    """Bring the index up to date, with progress bars; complain of what could not be read or was left out."""
    prepare_tuned(settings.models_folder)
    with ProgressBars() as progress:
        result = run_ingest(
            ingest_places(settings),
            embedder_maker(settings),
            embedder_name(settings),
            add=add,
            again=again,
            progress=progress,
        )
    for problem in result.problems:
        complain(str(problem))
    for left_out in result.left_out if result.changed else ():
        complain(str(left_out))
    return result


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to add to the library; they are remembered.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Build the index even when nothing has changed.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")] = False,
) -> int:
    """Read the library into the index. Only what changed is embedded; a removed document is gone."""
    result = build_index(Settings(), tuple(paths or ()), again=again)
    if not quiet:
        out.print(
            f"Indexed {result.documents} documents, {result.passages} passages ({result.embedded} texts embedded)."
            if result.changed
            else f"Nothing has changed: {result.passages} passages are indexed."
        )
    return 1 if result.problems else 0


def doctor() -> int:
    """Say what is set, what is indexed, and what the library's keeper should look at."""
    findings = examine(Settings())
    for finding in findings:
        mark = {True: "[green]ok[/green]  ", False: "[red]bad[/red] ", None: "[yellow]note[/yellow]"}[finding.good]
        out.print(f"{mark} ", end="")
        out.print(finding.text, markup=False, soft_wrap=True)
    return 1 if any(finding.good is False for finding in findings) else 0
