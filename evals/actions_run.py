"""Asks the register's golden questions on the sample plans, and prints how many were answered with the exact rows.

    python -m evals.actions_run [--held-out] [--library FOLDER] [--show]

A question is exact when the rows, or the kinds of change with their rows, are those and no others. One put
back with a question is no error, a wrong set given as right is. Exit 0: within the floors, 1: below one,
2: could not run.
"""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import cast

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.register import answer_from_register, understand_action_question
from bot.register.changes import find_changes
from bot.register.finding import find_rows
from bot.register.question import ActionQuestion, Wants
from knowledge.actions import Action, ActionRegister, load_organisations
from knowledge.corpus import Corpus, read_corpus, source_files
from knowledge.documents import DocumentKind, Passage
from knowledge.errors import LibraryError
from retrieval.search import Search

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "actions"
LIBRARY = HERE.parent / "knowledge" / "library"
LEAST_EXACT, MOST_MS, MANY_ROWS = 0.95, 30.0, 2000
TIMED = ("What does NHS Dorset own that is due by March?", "which actions are overdue", "all actions", "amber actoins")


class RegisterCase(BaseModel):
    """A question, and the exact rows or changes that answer it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    q: str
    refs: tuple[str, ...] | None = None
    changes: dict[str, tuple[str, ...]] | None = None
    plan: str | None = None
    ask_back: bool = False
    may_ask: bool = False


class RegisterSuite(BaseModel):
    """Questions asked on one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: date
    questions: tuple[RegisterCase, ...]


class OrdinarySuite(BaseModel):
    """Questions that are not for the register."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: date
    questions: tuple[str, ...]


class Asker:
    """Asks the register of a library."""

    def __init__(self, library: Path) -> None:
        """Read the plans. Raises LibraryError."""
        corpus = read_corpus(library, source_files(library))
        self.corpus = corpus
        self.documents = {document.id: document for document in corpus.documents}
        self.register = ActionRegister(corpus.actions, load_organisations())

    def understand(self, question: str, today: date) -> ActionQuestion | None:
        """The question typed, if it is one for the register."""
        return understand_action_question(question, self.register, self.documents, today)

    def mark(self, case: RegisterCase, today: date) -> tuple[str, str]:
        """How a question went, and what was said."""
        asked = self.understand(case.q, today)
        if asked is None:
            return "missed", "left to the documents"
        if asked.ask_back:
            return ("exact" if case.ask_back else "asked back"), asked.ask_back
        if asked.wants is Wants.COMPARE:
            changed = find_changes(asked, self.register, self.documents)
            found = Counter((change.kind.value, change.ref) for change in changed.changes)
            wanted = Counter((kind, ref) for kind, refs in (case.changes or {}).items() for ref in refs)
            return ("exact" if found == wanted and case.changes is not None else "wrong"), changed.understood
        rows = find_rows(asked, self.register, self.documents)
        right = case.refs is not None and Counter(row.ref for row in rows.rows) == Counter(case.refs)
        right = right and (case.plan is None or asked.query.documents == (case.plan,))
        return ("exact" if right else "wrong"), rows.understood


def _time_many(corpus: Corpus, today: date) -> float:
    """The median time, in ms, to answer from a register of 2,000 rows."""
    document = next(one for one in corpus.documents if one.kind is DocumentKind.DELIVERY_PLAN and one.illustrative)
    some = [action for action in corpus.actions if action.document_id == document.id]
    passages: dict[str, Passage] = {passage.id: passage for passage in corpus.passages}
    many: list[Action] = []
    copies: list[Passage] = []
    for number in range(MANY_ROWS):
        action = some[number % len(some)]
        passage = passages[action.passage_id].model_copy(update={"id": f"{action.passage_id}-{number}"})
        copies.append(passage)
        many.append(action.model_copy(update={"passage_id": passage.id}))
    ring = SimpleNamespace(
        register=ActionRegister(many, load_organisations()),
        documents={document.id: document},
        passages=tuple(copies),
        row_of={passage.id: row for row, passage in enumerate(copies)},
    )
    search = cast(Search, SimpleNamespace(ring=ring))
    answer_from_register(TIMED[0], search, today)
    times = []
    for question in TIMED * 10:
        started = perf_counter()
        answer_from_register(question, search, today)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="ask the questions held out from tuning")
    parser.add_argument("--library", type=Path, default=LIBRARY, help="where the sample plans are")
    parser.add_argument("--show", action="store_true", help="print each question that was not exact")
    options = parser.parse_args()
    try:
        name = "held_out.yaml" if options.held_out else "questions.yaml"
        suite = RegisterSuite.model_validate(yaml.safe_load((GOLDEN / name).read_text(encoding="utf-8")))
        ordinary = OrdinarySuite.model_validate(yaml.safe_load((GOLDEN / "ordinary.yaml").read_text(encoding="utf-8")))
        asker = Asker(options.library)
    except (OSError, ValidationError, yaml.YAMLError, LibraryError) as error:
        print(error, file=sys.stderr)
        return 2
    marks = [(case, *asker.mark(case, suite.today)) for case in suite.questions]
    false = [question for question in ordinary.questions if asker.understand(question, ordinary.today)]
    if options.show:
        for case, mark, said in marks:
            if mark != "exact":
                print(f"{case.id} {mark}: {case.q}\n    {said}")
        for question in false:
            print(f"false trigger: {question}")
    return _report(Counter(mark for _case, mark, _said in marks), len(false), _time_many(asker.corpus, suite.today))


def _report(counts: Counter[str], false: int, many_ms: float) -> int:
    total = counts.total()
    for mark in ("exact", "asked back", "wrong", "missed"):
        print(f"{mark:15} {counts[mark]:3} of {total} ({counts[mark] / total:.1%})")
    print(f"{'false triggers':15} {false:3}")
    print(f"{MANY_ROWS} rows: {many_ms:.1f} ms, the median of {len(TIMED)} questions asked 10 times")
    fine = counts["exact"] / total >= LEAST_EXACT and not counts["wrong"] and not false and many_ms <= MOST_MS
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
