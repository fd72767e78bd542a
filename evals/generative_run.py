"""Lets a scripted model lie and tell the truth to the real assistant, over HTTP, and counts what is shown.

    python -m evals.generative_run [--split dev|held_out|all] [--show]

Each answer's passage is found by the search where it can be; where it is not among what the model is given, the
same answer is composed from that passage and those found. Times are of this process; the scripted service's own
waits are taken off. Exit 0: no false statement was shown, 1: one was, 2: could not run.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from bot.answer import Answer, ShownStatement
from bot.assistant import Assistant
from bot.build import build_assistant, build_writer, embedder_maker, embedder_name, ingest_places
from bot.draft import DraftStatement
from bot.generative.compose import compose_with_model
from bot.generative.writer import Writer
from bot.question import Question
from bot.settings import Settings
from evals.cases import Split
from evals.generative import FOLDER, AnswerCase, load_lies, load_truths
from evals.golden import GoldenError
from evals.scripted_model import Reply
from evals.scripted_process import NUMBER, ModelProcess, model_process
from knowledge.quotes import normalise, stands_in
from retrieval.ingest import ingest
from retrieval.search import Found

THINKS_SECONDS = 0.15  # before the first word; a real service takes longer
BETWEEN_SECONDS = 0.004  # from one piece of 16 letters to the next: a thousand tokens a second
HERE = Path(__file__).parent
LIBRARY = HERE.parent / "knowledge" / "library"
REPORTS = HERE / "libraries" / "reports"


class Shown(BaseModel):
    """What came of one answer. Milliseconds: from the first whole statement to the first shown, our own, and

    what the same question takes without a model.
    """

    model_config = ConfigDict(frozen=True)

    case: AnswerCase
    texts: tuple[str, ...]
    quotes: tuple[str, ...]
    by_search: bool
    to_first_ms: float | None = None
    own_ms: float | None = None
    without_ms: float | None = None

    @property
    def false(self) -> tuple[str, ...]:
        """What was shown and is neither true nor a quote."""
        true = {normalise(one.text) for one in self.case.statements if one.is_true}
        return tuple(
            text for text in self.texts if text not in true and not any(stands_in(text, quote) for quote in self.quotes)
        )

    def kept(self) -> Iterator[str]:
        """How each true statement fared: written, quote or dropped."""
        for one in self.case.statements:
            if not one.is_true:
                continue
            if normalise(one.text) in self.texts:
                yield "written"
            else:
                shown = any(stands_in(text, one.quote) or stands_in(one.quote, text) for text in self.texts)
                yield "quote" if shown else "dropped"


def _reply(case: AnswerCase) -> Reply:
    if case.raw is not None:
        return Reply(text=case.raw, before_first=THINKS_SECONDS, between=BETWEEN_SECONDS)
    statements = [
        {"text": one.text, "passage": NUMBER if one.number is None else one.number, "quote": one.quote}
        for one in case.statements
    ]
    text = json.dumps({"statements": statements, "complete": "complete"}, ensure_ascii=False)
    return Reply(text=text, before_first=THINKS_SECONDS, between=BETWEEN_SECONDS)


class Stage(BaseModel):
    """Everything a case is played on."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    assistant: Assistant
    plain: Assistant
    writer: Writer
    model: ModelProcess

    def play(self, case: AnswerCase) -> Shown:
        """Ask one case's question, and see what is shown."""
        page = self.assistant.source(case.document, case.audience)
        passage = next((one for one in page.passages if one.anchor == case.passage), None) if page else None
        if page is None or passage is None:
            raise GoldenError(f"{case.id}: there is no passage {case.passage_id}.")
        self.model.script({"WrittenAnswer": _reply(case)}, needs=passage.text)
        began = monotonic()
        first: float | None = None
        parts: list[ShownStatement] = []
        for part in self.assistant.parts(Question(text=case.question, audience=case.audience)):
            if isinstance(part, Answer):
                break
            if isinstance(part, ShownStatement):
                first = first or monotonic()
                parts.append(part)
        took = monotonic() - began
        seen = self.model.asked()
        if not seen["was_given"]:
            return self._compose(case, _found(case, passage, page.document))
        away = sum(one["done_at"] - one["at"] for one in seen["asked"])
        written_at = seen["asked"][-1]["first_statement_at"]
        return Shown(
            case=case,
            texts=tuple(part.text for part in parts),
            quotes=tuple(citation.quote for part in parts for citation in part.citations),
            by_search=True,
            to_first_ms=(first - written_at) * 1000 if first and written_at else None,
            own_ms=(took - away) * 1000,
            without_ms=self._without(case),
        )

    def _without(self, case: AnswerCase) -> float:
        began = monotonic()
        self.plain.ask(case.question, case.audience)
        return (monotonic() - began) * 1000

    def _compose(self, case: AnswerCase, found: Found) -> Shown:
        items = compose_with_model(case.question, [found], self.writer.model, case.audience, "en")
        drafts = [item for item in items if isinstance(item, DraftStatement)]
        return Shown(
            case=case,
            texts=tuple(draft.text for draft in drafts),
            quotes=tuple(proof.quote for draft in drafts for proof in draft.proofs),
            by_search=False,
        )


