"""Masks the golden messages, and prints what was found, what was touched that should not be, and how long it took.

    python -m evals.personal_data_run [--split dev|held_out] [--reports FOLDER] [--show]

The names and contacts in the starter library are public in every message, and those of the reports of the golden
questions in a message that names somebody of a report. What went wrong is shown for the messages to develop on; of the
held-out ones only the figures. Exit 0: at or above the goals, 1: below one, 2: could not run.
"""

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.masker import Masked, Masker
from bot.personal_data.public import PublicTexts
from bot.settings import Settings
from evals.golden import GoldenError, Split
from evals.golden_run import REPORT_PLACES
from evals.privacy import PersonalItem, PersonalSet, PlainSet, load_personal, load_plain
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience
from retrieval.rings import RingTexts

LEAST_MASKED = 0.98  # of the items
MOST_TOUCHED = 0.01  # of the messages with nothing personal


class Outcome(BaseModel):
    """What became of one message."""

    model_config = ConfigDict(frozen=True)

    text: str
    masked: str
    items: tuple[PersonalItem, ...] = ()
    survivors: tuple[PersonalItem, ...] = ()
    kept: int = 0
    lost: tuple[str, ...] = ()
    took_ms: float


def library_texts() -> Iterator[str]:
    """The texts of the public passages of the starter library."""
    library = Settings().library
    for passage in RingTexts.of(read_corpus(library, source_files(library)), Audience.PUBLIC).passages:
        yield passage.text


def report_texts(places: Iterable[Path]) -> Iterator[str]:
    """The texts of the reports that the golden questions are asked of."""
    for place in places:
        for file in sorted(place.glob("*.txt")) + sorted(place.glob("*.md")):
            yield file.read_text(encoding="utf-8")


def personal_outcomes(messages: PersonalSet, masker: Masker) -> list[Outcome]:
    """Each message with personal data, masked."""
    outcomes = []
    for message in messages.messages:
        masked, took = _timed(masker.mask, message.text)
        outcomes.append(
            Outcome(
                text=message.text,
                masked=masked.text,
                items=message.items,
                survivors=message.survivors(masked.text),
                kept=len(message.keep),
                lost=message.lost(masked.text),
                took_ms=took,
            )
        )
    return outcomes


def plain_outcomes(messages: PlainSet, masker: Masker, with_reports: Masker) -> list[Outcome]:
    """Each message with nothing personal, masked."""
    outcomes = []
    for message in messages.messages:
        masked, took = _timed((with_reports if message.named_in else masker).mask, message.text)
        outcomes.append(Outcome(text=message.text, masked=masked.text, took_ms=took))
    return outcomes


def _timed(mask: Callable[[str], Masked], text: str) -> tuple[Masked, float]:
    started = perf_counter()
    masked = mask(text)
    return masked, (perf_counter() - started) * 1000


def kinds_table(personal: Iterable[Outcome]) -> Table:
    """How many items of each kind were masked."""
    personal = list(personal)
    there = Counter(item.kind for outcome in personal for item in outcome.items)
    left = Counter(item.kind for outcome in personal for item in outcome.survivors)
    table = Table("Kind", "Items", "Masked", "Share")
    for kind in PersonalDataKind:
        masked = there[kind] - left[kind]
        table.add_row(kind.value, str(there[kind]), str(masked), f"{masked / there[kind]:.1%}" if there[kind] else "-")
    return table


def show_wrong(console: Console, outcomes: Iterable[Outcome]) -> None:
    """Print each message that was not masked as it should be."""
    for outcome in outcomes:
        wrong = [item.text for item in outcome.survivors] + [f"lost: {text}" for text in outcome.lost]
        if wrong or (not outcome.items and outcome.masked != outcome.text):
            console.print(f"{outcome.text}\n  -> {outcome.masked}\n  {'; '.join(wrong)}", markup=False)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.DEV)
    parser.add_argument("--reports", type=Path, help="a folder with reports, before the usual places")
    parser.add_argument("--show", action="store_true", help="print each wrong message of those to develop on")
    options = parser.parse_args()
    console = Console(width=140)
    try:
        personal_set, plain_set = load_personal(options.split), load_plain(options.split)
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    library = list(library_texts())
    places = [*([options.reports] if options.reports else []), *REPORT_PLACES]
    masker = Masker(PublicTexts(library))
    masker.load()
    personal = personal_outcomes(personal_set, masker)
    plain = plain_outcomes(plain_set, masker, Masker(PublicTexts([*library, *report_texts(places)])))
    if options.show and options.split is Split.DEV:
        show_wrong(console, [*personal, *plain])
    console.print(kinds_table(personal))
    return 0 if _report(console, personal, plain) else 1


def _report(console: Console, personal: list[Outcome], plain: list[Outcome]) -> bool:
    items = sum(len(one.items) for one in personal)
    masked = items - sum(len(one.survivors) for one in personal)
    touched = sum(one.masked != one.text for one in plain)
    lost, kept = sum(len(one.lost) for one in personal), sum(one.kept for one in personal)
    console.print(f"items masked: {masked} of {items} ({masked / items:.1%})")
    console.print(f"ordinary messages touched: {touched} of {len(plain)} ({touched / len(plain):.1%})")
    console.print(f"texts to keep that were lost: {lost} of {kept}")
    for name, outcomes in (("with personal data", personal), ("with nothing personal", plain)):
        times = sorted(one.took_ms for one in outcomes)
        late = times[int(0.95 * (len(times) - 1))]
        console.print(f"a message {name}: median {statistics.median(times):.1f} ms, 95 % within {late:.1f} ms")
    return masked >= LEAST_MASKED * items and touched <= MOST_TOUCHED * len(plain) and not lost


if __name__ == "__main__":
    sys.exit(main())
