"""An export holds every record, and can be read back as it was."""

from datetime import timedelta

from bot.answer import Status
from bot.records.kept import Feedback, KeptAnswer, Reason, Tokens, Verdict
from bot.records.reading import PIECE
from bot.records.records import Records
from knowledge.documents import Audience
from tests.records.conftest import SetClock
from tests.records.made import ASKED, answer, urgent


def test_what_is_exported_reads_back_the_same(records: Records) -> None:
    plain, rich = answer(), answer("Ünïcode “quotes”\nand lines", urgent=urgent(), language="cy")
    records.keep(plain, ASKED, tokens=Tokens(read=1, written=2))
    records.keep(rich, ASKED)
    records.keep_feedback(Audience.PUBLIC, rich.id, Feedback(verdict=Verdict.DOWN, reason=Reason.WRONG, comment="No."))
    lines = [kept.model_dump_json() for kept in records.export(Audience.PUBLIC)]
    back = [KeptAnswer.model_validate_json(line) for line in lines]
    assert back == [records.of(Audience.PUBLIC, one.id) for one in (plain, rich)]


def test_more_than_one_piece_comes_in_order_and_whole(records: Records, clock: SetClock) -> None:
    answers = [answer() for _ in range(2 * PIECE + 1)]
    for one in answers:
        records.keep(one, ASKED)
        clock.go_on(seconds=1)
    assert [kept.id for kept in records.export(Audience.PUBLIC)] == [one.id for one in answers]
    late = records.export(Audience.PUBLIC, since=clock() - timedelta(seconds=10))
    assert [kept.id for kept in late] == [one.id for one in answers[-10:]]


def test_gaps_are_the_questions_that_were_not_answered_in_full(records: Records) -> None:
    for status in Status:
        records.keep(answer(f"a question that is {status}", status=status), ASKED)
    found = {gap.question.split()[-1] for gap in records.gaps(Audience.PUBLIC)}
    assert found == {"not_found", "partial", "clarify"}
