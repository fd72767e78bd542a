"""Writes a question that was asked as a draft of a golden question. A draft counts for nothing until it is checked."""

from pathlib import Path

import yaml

from bot.answer import Status
from bot.records.kept import KeptAnswer

_HEAD = """# A draft from a question that was asked, its personal details masked. It counts for nothing.
# Check the question, the passages and the facts, give it an id, and move it to a file in evals/golden.
"""


class NoQuestion(Exception):
    """The record holds no question: it was about a risk to somebody, and such questions are not kept."""


def write_draft(kept: KeptAnswer, folder: Path) -> Path:
    """Write an answer on record as a suite of one question, as evals/golden has it. Raises NoQuestion, OSError."""
    question = kept.stand_alone or kept.question
    if question is None:
        raise NoQuestion
    is_answered = kept.status in {Status.ANSWERED, Status.PARTIAL}
    case = {
        "id": f"draft-{kept.id[:12]}",
        "question": question,
        "answerable": is_answered,
        "passages": list(dict.fromkeys(citation.locator for citation in kept.citations)),
        "facts": [[citation.quote] for citation in kept.citations],
        "conflict": False,
        "why": None if is_answered else f"answered with {kept.status.value}",
        "tags": ["draft"],
    }
    document = kept.citations[0].document_id if kept.citations else "none"
    suite = {"suite": "draft", "report": document, "split": "dev", "cases": [case]}
    folder.mkdir(parents=True, exist_ok=True)
    # The id is ours, but it comes back by way of an address.
    file = folder / f"{''.join(letter for letter in kept.id if letter.isalnum())}.yaml"
    file.write_text(_HEAD + yaml.safe_dump(suite, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file
