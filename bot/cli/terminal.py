"""How the command speaks in a terminal: complaints, progress, and an answer in rich text."""

import sys

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.answer import Answer, Citation, Status
from bot.safeguarding.kinds import Urgent
from retrieval import ingest

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def complain(line: str) -> None:
    """Say what went wrong, on standard error, without dressing."""
    print(line, file=sys.stderr)


class ProgressBars(ingest.Progress):
    """An ingest's stages as bars on standard error; they vanish when it is done, and are for a terminal only."""

    def __init__(self) -> None:
        """Show nothing until the first stage starts."""
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._stage: TaskID | None = None

    def __enter__(self) -> "ProgressBars":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def start(self, what: str, total: int) -> None:
        """Show a bar for the stage."""
        self._stage = self._bars.add_task(what, total=total)

    def step(self, count: int = 1) -> None:
        """Move the stage's bar on."""
        if self._stage is not None:
            self._bars.advance(self._stage, count)


def show_answer(answer: Answer) -> None:
    """Print an answer for a person to read, help for a person at risk before all else."""
    if answer.urgent:
        _show_urgent(answer.urgent)
    for statement in answer.statements:
        marks = "".join(f"\\[{number}]" for number in statement.citations)
        out.print(f"{escape(statement.text)} [dim]{marks}[/dim]", soft_wrap=False)
    if answer.actions:
        _show_actions(answer)
    for conflict in answer.conflicts:
        table = Table("Value", "Source", title=f"Different values for: {escape(conflict.about)}", title_justify="left")
        for reading in conflict.readings:
            table.add_row(escape(reading.value), f"\\[{reading.citation}]")
        out.print(table)
    if answer.notice:
        style = "yellow" if answer.status in {Status.UNAVAILABLE, Status.NOT_FOUND, Status.CLARIFY} else "dim"
        out.print(f"[{style}]{escape(answer.notice)}[/{style}]")
    if answer.citations:
        out.print()
        for citation in answer.citations:
            _show_citation(citation)
    for looked_at in () if answer.statements else answer.looked_at:
        out.print(f"[dim]Looked at: {escape(looked_at.title)}, {escape(looked_at.locator)}[/dim]")
    for step in answer.next_steps:
        contact = f"\n[bold]{escape(step.contact)}[/bold]" if step.contact else ""
        out.print(Panel(f"{escape(step.text)}{contact}", title="Who to ask", title_align="left"))


def _show_urgent(urgent: Urgent) -> None:
    lines = [*map(escape, urgent.lines), ""]
    for contact in urgent.contacts:
        ways = " · ".join(filter(None, (contact.phone, contact.text, contact.web, contact.hours)))
        lines.append(f"{escape(contact.name)}: [bold]{escape(ways)}[/bold]")
    out.print(Panel("\n".join(lines), title=f"[bold]{escape(urgent.heading)}[/bold]", title_align="left", style="red"))


def _show_actions(answer: Answer) -> None:
    table = Table("Ref", "Action", "Owners", "Due", "Status", "Source")
    for action in answer.actions:
        owners = "; ".join(", ".join(filter(None, (owner.role, owner.organisation))) for owner in action.owners)
        cells = (action.ref or "", action.action, owners or "Owner not named", action.due or "no date given")
        table.add_row(*map(escape, cells), escape(action.status or ""), f"\\[{action.citation}]")
    out.print(table)


def _show_citation(citation: Citation) -> None:
    document = citation.document
    dated = f", {document.published:%-d %B %Y}" if document.published else ""
    marks = " · illustrative" if document.illustrative else ""
    out.print(
        f"[dim]\\[{citation.number}] {escape(document.title)}{dated} ({document.status.value}{marks}), "
        f"{escape(citation.locator)}\n    {escape(citation.url)}[/dim]",
        soft_wrap=True,
    )
