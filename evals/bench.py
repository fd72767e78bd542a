"""Times the assistant on the starter library, in a data folder of its own, and prints a table.

    python -m evals.bench [--repeat N]

Warm questions are asked inside one process; the first answer is timed as a person would wait for it,
from the command to its end. Memory is the most that the process held.
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from os import cpu_count, environ
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from evals.load import questions as development_questions
from retrieval.ingest import ingest

DEV = Path(__file__).parent / "golden" / "dev"


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, help="how often each cold command is run")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as work:
        settings = Settings(data=Path(work), models=Settings().models_folder)
        rows = [_ingest(settings), *_warm(settings), _cold(settings, repeat)]
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(("Memory, most held by the answering process", f"{held:.0f} MB"))
    machine = f"{cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    table = Table("What", "Figure", title=f"Signpost on {machine}", title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console(width=110).print(table)
    return 0


def _ingest(settings: Settings) -> tuple[str, str]:
    embedder = embedder_maker(settings)()
    started = perf_counter()
    result = ingest(ingest_places(settings), lambda: embedder, embedder_name(settings))
    took = perf_counter() - started
    return (
        "Ingest, proof included",
        f"{result.passages / took:.0f} passages a second ({result.passages} in {took:.1f} s)",
    )


def _warm(settings: Settings) -> list[tuple[str, str]]:
    """Every development question once, after ten to warm up; most are strangers to the library, some are not."""
    assistant = build_assistant(settings, for_people=False)
    questions = development_questions()
    for question in questions[:10]:
        assistant.ask(question)
    took = sorted(assistant.ask(question).took_ms for question in questions)
    high = took[int(len(took) * 0.95)]
    return [
        ("Warm question, median", f"{statistics.median(took):.1f} ms ({len(took)} questions)"),
        ("Warm question, 95th percentile", f"{high:.1f} ms"),
    ]


def _cold(settings: Settings, repeat: int) -> tuple[str, str]:
    command = [sys.executable, "-m", "bot.cli", "ask", "Who oversees the SEND strategy?"]
    surroundings = {**environ, "SIGNPOST_DATA": str(settings.data), "SIGNPOST_MODELS": str(settings.models_folder)}
    times = []
    for _ in range(repeat):
        started = perf_counter()
        subprocess.run(command, env=surroundings, check=True, capture_output=True)
        times.append(perf_counter() - started)
    return (
        "Command to first answer",
        f"{statistics.median(times):.2f} s (of {repeat}: {min(times):.2f} to {max(times):.2f})",
    )


if __name__ == "__main__":
    sys.exit(main())
