"""Figures for the team are counted over what was recorded."""

from datetime import date, timedelta

from bot.answer import Mode, Status
from bot.question import QuestionKind
from bot.records.kept import Feedback, Latency, Reason, Tally, Verdict
from bot.records.records import Records
from knowledge.documents import Audience
from tests.records.conftest import SetClock
from tests.records.made import ASKED, answer, citation

READER = Audience.PUBLIC


def test_answers_are_counted_by_day_status_kind_and_mode(records: Records, clock: SetClock) -> None:
    begun = clock()
    for _ in range(2):
        records.keep(answer(kind=QuestionKind.CLOCK), ASKED)
    records.keep(answer(status=Status.NOT_FOUND, citations=()), ASKED)
    clock.go_on(days=1)
    records.keep(answer(mode=Mode.GENERATIVE), ASKED)
    today, tomorrow = date(2026, 11, 24), date(2026, 11, 25)
    assert set(records.tallies(READER, begun)) == {
        Tally(day=today, status=Status.ANSWERED, kind=QuestionKind.CLOCK, mode=Mode.EXTRACTIVE, answers=2),
        Tally(day=today, status=Status.NOT_FOUND, kind=None, mode=Mode.EXTRACTIVE, answers=1),
        Tally(day=tomorrow, status=Status.ANSWERED, kind=None, mode=Mode.GENERATIVE, answers=1),
    }
    assert [tally.day for tally in records.tallies(READER, clock())] == [tomorrow]


def test_latency_is_by_nearest_rank(records: Records, clock: SetClock) -> None:
    since = clock() - timedelta(days=1)
    assert records.latency(READER, since) == Latency(answers=0, median_ms=None, p95_ms=None)
    for took in (40.0, 10.0, 30.0, 20.0):
        records.keep(answer(took_ms=took), ASKED)
    assert records.latency(READER, since) == Latency(answers=4, median_ms=20.0, p95_ms=40.0)


def test_the_most_cited_passages_are_counted_once_an_answer(records: Records, clock: SetClock) -> None:
    twice = (citation(1, anchor="a", quote="One."), citation(2, anchor="a", quote="Two."))
    records.keep(answer(citations=twice), ASKED)
    for _ in range(2):
        records.keep(answer(citations=(citation(1, anchor="b"),)), ASKED)
    found = records.most_cited(READER, clock() - timedelta(days=1))
    assert [(one.passage_id, one.locator, one.answers) for one in found] == [
        ("guide:b", "paragraph b", 2),
        ("guide:a", "paragraph a", 1),
    ]
    assert len(records.most_cited(READER, clock() - timedelta(days=1), most=1)) == 1


def test_opinions_are_counted_by_verdict_and_reason(records: Records, clock: SetClock) -> None:
    given = answer()
    records.keep(given, ASKED)
    for feedback in (Feedback(verdict=Verdict.UP), *[Feedback(verdict=Verdict.DOWN, reason=Reason.WRONG)] * 2):
        records.keep_feedback(READER, given.id, feedback)
    counted = {(one.verdict, one.reason): one.times for one in records.opinions(READER, clock())}
    assert counted == {(Verdict.UP, None): 1, (Verdict.DOWN, Reason.WRONG): 2}
