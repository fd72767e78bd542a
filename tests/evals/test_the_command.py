"""`signpost eval` as the team types it: run, compare, report, accept, and plain words when something cannot be run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def signpost(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SIGNPOST_DATA": str(data), "SIGNPOST_MODELS": str(Settings().models_folder)}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "eval", *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip


def test_a_suite_is_run_compared_and_shown(data: Path, tmp_path: Path) -> None:
    first, second = signpost(data, "run", "clocks"), signpost(data, "run", "clocks", "--gate")
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert "Groundedness" in first.stdout
    assert "Gate: passed." in second.stdout
    compared = signpost(data, "compare", "previous", "last")
    assert compared.returncode == 0
    assert "no figure changed" in compared.stdout
    report = tmp_path / "report.html"
    assert signpost(data, "report", "--to", str(report)).returncode == 0
    assert "<h1" in report.read_text(encoding="utf-8")


def test_a_run_of_some_suites_cannot_be_the_baseline(data: Path) -> None:
    assert signpost(data, "run", "leaks").returncode == 0
    refused = signpost(data, "accept", "--because", "it suits me")
    assert refused.returncode == 2
    assert "did not ask" in refused.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("run", "weather"), "weather"),
        (("report", "no-such-run"), "There is no run no-such-run"),
        (("compare", "one", "other"), "There is no run"),
        (("outside", "squad", "no-such-file.json"), "no-such-file.json"),
        (("run", "clocks", "--mode", "generative"), "Set a model"),
    ],
)
def test_what_cannot_be_run_is_said_in_a_line_with_exit_code_2(
    words: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    done = signpost(tmp_path, *words)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr
