"""``signpost clock``: the dates of a statutory timeline, with the working and the law."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.cli.terminal import complain, out
from knowledge.clocks import ClockError, ClockResult, StepResult, clock_names, find_clock, run_clock
from knowledge.dates import read_date, say_date

BAD_USAGE = 2


def clock(
    name: Annotated[str, typer.Argument(help=f"Which timeline: {', '.join(clock_names())}.")],
    start: Annotated[
        str, typer.Option("--from", help='The day it is counted from, such as 2026-01-05 or "5 January".')
    ],
    event: Annotated[
        list[str] | None,
        typer.Option(help="Another date that is known, as ID=DATE; may be given again. The table shows the ids."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> int:
    """Work out the dates of a statutory timeline, with the working and the law."""
    today = datetime.now(UTC).date()
    try:
        result = run_clock(find_clock(name), _day(start, today), _events(event or [], today))
    except (ClockError, ValueError) as error:
        complain(str(error))
        return BAD_USAGE
    if as_json:
        print(result.model_dump_json())
    else:
        _show(result)
    return 0


def _day(text: str, today: date) -> date:
    """Raises ValueError for what is no date."""
    day = read_date(text, today)
    if day is None:
        raise ValueError(f'"{text}" is not a date that can be read for certain. Write it as 2026-01-05.')
    return day


def _events(pairs: list[str], today: date) -> dict[str, date]:
    events: dict[str, date] = {}
    for pair in pairs:
        id_, sign, text = pair.partition("=")
        if not sign:
            raise ValueError(f'"{pair}" is not ID=DATE, such as certificate-issued=2026-01-05.')
        events[id_.strip()] = _day(text, today)
    return events


def _show(result: ClockResult) -> None:
    out.print(f"[bold]{escape(result.title)}[/bold], counted from {say_date(result.start)}: {escape(result.starts)}")
    table = Table("What", "When", "Working", "Law", show_lines=True)
    for step in result.steps:
        table.add_row(escape(step.what), f"[bold]{escape(step.due_words or '-')}[/bold]", _working(step), _law(step))
    out.print(table)
    for known in result.events:
        given = f"{say_date(known.day)}" if known.day else f"not given: add --event {known.id}=DATE"
        out.print(f"{escape(known.what)}: [dim]{escape(given)}[/dim]")
    for exception in dict.fromkeys(exception for step in result.steps for exception in step.exceptions):
        out.print(f"[dim]Exception: {escape(exception.what)} ({escape(exception.law)})[/dim]")
    for note in result.notes:
        out.print(f"[dim]Note: {escape(note.text)}[/dim]")
    out.print(f"[dim]Law checked on {say_date(result.checked)}. This is information, not legal advice.[/dim]")


def _working(step: StepResult) -> str:
    lines = [step.working, *(moved.working for moved in step.moved)]
    return escape("\n".join(lines))


def _law(step: StepResult) -> str:
    laws = [step.law, *(moved.law for moved in step.moved)]
    return escape("\n".join([*laws, f"({step.grade.value})"]))
