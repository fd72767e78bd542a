"""Asks the last question of each golden conversation, and prints how often its passage is among the first three.

    python -m evals.follow_ups_run [--split dev|held_out] [--show]

Three ways: as it was typed without the questions before it, as Signpost reads it with them, and as a person wrote
it to stand alone, which is the most that reading can bring. Passages are those that an answer cites and looked
at, in their order. The starter library is indexed for the run. Exit 0 if it ran, 2 if it could not.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bot.answer import Answer
from bot.assistant import Assistant
from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.follow_ups import stand_alone
from bot.settings import Settings
from evals.follow_ups import Conversation, load_follow_ups
from evals.golden import GoldenError, Split
from retrieval.ingest import ingest

FIRST = 3
_URL = re.compile(r"/sources/(?P<document>[^?]+)\?passage=(?P<anchor>[^#]+)")


class Asked(NamedTuple):
    """What one conversation was worth."""

    conversation: Conversation
    read_as: str
    alone: bool
    read: bool
    written: bool
    leaning_seen: bool


def passages(answer: Answer) -> list[str]:
    """The ids of the passages that an answer cites and looked at, in their order."""
    urls = [citation.url for citation in answer.citations] + [looked.url for looked in answer.looked_at]
    found = (match for url in urls if (match := _URL.search(url)))
    return list(dict.fromkeys(f"{match['document']}:{match['anchor']}" for match in found))


def ask(conversation: Conversation, assistant: Assistant) -> Asked:
    """Ask a conversation's last question in the three ways."""

    def found(question: str, history: tuple[str, ...] = ()) -> bool:
        answer = assistant.ask(question, conversation.audience, history)
        return bool(set(passages(answer)[:FIRST]) & set(conversation.passages))

    *before, last = conversation.turns
    read = stand_alone(last, before)
    return Asked(
        conversation,
        read.question,
        alone=found(last),
        read=found(last, tuple(before)),
        written=found(conversation.stand_alone),
        leaning_seen=read.is_follow_up is conversation.leans,
    )


def _row(name: str, asked: list[Asked]) -> list[str]:
    figures = [
        sum(getattr(one, field) for one in asked) / len(asked) if asked else 0.0
        for field in ("alone", "read", "written", "leaning_seen")
    ]
    return [name, str(len(asked)), *(f"{figure:.1%}" for figure in figures)]


def _table(asked: list[Asked]) -> Table:
    table = Table("Last question", "Conversations", "Typed alone", "As read", "As a person wrote it", "Leaning seen")
    table.add_row(*_row("leans", [one for one in asked if one.conversation.leans]))
    table.add_row(*_row("a new topic", [one for one in asked if not one.conversation.leans]))
    table.add_row(*_row("all", asked))
    return table


def run(split: Split, work: Path) -> list[Asked]:
    """Index the starter library and ask every conversation of a split. Raises GoldenError."""
    conversations = load_follow_ups(split).conversations
    settings = Settings(data=work, models=Settings().models_folder)
    ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
    assistant = build_assistant(settings, source_base="", for_people=False)
    return [ask(one, assistant) for one in conversations]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, default=Split.DEV, choices=list(Split))
    parser.add_argument("--show", action="store_true", help="print each conversation that went wrong (dev only)")
    options = parser.parse_args()
    console = Console(width=140)
    try:
        with tempfile.TemporaryDirectory() as work:
            asked = run(options.split, Path(work))
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    console.print(_table(asked))
    if options.show and options.split is Split.DEV:
        for one in asked:
            if not one.read or not one.leaning_seen:
                turns = " / ".join(one.conversation.turns)
                console.print(f"{one.conversation.id} {turns} => {one.read_as}", markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
