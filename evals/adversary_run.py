"""Lets a very small language model answer questions through Signpost, and counts what of it is shown.

    python -m evals.adversary_run --python PYTHON --model-folder FOLDER [--questions N] [--show]

So small a model mixes things up and makes things up, which is what it is for here: nobody is ever to get answers by it.
Started by scripts/adversary, which makes the Python that it runs in. Exit 0: nothing unproved was shown, 1: some was.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from langchain_core.messages import BaseMessage
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from bot.answer import Answer, Mode
from bot.assistant import Assistant
from bot.build import build_assistant, build_writer, embedder_maker, embedder_name, ingest_places, today_in_england
from bot.generative.reading import Reading
from bot.generative.shapes import WrittenAnswer, WrittenStatement
from bot.generative.writer import Writer
from bot.generative.written import read_written
from bot.model.background import Stop
from bot.model.errors import ModelFailed
from bot.model.model import LanguageModel
from bot.proof import follows
from bot.question import ENGLISH, QuestionKind
from bot.screen import Screen
from bot.settings import Settings
from evals.cases import Split
from evals.generative import load_truths
from knowledge.documents import Audience
from knowledge.quotes import normalise, stands_in
from retrieval.index import Index
from retrieval.ingest import ingest

MOST_TOKENS = 300  # left alone, so small a model goes on for ever
PATIENCE_SECONDS = 180.0  # for a model that runs on two processors
SERVER = Path(__file__).parent / "small_model_server.py"


class Overhearing(LanguageModel):
    """A model of whose answers the last is kept as it was written."""

    heard = ""

    def stream(
        self, messages: Sequence[BaseMessage], shape: type[BaseModel], stop: Stop | None = None
    ) -> Generator[str, None, None]:
        """As LanguageModel.stream, keeping what passes."""
        said = ""
        for piece in super().stream(messages, shape, stop):
            said += piece
            if shape is WrittenAnswer:
                self.heard = said
            yield piece


class OnlyWrites(Writer):
    """Writes answers, and leaves questions as they are: so small a model cannot fill in the form about them."""

    def read(self, question: str, history: Sequence[str], kinds: str, stop: Stop | None = None) -> Reading:
        """A reading that changes nothing."""
        return Reading(
            kind=QuestionKind.STRATEGY, confidence=0.0, language=ENGLISH, stand_alone=None, at_risk=None, actions=None
        )


def questions(most: int) -> list[str]:
    """Questions about the starter library, one a passage."""
    asked = [case.question for case in load_truths(Split.DEV).cases if case.audience is Audience.PUBLIC]
    return list(dict.fromkeys(asked))[:most]


def written_in(text: str) -> list[WrittenStatement]:
    """The whole statements of what a model wrote."""
    found: list[WrittenStatement] = []
    try:
        for item in read_written(iter([text])):
            if isinstance(item, WrittenStatement):
                found.append(item)
    except ModelFailed:
        return found
    return found


def fates(text: str, answer: Answer) -> Iterator[str]:
    """How each statement that the model wrote fared."""
    shown = {statement.text for statement in answer.statements}
    for statement in written_in(text):
        if normalise(statement.text) in shown:
            yield "written"
        else:
            kept = any(stands_in(said, statement.quote) or stands_in(statement.quote, said) for said in shown)
            yield "quote" if kept else "dropped"


def unproved(answer: Answer, assistant: Assistant) -> list[str]:
    """What was shown though none of its quotes proves it, seen by looking into the documents again."""
    cited = {citation.number: citation for citation in answer.citations}
    wrong = []
    for statement in answer.statements:
        quotes = [cited[number] for number in statement.citations]
        pages = {one.number: assistant.source(one.document.id, answer.audience) for one in quotes}
        stand = [
            one.quote
            for one in quotes
            if (page := pages[one.number]) and any(stands_in(one.quote, passage.text) for passage in page.passages)
        ]
        if not any(stands_in(statement.text, quote) or follows(statement.text, quote) is None for quote in stand):
            wrong.append(statement.text)
    return wrong


@contextmanager
def small_model(python: Path, folder: Path) -> Iterator[str]:
    """The service of the small model; its address."""
    command = [str(python), str(SERVER), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            lines = process.stdout or ()
            yield next(line.strip() for line in lines if line.startswith("http://")) + "/v1"
        finally:
            process.kill()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path, required=True, help="the Python that has the model")
    parser.add_argument("--model-folder", type=Path, required=True, help="where the model file is put together")
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--show", action="store_true", help="print the statements, to be judged by a person")
    options = parser.parse_args()
    console = Console(width=120)
    ended, told, wrong, took = Counter[str](), Counter[str](), list[str](), list[float]()
    with tempfile.TemporaryDirectory() as work, small_model(options.python, options.model_folder) as address:
        settings = Settings(
            data=Path(work),
            models=Settings().models_folder,
            openai_base_url=address,
            openai_api_key=None,
            model="small",
            model_first_token_seconds=PATIENCE_SECONDS,
            model_answer_seconds=PATIENCE_SECONDS,
        )
        ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
        plain, model = build_assistant(settings, source_base="", for_people=False), _overhearing(settings)
        assistant = Assistant(
            Index(settings.data, embedder_maker(settings), None),
            source_base="",
            screen=Screen(settings.max_question),
            today=today_in_england,
            writer=OnlyWrites(model, today_in_england),
        )
        for question in questions(options.questions):
            model.heard = ""
            began = monotonic()
            answer = assistant.ask(question)
            took.append(monotonic() - began)
            told.update(fates(model.heard, answer))
            fell_back = answer.fell_back.value if answer.fell_back else "no fallback"
            ended[fell_back if answer.mode is Mode.EXTRACTIVE else f"written, {fell_back}"] += 1
            wrong += unproved(answer, plain)
            if options.show:
                _show(model.heard, answer)
            console.print(f"{took[-1]:5.1f} s  {answer.status.value:10} {fell_back:12} {question}", highlight=False)
    table = Table("Measure", "Value")
    for name, value in (
        ("Questions", str(len(took))),
        ("Seconds a question, mean", f"{sum(took) / len(took):.1f}"),
        ("Statements that the model wrote", str(told.total())),
        ("  shown as written", str(told["written"])),
        ("  shown as their quote", str(told["quote"])),
        ("  dropped", str(told["dropped"])),
        ("How answers ended", ", ".join(f"{name}: {count}" for name, count in ended.most_common())),
        ("Unproved statements shown", str(len(wrong))),
    ):
        table.add_row(name, value)
    console.print(table)
    for text in wrong:
        print(f"UNPROVED {text}")
    return 1 if wrong else 0


def _show(heard: str, answer: Answer) -> None:
    """Each statement that the model wrote, how it fared, and the quotes of what is shown."""
    for statement, fate in zip(written_in(heard), fates(heard, answer), strict=True):
        print(f"    {fate}: {statement.text}")
    if answer.mode is Mode.GENERATIVE:
        quotes = {citation.number: citation.quote for citation in answer.citations}
        for shown in answer.statements:
            print(f"    SHOWN {shown.text} <= {' | '.join(quotes[number] for number in shown.citations)}")


def _overhearing(settings: Settings) -> Overhearing:
    writer = build_writer(settings)
    if writer is None:
        raise SystemExit("no model is set")
    model = writer.model
    chat = model.chat.model_copy(update={"max_tokens": MOST_TOKENS})
    # It breaks off more often than not, and is not to be left alone for that.
    limits = model.limits.model_copy(update={"failures": 1_000_000})
    return Overhearing(chat, limits, model.budget)


if __name__ == "__main__":
    sys.exit(main())
