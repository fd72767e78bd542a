"""The library's page of time limits, the phrases and the clocks say the same."""

import pytest

from bot.clocks.answer import DOCUMENT
from bot.clocks.phrases import clock_speech
from knowledge.clocks import Step, clock_names, find_clock
from knowledge.clocks.wording import say_period
from knowledge.dates import MONTHS
from knowledge.sentences import sentences_of
from retrieval.search import Search

STEPS = [
    pytest.param(find_clock(one.clock).steps[place], one.step(step.id).heading, id=f"{one.clock}: {step.id}")
    for one in clock_speech().clocks
    for place, step in enumerate(find_clock(one.clock).steps)
]


def _under(search: Search, heading: str) -> list[str]:
    return [p.text for p in search.ring.passages_of(DOCUMENT) if p.headings[-1:] == (heading,)]


def _figures(step: Step) -> list[str]:
    if step.by:
        month, day = step.by.split("-")
        return [f"{int(day)} {MONTHS[int(month) - 1]}"]
    period = step.within or step.before
    return [say_period(period)] if period else ["2 months", "1 month"]


@pytest.mark.parametrize(("step", "heading"), STEPS)
def test_a_paragraph_gives_its_steps_law_and_figure(step: Step, heading: str, search: Search) -> None:
    rule = _under(search, heading)[0]
    assert step.law in rule
    for figure in _figures(step):
        assert figure in rule


@pytest.mark.parametrize(("step", "heading"), STEPS)
def test_a_step_with_exceptions_has_a_paragraph_on_them(step: Step, heading: str, search: Search) -> None:
    assert len(_under(search, heading)) > 1 or not step.exceptions


def test_each_clock_event_and_step_has_its_phrases() -> None:
    assert tuple(one.clock for one in clock_speech().clocks) == clock_names()
    for one in clock_speech().clocks:
        clock = find_clock(one.clock)
        assert {step.step for step in one.steps} == {step.id for step in clock.steps}
        assert {event.id for event in one.events} <= set(clock.dates_wanted)
        assert {event.id for event in clock.events} <= {event.id for event in one.events}
        assert set(one.adjustments) == {rule.id for rule in clock.adjustments}


def test_each_rule_that_moves_a_day_stands_in_the_page_with_its_law(search: Search) -> None:
    for one in clock_speech().clocks:
        for rule in find_clock(one.clock).adjustments:
            assert rule.law in _under(search, one.adjustments[rule.id])[0]


def test_what_is_said_about_counting_stands_in_the_page(search: Search) -> None:
    for one in clock_speech().clocks:
        assert one.counting is None or len(_under(search, one.counting)) == 1


def test_each_paragraph_that_is_said_is_one_sentence(search: Search) -> None:
    for passage in search.ring.passages_of(DOCUMENT):
        if len(passage.headings) > 2:
            assert sentences_of(passage) == (passage.text,)
