"""``signpost ask``: one question, or a file of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from bot.answer import Answer, Status
from bot.assistant import Assistant
from bot.build import build_assistant
from bot.cli.indexing import build_index
from bot.cli.terminal import complain, err, show_answer
from bot.settings import Settings
from knowledge.documents import Audience
from retrieval.errors import IndexBroken, IndexMissing
from retrieval.generations import current_name


class BatchLine(BaseModel):
    """One line of a batch file."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: StrictStr | StrictInt
    q: str
    audience: Audience | None = None
    history: tuple[str, ...] = Field(default=())


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    audience: Annotated[Audience, typer.Option(help="Whose documents may be used.")] = Audience.PUBLIC,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='A file with one {"id", "q"} a line (also "audience", "history"); one JSON answer a line.'),
    ] = None,
) -> int:
    """Ask a question and get an answer, each statement proved by a quote."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question in quotes, or --batch FILE, and not both")
    settings = Settings()
    if question is not None and not question.strip():
        raise typer.BadParameter("the question is empty: write it in quotes after `signpost ask`")
    assistant = build_assistant(settings)
    if not (assistant.pause and assistant.pause.state()):
        _index_if_missing(settings)
    if batch is not None:
        return _ask_all(assistant, batch, audience)
    answer = assistant.ask(question or "", audience)
    if as_json:
        print(answer.model_dump_json())
    else:
        show_answer(answer)
    return 1 if answer.status is Status.UNAVAILABLE else 0


def _index_if_missing(settings: Settings) -> None:
    """The first question after a fresh install makes the index instead of failing."""
    try:
        current_name(settings.data)
    except IndexMissing:
        err.print("There is no index yet. Making it now...")
        build_index(settings)
    except IndexBroken:
        return  # the answer itself says that there is none to be had


def _ask_all(assistant: Assistant, batch: Path, audience: Audience) -> int:
    """Answer each line of the file in turn. A line that cannot be read is complained of, the rest is answered."""
    worked = True
    for number, line in _lines(batch):
        try:
            asked = BatchLine.model_validate_json(line)
        except ValidationError as error:
            complain(f'{batch}, line {number}: {error.errors()[0]["msg"]}. Each line needs an "id" and a "q".')
            worked = False
            continue
        answer = assistant.ask(asked.q, asked.audience or audience, asked.history)
        worked = worked and answer.status is not Status.UNAVAILABLE
        print(_with_id(answer, asked.id), flush=True)
    return 0 if worked else 1


def _lines(batch: Path) -> Iterator[tuple[int, str]]:
    try:
        # 0 is standard input, which may begin with a byte order mark as a file may.
        source = open(0 if str(batch) == "-" else batch, encoding="utf-8-sig", errors="replace")  # noqa: SIM115
    except OSError as error:
        raise typer.BadParameter(f"{batch} cannot be read: {error.strerror}") from error
    with source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield number, line


def _with_id(answer: Answer, id_: str | int) -> str:
    return json.dumps({**answer.model_dump(mode="json"), "id": id_}, ensure_ascii=False)
