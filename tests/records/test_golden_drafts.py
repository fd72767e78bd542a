"""From life to golden cases: what had no answer or did not help becomes a draft, and a draft never counts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer import Status
from bot.question import Question, Surface
from bot.records.database import Database
from bot.records.golden_drafts import write_drafts
from bot.records.kept import Feedback, Reason, Verdict
from bot.records.records import Records
from bot.safeguarding.kinds import RiskKind, Urgent
from evals.cases import Split
from evals.golden import GoldenError, load_tasks, read_golden
from knowledge.documents import Audience
from tests.web.samples import answer_with

ASKED = Question(text="x", surface=Surface.WEB)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    kept = Records(Database(f"sqlite:///{tmp_path / 'records.sqlite'}"), now=lambda: datetime(2026, 11, 25, tzinfo=UTC))
    kept.keep(answer_with(id="gap", question="Is there a pool?", status=Status.NOT_FOUND, statements=()), ASKED)
    kept.keep(answer_with(id="bad", question="Who decides?"), ASKED)
    kept.keep(answer_with(id="good", question="And when?"), ASKED)
    urgent = Urgent(kind=RiskKind.MISSING_CHILD, heading="Help", lines=(), contacts=(), text_version="1")
    kept.keep(answer_with(id="risk", question="secret", status=Status.URGENT, urgent=urgent), ASKED)
    kept.flush()
    kept.keep_feedback(Audience.PUBLIC, "bad", Feedback(verdict=Verdict.DOWN, reason=Reason.WRONG))
    kept.keep_feedback(Audience.PUBLIC, "good", Feedback(verdict=Verdict.UP))
    kept.flush()
    return kept


def test_gaps_and_answers_that_did_not_help_become_drafts_once(records: Records, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    assert sorted(file.stem for file in write_drafts(records, drafts)) == ["bad", "gap"]
    assert write_drafts(records, drafts) == ()
    gap, bad = (read_golden(drafts / f"{name}.yaml").cases[0] for name in ("gap", "bad"))
    assert (gap.question, gap.expected.refusal) == ("Is there a pool?", True)
    assert (bad.question, bad.expected.refusal) == ("Who decides?", False)
    assert bad.note == "ended as answered; it did not help: wrong"


def test_a_draft_among_the_golden_sets_is_refused(records: Records, tmp_path: Path) -> None:
    folder = tmp_path / "golden" / "dev" / "refusals"
    write_drafts(records, folder)
    (folder / "bad.yaml").unlink()
    with pytest.raises(GoldenError, match="holds a draft"):
        load_tasks(Split.DEV, folder=tmp_path / "golden")
