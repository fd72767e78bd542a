"""Reads the kind of each golden question, and prints how many were read rightly and what was taken for what.

    python -m evals.kinds_run [--split dev|held_out] [--show]

It also reads every question that the documents, the register, the clocks or the directory should answer, and counts
those that would wrongly be sent away. Exit 0 if it ran, 2 if it could not.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

import yaml
from rich.console import Console
from rich.table import Table

from bot.cards.answer import SURE
from bot.question import QuestionKind
from bot.question_kinds import kind_of
from evals.actions_run import GOLDEN as ACTIONS
from evals.by_code_run import SUITES, load_suite
from evals.golden import GoldenError, Split, load_suites
from evals.golden_run import HERE
from evals.kinds import KindCase, load_kinds
from knowledge.documents import Audience

SENT_AWAY = {
    QuestionKind.OWN_CASE,
    QuestionKind.LEGAL_ADVICE,
    QuestionKind.ABUSE,
    QuestionKind.UNCLEAR,
    QuestionKind.SMALL_TALK,
}


def _read(cases: tuple[KindCase, ...]) -> list[tuple[KindCase, QuestionKind]]:
    return [(case, kind_of(case.text, case.audience).kind) for case in cases]


def _table(read: list[tuple[KindCase, QuestionKind]]) -> Table:
    table = Table("Kind", "Questions", "Rightly read", "Taken for")
    for kind in QuestionKind:
        mine = [(case, found) for case, found in read if case.kind is kind]
        wrong = Counter(found.value for case, found in mine if not case.accepts(found))
        right = len(mine) - wrong.total()
        share = f"{right / len(mine):.1%}" if mine else "-"
        table.add_row(kind.value, str(len(mine)), share, ", ".join(f"{name} {many}" for name, many in wrong.items()))
    right = sum(case.accepts(found) for case, found in read)
    table.add_row("all", str(len(read)), f"{right / len(read):.1%}" if read else "-", "")
    return table


def answerable_questions() -> Iterator[str]:
    """Every dev question of the other sets: none is for a card, but for another council's area."""
    for suite in load_suites(HERE / "golden" / "dev"):
        yield from (case.question for case in suite.cases)
    for name in SUITES:
        yield from (case.question for case in load_suite(name).cases if not case.held_out)
    for name in ("questions", "ordinary"):
        asked = yaml.safe_load((ACTIONS / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]
        yield from (one if isinstance(one, str) else one["q"] for one in asked)


def sent_away() -> tuple[list[str], int]:
    """The questions that would get a card though something answers them, and how many were read."""
    every = list(answerable_questions())
    wrong = []
    for question in every:
        read = kind_of(question, Audience.PUBLIC)
        if read.kind in SENT_AWAY and read.confidence >= SURE:
            wrong.append(f"{read.kind} ({read.why}): {question}")
    return wrong, len(every)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, default=Split.DEV, choices=list(Split))
    parser.add_argument("--show", action="store_true", help="print each question that was read wrongly (dev only)")
    options = parser.parse_args()
    console = Console(width=140)
    try:
        read = _read(load_kinds(options.split).questions)
        wrong, many = sent_away()
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    console.print(_table(read))
    console.print(
        f"Wrongly sent away of {many} questions that something answers: {len(wrong)} ({len(wrong) / many:.2%})"
    )
    if options.show and options.split is Split.DEV:
        for case, found in read:
            if not case.accepts(found):
                console.print(f"{case.kind} taken for {found}: {case.text}", markup=False)
        for line in wrong:
            console.print(f"sent away as {line}", markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