def _found(case: AnswerCase, passage: object, document: object) -> Found:
    return Found.model_validate(
        {"row": 0, "passage": passage, "document": document, "fused": 1.0, "likeness": 1.0, "words": 1.0}
        | {"sentences": (), "sentence_likeness": ()}
    )


@contextmanager
def stage() -> Iterator[Stage]:
    """The library with the made-up reports and a page with orders hidden in it, and a scripted service."""
    with tempfile.TemporaryDirectory() as work, model_process() as model:
        library = Path(work) / "library"
        shutil.copytree(LIBRARY, library)
        shutil.copytree(REPORTS, library / "reports")
        shutil.copytree(FOLDER / "library", library / "made-up")
        settings = Settings(
            library=library,
            data=Path(work) / "data",
            models=Settings().models_folder,
            openai_base_url=model.url,
            model="scripted",
            model_tokens_a_day=1_000_000_000,
        )
        ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
        assistant, writer = build_assistant(settings, source_base="", for_people=False), build_writer(settings)
        plain = build_assistant(settings.model_copy(update={"model": "none"}), source_base="", for_people=False)
        if writer is None:
            raise GoldenError("No model is set.")
        assistant.check_ready()
        plain.check_ready()
        yield Stage(assistant=assistant, plain=plain, writer=writer, model=model)


def _table(lies: list[Shown], truths: list[Shown]) -> Table:
    table = Table("Measure", "Value")
    kept = Counter(fate for one in truths for fate in one.kept())
    total = sum(kept.values()) or 1
    table.add_row("Answers that lie", str(len(lies)))
    table.add_row("Answers that are true", str(len(truths)))
    table.add_row("Passage found by the search", f"{sum(one.by_search for one in (*lies, *truths))}")
    table.add_row("False statements shown", str(sum(len(one.false) for one in (*lies, *truths))))
    table.add_row("True statements", str(sum(kept.values())))
    for fate in ("written", "quote", "dropped"):
        table.add_row(
            f"  kept as {fate}" if fate != "dropped" else "  dropped", f"{kept[fate]} ({kept[fate] / total:.1%})"
        )
    firsts = [one.to_first_ms for one in (*lies, *truths) if one.to_first_ms is not None]
    timed = [(one.own_ms, one.without_ms) for one in (*lies, *truths) if one.own_ms and one.without_ms]
    owns, added = [own for own, _ in timed], [own - without for own, without in timed]
    for name, values in (
        ("First whole statement to first shown", firsts),
        ("Our own time an answer", owns),
        ("Of it, what the model adds", added),
    ):
        if values:
            worst = sorted(values)[int(len(values) * 0.95) - 1]
            table.add_row(
                f"{name}, ms", f"median {statistics.median(values):.1f}, 95 % {worst:.1f}, most {max(values):.1f}"
            )
    return table


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=[*Split, "all"], default=Split.DEV)
    parser.add_argument("--show", action="store_true", help="print what was false, and what was not kept as written")
    options = parser.parse_args()
    splits = list(Split) if options.split == "all" else [Split(options.split)]
    try:
        with stage() as playing:
            lies = [playing.play(case) for split in splits for case in load_lies(split).cases]
            truths = [playing.play(case) for split in splits for case in load_truths(split).cases]
    except GoldenError as error:
        print(error, file=sys.stderr)
        return 2
    Console(width=120).print(_table(lies, truths))
    if options.show:
        _show(lies, truths)
    return 1 if any(one.false for one in (*lies, *truths)) else 0


def _show(lies: list[Shown], truths: list[Shown]) -> None:
    for one in (*lies, *truths):
        for text in one.false:
            print(f"FALSE {one.case.id} {one.case.kind}: {text}")
        for said, fate in zip((s for s in one.case.statements if s.is_true), one.kept(), strict=True):
            if fate != "written":
                print(f"{fate} {one.case.id}: {said.text}\n    {said.quote[:200]}")


if __name__ == "__main__":
    sys.exit(main())
