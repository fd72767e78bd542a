"""Drafts of golden cases from questions that were asked. A draft counts for nothing until a person has checked it."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.answer import Status
from bot.records.kept import KeptAnswer, Verdict
from bot.records.records import Records
from knowledge.documents import Audience

TAG = "draft"
"""Marks a case that nobody has checked: the evals refuse it."""
_HEAD = """# A draft from a question that was asked, its personal details masked. It counts for nothing.
# Check the question and what a right answer holds, take the tag away, give it an id, and move it to evals/golden.
"""


class NoQuestion(Exception):
    """The record holds no question: it was about a risk to somebody, and such questions are not kept."""


def write_draft(kept: KeptAnswer, folder: Path) -> Path:
    """Write an answer on record as a golden set of one case. Raises NoQuestion, OSError."""
    question = kept.stand_alone or kept.question
    if question is None:
        raise NoQuestion
    case = {
        "id": f"draft-{kept.id[:12]}",
        "question": question,
        "expected": _expected(kept),
        "tags": [TAG],
        "note": _note(kept),
    }
    golden = {
        "suite": "strategy" if kept.citations else "refusals",
        "split": "dev",
        "library": "own",
        "audience": kept.audience.value,
        "asked_on": kept.asked_at.date(),
        "cases": [case],
    }
    folder.mkdir(parents=True, exist_ok=True)
    # The id is ours, but it comes back by way of an address.
    file = folder / f"{''.join(letter for letter in kept.id if letter.isalnum())}.yaml"
    file.write_text(_HEAD + yaml.safe_dump(golden, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def _expected(kept: KeptAnswer) -> dict[str, object]:
    if kept.status not in {Status.ANSWERED, Status.PARTIAL}:
        return {"refusal": True}
    return {
        "refusal": False,
        "passages": list(dict.fromkeys(citation.passage_id for citation in kept.citations)),
        "facts": [[citation.quote] for citation in kept.citations],
    }


def _note(kept: KeptAnswer) -> str:
    down = [given for given in kept.feedback if given.verdict is Verdict.DOWN]
    said = "; ".join(f"it did not help: {given.reason.value if given.reason else 'no reason'}" for given in down)
    return f"ended as {kept.status.value}" + (f"; {said}" if said else "")


def worth_a_draft(records: Records) -> Iterator[KeptAnswer]:
    """The answers from which golden cases should be made: gaps, and those that somebody said did not help."""
    ids = [gap.answer_id for gap in records.gaps(Audience.PARTNER)]
    given = (one for one in records.feedback(Audience.PARTNER) if one.feedback.verdict is Verdict.DOWN)
    for id_ in dict.fromkeys([*ids, *(one.answer.id for one in given)]):
        kept = records.of(Audience.PARTNER, id_)
        if kept and (kept.stand_alone or kept.question):
            yield kept


def write_drafts(records: Records, folder: Path) -> tuple[Path, ...]:
    """Write a draft of each answer that is worth one and has none yet. Raises OSError."""
    there = {file.stem for file in folder.glob("*.yaml")}
    return tuple(write_draft(kept, folder) for kept in worth_a_draft(records) if kept.id not in there)
