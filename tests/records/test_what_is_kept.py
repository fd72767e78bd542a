"""An answer is recorded without anything that says who asked."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.answer import FallBack, Mode, Status
from bot.question import Question, QuestionKind, Surface
from bot.records.database import Database
from bot.records.kept import Tokens
from bot.records.records import Records
from bot.safeguarding.kinds import RiskKind
from knowledge.documents import Audience
from tests.records.conftest import SetClock
from tests.records.made import ASKED, answer, citation, on_disk, urgent


def test_all_that_is_needed_to_judge_an_answer_is_kept(records: Records, clock: SetClock) -> None:
    given = answer(
        mode=Mode.GENERATIVE,
        status=Status.PARTIAL,
        kind=QuestionKind.SERVICE,
        fell_back=FallBack.SLOW,
        language="pl",
        conversation="talk",
        citations=(citation(1), citation(2, anchor="row-7", quote="£12 million")),
    )
    records.keep(given, ASKED, stand_alone="Who decides on a plan?", tokens=Tokens(read=900, written=40))
    kept = records.of(Audience.PUBLIC, given.id)
    assert kept is not None
    for name in (
        "id",
        "audience",
        "status",
        "mode",
        "kind",
        "fell_back",
        "language",
        "statements",
        "versions",
        "took_ms",
    ):
        assert getattr(kept, name) == getattr(given, name)
    assert (kept.surface, kept.conversation, kept.asked_at) == (Surface.WEB, "talk", clock.moment)
    assert (kept.question, kept.stand_alone) == ("Who decides?", "Who decides on a plan?")
    assert kept.tokens == Tokens(read=900, written=40)
    quotes = [(one.number, one.document_id, one.passage_id, one.locator, one.quote) for one in kept.citations]
    assert quotes == [
        (1, "guide", "guide:4.2", "paragraph 4.2", "The council decides."),
        (2, "guide", "guide:row-7", "paragraph row-7", "£12 million"),
    ]


def test_the_question_as_it_was_typed_and_those_before_it_never_reach_the_disk(records: Records, file: Path) -> None:
    question = Question(text="my son Zebedee", history=("our doctor Quillfeather",), surface=Surface.SLACK)
    records.keep(answer("my son [name]"), question)
    assert records.flush()
    stored = on_disk(file)
    assert b"my son [name]" in stored
    assert b"Zebedee" not in stored
    assert b"Quillfeather" not in stored


@pytest.mark.parametrize("status", [Status.URGENT, Status.ANSWERED])
def test_of_a_risk_only_its_kind_is_kept(records: Records, file: Path, status: Status) -> None:
    given = answer("plantedword", status=status, urgent=urgent(RiskKind.DOMESTIC_ABUSE))
    records.keep(given, ASKED, stand_alone="plantedword again")
    kept = records.of(Audience.PUBLIC, given.id)
    assert kept is not None
    assert (kept.risk, kept.question, kept.stand_alone) == (RiskKind.DOMESTIC_ABUSE, None, None)
    assert b"plantedword" not in on_disk(file)
    assert not list(records.gaps(Audience.PUBLIC))


def test_there_is_no_column_for_who_asked(database: Database) -> None:
    with database.reading() as connection:
        seen = inspect(connection)
        columns = {table: {column["name"] for column in seen.get_columns(table)} for table in seen.get_table_names()}
    assert columns["answers"] == {
        *("number", "id", "conversation", "surface", "audience", "asked_at", "asked_on", "question", "stand_alone"),
        *("status", "mode", "kind", "risk", "fell_back", "language", "statements", "versions", "took_ms"),
        *("tokens_in", "tokens_out"),
    }
    assert columns["citations"] == {"answer", "number", "document_id", "passage_id", "locator", "quote"}
    assert columns["feedback"] == {"id", "answer", "verdict", "reason", "comment", "given_at", "state"}


def test_questions_of_evals_are_never_kept(records: Records, file: Path) -> None:
    records.keep(answer(), Question(text="Who?", surface=Surface.EVALS))
    assert records.flush()
    assert not file.exists()


def test_switched_off_nothing_is_kept_but_what_is_there_can_be_deleted(
    records: Records, database: Database, clock: SetClock
) -> None:
    records.keep(answer(conversation="talk"), ASKED)
    records.flush()
    off = Records(database, keeping=False, now=clock)
    off.keep(answer(), ASKED)
    assert len(list(off.export(Audience.PUBLIC))) == 1
    assert off.delete_conversation(Audience.PUBLIC, "talk").answers == 1


def test_the_files_are_the_owners_alone(records: Records, database: Database, file: Path) -> None:
    records.keep(answer(), ASKED)
    assert records.flush()
    modes = {one.name: one.stat().st_mode & 0o777 for one in file.parent.iterdir()}
    assert set(modes) >= {"records.sqlite", "records.sqlite-wal"}
    assert set(modes.values()) == {0o600}
    assert database.is_private()
    file.chmod(0o644)
    assert not database.is_private()


def test_keeping_takes_no_time_that_an_asker_would_notice(records: Records, benchmark) -> None:  # type: ignore[no-untyped-def]
    benchmark.pedantic(lambda: records.keep(answer(), ASKED), rounds=200)
    assert benchmark.stats["median"] < 0.005
