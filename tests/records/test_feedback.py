"""Feedback stays with its answer until the answer goes, and has a state that the team moves on."""

import pytest

from bot.records.errors import NoSuchAnswer
from bot.records.kept import Feedback, FeedbackState, Reason, Verdict
from bot.records.records import MOST_FEEDBACK, Records
from knowledge.documents import Audience
from tests.records.conftest import SetClock
from tests.records.made import ASKED, answer

READER = Audience.PUBLIC


def test_feedback_is_kept_as_new_and_can_be_moved_on(records: Records, clock: SetClock) -> None:
    given = answer()
    records.keep(given, ASKED)
    clock.go_on(hours=1)
    records.keep_feedback(READER, given.id, Feedback(verdict=Verdict.DOWN, reason=Reason.OUT_OF_DATE, comment="Old."))
    [one] = records.feedback(READER, FeedbackState.NEW)
    assert (one.answer.id, one.feedback.reason, one.feedback.comment) == (given.id, Reason.OUT_OF_DATE, "Old.")
    assert one.feedback.given_at == clock.moment
    records.mark_feedback(READER, one.feedback.id, FeedbackState.DONE)
    assert not list(records.feedback(READER, FeedbackState.NEW))
    assert [done.feedback.id for done in records.feedback(READER, FeedbackState.DONE)] == [one.feedback.id]


def test_feedback_on_an_answer_that_is_not_on_record_is_refused(records: Records) -> None:
    with pytest.raises(NoSuchAnswer):
        records.keep_feedback(READER, "none", Feedback(verdict=Verdict.UP))
    with pytest.raises(NoSuchAnswer):
        records.mark_feedback(READER, 7, FeedbackState.DONE)


def test_nobody_can_fill_the_disk_with_feedback_or_push_out_what_others_said(records: Records) -> None:
    given = answer()
    records.keep(given, ASKED)
    records.keep_feedback(READER, given.id, Feedback(verdict=Verdict.DOWN, comment="first"))
    for number in range(2 * MOST_FEEDBACK):
        records.keep_feedback(READER, given.id, Feedback(verdict=Verdict.UP, comment=str(number)))
    kept = records.of(READER, given.id)
    assert kept is not None
    assert len(kept.feedback) == MOST_FEEDBACK
    assert (kept.feedback[0].comment, kept.feedback[-1].comment) == ("first", str(2 * MOST_FEEDBACK - 1))
