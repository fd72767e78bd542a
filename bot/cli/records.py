"""``signpost records``: read, export and delete the records of answers."""

import os
import sys
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, TextIO

import typer

from bot.build import build_records
from bot.cli.terminal import complain, out
from bot.records.database import ONLY_THE_OWNER
from bot.records.kept import FeedbackState, GivenFeedback
from bot.settings import Settings
from knowledge.documents import Audience

app = typer.Typer(help="Read, export and delete the records of answers.", no_args_is_help=True)

_DATE = ["%Y-%m-%d"]
# Who has a terminal on the machine may see everything, so what is deleted or marked is looked for in every ring.
_KEEPER = Audience.PARTNER
_WHOSE = typer.Option(help="Whose answers; `partner` includes those for the public.")


@app.command()
def purge(
    older_than: Annotated[
        int | None, typer.Option("--older-than", min=0, help="Days; SIGNPOST_RETENTION_DAYS by default.")
    ] = None,
    conversation: Annotated[str | None, typer.Option(help="Delete this conversation, whatever its age.")] = None,
) -> int:
    """Delete old records, or one conversation, for good: also from unused parts of the database's files."""
    settings = Settings()
    records = build_records(settings)
    deleted = 0
    if conversation is not None:
        deleted = records.delete_conversation(_KEEPER, conversation).answers
    days = settings.retention_days if older_than is None else older_than
    purged = records.purge(records.now() - timedelta(days=days))
    out.print(f"Deleted {deleted + purged.answers} answers, with their feedback.")
    if not purged.is_scrubbed:
        complain("Traces may still be in the database's files, because it is in use or the disk is full. Run it again.")
        return 1
    return 0


@app.command()
def export(
    since: Annotated[datetime | None, typer.Option(formats=_DATE, help="Only answers from this day on.")] = None,
    to: Annotated[Path | None, typer.Option("--out", help="The file to write; standard output by default.")] = None,
    audience: Annotated[
        Audience, typer.Option(help="Whose answers: `partner` includes public ones.")
    ] = Audience.PUBLIC,
) -> int:
    """Write records as JSON, one answer with its citations and feedback a line."""
    records = build_records(Settings())
    moment = since.replace(tzinfo=UTC) if since else None
    with nullcontext(sys.stdout) if to is None else _private(to) as target:
        for kept in records.export(audience, since=moment):
            target.write(kept.model_dump_json() + "\n")
    return 0


@app.command()
def feedback(
    state: Annotated[FeedbackState, typer.Option(help="Which feedback to list.")] = FeedbackState.NEW,
    mark: Annotated[int | None, typer.Option(help="The number of one piece of feedback, to give it a state.")] = None,
    to: Annotated[FeedbackState, typer.Option("--as", help="The state that --mark gives it.")] = FeedbackState.DONE,
    audience: Annotated[
        Audience, typer.Option(help="Whose answers: `partner` includes public ones.")
    ] = Audience.PUBLIC,
) -> int:
    """List what people thought of answers, or mark a piece of it as looked at or done."""
    records = build_records(Settings())
    if mark is not None:
        records.mark_feedback(_KEEPER, mark, to)
        out.print(f"Feedback {mark} is {to.value}.")
        return 0
    for given in records.feedback(audience, state):
        _show(given)
    return 0


def _private(path: Path) -> TextIO:
    # Written anew, and readable by nobody else from the start.
    return open(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, ONLY_THE_OWNER), "w", encoding="utf-8")


def _show(given: GivenFeedback) -> None:
    one, answer = given.feedback, given.answer
    why = f", {one.reason.value}" if one.reason else ""
    lines = [f"{one.id}. {one.given_at:%d %B %Y}: {one.verdict.value}{why} ({answer.status.value}, answer {answer.id})"]
    lines += [f"   asked: {answer.question}"] if answer.question else []
    lines += [f"   said: {statement.text}" for statement in answer.statements]
    lines += [f"   comment: {one.comment}"] if one.comment else []
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)
