"""A record of a partner's answer does not exist for a public reader."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Status
from bot.records.database import Database
from bot.records.errors import NoSuchAnswer
from bot.records.kept import Feedback, FeedbackState, Verdict
from bot.records.records import Records
from knowledge.documents import Audience
from tests.records.made import ASKED, answer, citation

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
rings = st.sampled_from(Audience)


@st.composite
def any_answers(draw: st.DrawFn) -> list[Answer]:
    """Answers to both rings, some of which cite, by mistake, what their ring may not see."""
    return [
        answer(
            f"question {number}",
            audience=draw(rings),
            status=draw(st.sampled_from([Status.ANSWERED, Status.NOT_FOUND, Status.PARTIAL])),
            citations=tuple(
                citation(place + 1, anchor=f"{number}-{place}", audience=ring)
                for place, ring in enumerate(draw(st.lists(rings, max_size=3)))
            ),
            took_ms=float(number),
            conversation="one conversation",
        )
        for number in range(draw(st.integers(1, 6)))
    ]


def is_for_all(one: Answer) -> bool:
    return Audience.PARTNER not in {one.audience, *(cited.document.audience for cited in one.citations)}


@given(any_answers())
@settings(max_examples=25, deadline=None)
def test_no_way_of_reading_gives_a_public_reader_a_partners_record(answers: list[Answer]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = Records(Database(f"sqlite:///{Path(folder) / 'records.sqlite'}"))
        for one in answers:
            records.keep(one, ASKED)
        for one in answers:
            records.keep_feedback(Audience.PARTNER, one.id, Feedback(verdict=Verdict.DOWN))
        public = {one.id: one for one in answers if is_for_all(one)}
        reader = Audience.PUBLIC
        assert {kept.id for kept in records.export(reader)} == set(public)
        assert {one.id for one in answers if records.of(reader, one.id)} == set(public)
        gaps = {one.id for one in public.values() if one.status is not Status.ANSWERED}
        assert {gap.answer_id for gap in records.gaps(reader)} == gaps
        assert {given.answer.id for given in records.feedback(reader)} == set(public)
        assert sum(tally.answers for tally in records.tallies(reader, LONG_AGO)) == len(public)
        assert records.latency(reader, LONG_AGO).answers == len(public)
        cited = {f"guide:{cited.locator.split()[1]}" for one in public.values() for cited in one.citations}
        assert {passage.passage_id for passage in records.most_cited(reader, LONG_AGO)} == cited
        assert sum(opinion.times for opinion in records.opinions(reader, LONG_AGO)) == len(public)
        assert len(list(records.export(Audience.PARTNER))) == len(answers)
        assert records.delete_conversation(reader, "one conversation").answers == len(public)
        assert len(list(records.export(Audience.PARTNER))) == len(answers) - len(public)


def test_a_public_reader_cannot_touch_what_it_cannot_see(records: Records) -> None:
    hidden = answer(audience=Audience.PARTNER)
    records.keep(hidden, ASKED)
    with pytest.raises(NoSuchAnswer):
        records.keep_feedback(Audience.PUBLIC, hidden.id, Feedback(verdict=Verdict.UP))
    records.keep_feedback(Audience.PARTNER, hidden.id, Feedback(verdict=Verdict.UP))
    [given] = records.feedback(Audience.PARTNER)
    with pytest.raises(NoSuchAnswer):
        records.mark_feedback(Audience.PUBLIC, given.feedback.id, FeedbackState.DONE)


def test_an_export_can_be_of_one_ring_only(records: Records) -> None:
    for ring in Audience:
        records.keep(answer(audience=ring), ASKED)
    found = records.export(Audience.PARTNER, only=Audience.PUBLIC)
    assert [kept.audience for kept in found] == [Audience.PUBLIC]
