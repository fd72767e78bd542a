"""``signpost clock`` gives the dates of a timeline, and says what is wrong with what it was given."""

import json

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from bot.cli import clock as clock_command


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(clock_command.clock)
    return CliRunner().invoke(app, list(arguments), standalone_mode=False)


def test_the_table_shows_dates_working_and_law(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_command, "out", Console(width=1000))
    shown = run("appeal", "--from", "2025-10-01", "--event", "certificate-issued=29/11/2025")
    assert shown.return_value == 0
    assert "by Friday 2 January 2026" in shown.output
    assert "Monday 29 December 2025 becomes Friday 2 January 2026" in shown.output
    assert "rule 12(3)(a)" in shown.output


def test_json_is_the_whole_result() -> None:
    result = json.loads(run("ehc-assessment", "--from", "5 January 2026", "--json").output)
    assert result["name"] == "ehc-assessment"
    assert result["steps"][0]["due"] == "2026-02-16"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("apeal", "--from", "2026-01-05"), 'Did you mean "appeal"?'),
        (("appeal", "--from", "soon"), "not a date"),
        (("appeal", "--from", "2026-01-05", "--event", "certificate-issued"), "ID=DATE"),
        (("appeal", "--from", "2026-01-05", "--event", "x=2026-02-05"), 'no date called "x"'),
    ],
)
def test_a_wrong_name_or_date_is_bad_usage(arguments: tuple[str, ...], said: str) -> None:
    shown = run(*arguments)
    assert shown.return_value == 2
    assert said in shown.output
