"""The command's front door: its subcommands, and the one place where errors become a line and an exit code."""

import sys
from importlib.metadata import entry_points

import typer
from pydantic import ValidationError

from bot.cli import actions, asking, clock, indexing, pausing, records, serving, slack
from bot.cli.terminal import complain
from bot.logs import set_up_logs
from bot.records.errors import NoSuchAnswer, RecordsUnusable
from knowledge.errors import LibraryError
from retrieval.errors import DataFolderBusy, DataFolderUnusable, EmbeddingError, IndexBroken, IndexMissing

FAILED, BAD_USAGE = 1, 2

app = typer.Typer(
    name="signpost",
    help=(
        "Cited answers from the documents of a SEND partnership.\n\n"
        'Start with: signpost ask "Who oversees the SEND strategy?"'
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("ingest")(indexing.ingest)
app.command("ask")(asking.ask)
app.command("actions")(actions.actions)
app.command("clock")(clock.clock)
app.command("serve")(serving.serve)
app.command("slack")(slack.slack)
app.command("doctor")(indexing.doctor)
app.command("pause")(pausing.pause)
app.command("resume")(pausing.resume)
app.add_typer(records.app, name="records")
for added in entry_points(group="signpost.commands"):
    app.add_typer(added.load(), name=added.name)

_OURS = (
    LibraryError,
    EmbeddingError,
    IndexMissing,
    IndexBroken,
    DataFolderBusy,
    DataFolderUnusable,
    RecordsUnusable,
    NoSuchAnswer,
)


def main() -> None:
    """Run the command. Exit 0: fine; 1: the work failed; 2: it was asked wrongly."""
    set_up_logs()
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as error:
        complain(" ".join(error.format_message().split()))
        sys.exit(BAD_USAGE)
    except ValidationError as error:
        complain(f"A SIGNPOST_ setting is wrong: {_first_problem(error)}.")
        sys.exit(BAD_USAGE)
    except _OURS as error:
        complain(str(error))
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.exit(FAILED)
    except OSError as error:
        complain(f"{error.filename or 'A file'}: {error.strerror or error}.")
        sys.exit(FAILED)


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
