"""Answers a question that gives a day for a statutory clock: the dates, the working, and the rule of each.

The dates are worked out by code and stand in no document, so they are said in our own words; what is
proved is the rule. It never says what anybody did or failed to do.
"""

from collections.abc import Iterator
from datetime import date

from bot.answer import NextStep, Status
from bot.clocks.days import GivenDay
from bot.clocks.phrases import ClockPhrases
from bot.clocks.reading import ClockQuestion, read_clock_question
from bot.draft import Draft, DraftStatement, Proof
from knowledge.clocks import ClockError, ClockResult, Sense, StepResult, find_clock, run_clock
from knowledge.clocks.law import START
from knowledge.dates import MONTHS, say_date, say_day
from knowledge.documents import Passage
from knowledge.services import service
from retrieval.rings import Ring
from retrieval.search import Search

DOCUMENT = "statutory-timelines"
ADVICE = "dorset-sendiass"


def answer_from_clocks(question: str, search: Search, today: date) -> Draft | None:
    """The draft of an answer counted from a day in the question; none if it is not one for the clocks.

    A clarifying draft if a clock is meant and the day that it needs was not given, or cannot be right.
    """
    asked = read_clock_question(question, today)
    if asked is None or DOCUMENT not in search.ring.documents:
        return None
    if not asked.days:
        return _clarify(f"To give a date, I need to know {_named(asked.phrases, START)}. {_HOW_TO_WRITE}")
    try:
        result = _run(asked)
    except ClockError as error:
        return _clarify(str(error))
    wanted = _wanted(asked, result)
    first = result.step(wanted[0])
    if first.due is None or not _may_be_shown(first, asked):
        return _clarify(_what_is_missing(asked, first))
    steps = [step for id_ in wanted if (step := result.step(id_)).due and _may_be_shown(step, asked)]
    return Draft(
        understood=_counted(asked, steps),
        statements=tuple(_statements(asked, steps, search.ring)),
        next_steps=_advice(),
    )


_HOW_TO_WRITE = "Please give the day, the month and the year, such as 5 January 2026."


def _clarify(understood: str) -> Draft:
    return Draft(understood=understood, status=Status.CLARIFY, next_steps=_advice())


def _advice() -> tuple[NextStep, ...]:
    found = service(ADVICE)
    text = "For free, impartial advice about your own dates, and whether an exception applies, ask Dorset SENDIASS."
    return (NextStep(text=text, contact=found.contact),) if found else ()


def _run(asked: ClockQuestion) -> ClockResult:
    """Raises ClockError. With only an event's day known, that day stands in for the start and no step may use it."""
    days = {id_: given.day for id_, given in asked.days.items()}
    events = {id_: day for id_, day in days.items() if id_ != START}
    return run_clock(find_clock(asked.phrases.clock), days.get(START) or min(days.values()), events)


def _may_be_shown(step: StepResult, asked: ClockQuestion) -> bool:
    """Not when it was counted from a day that nobody gave, or when the month of a move is too little."""
    if START in asked.days:
        return not (asked.phrases.step(step.id).full_date and asked.days[START].month_only)
    return bool(step.counted_from and step.counted_from.given and step.counted_from.id in asked.days)


def _wanted(asked: ClockQuestion, result: ClockResult) -> list[str]:
    """The steps to show: those asked for or else the usual ones, then what goes with them."""
    phrases = asked.phrases
    showable = [id_ for id_ in asked.asked if _ready(id_, asked, result)]
    first = (showable or [_instead(asked, result)]) if asked.asked else list(phrases.usual)
    also = [step for id_ in first for step in phrases.step(id_).also]
    return list(dict.fromkeys([*first, *also]))


def _ready(id_: str, asked: ClockQuestion, result: ClockResult) -> bool:
    step = result.step(id_)
    return step.due is not None and _may_be_shown(step, asked)


def _instead(asked: ClockQuestion, result: ClockResult) -> str:
    """What to give when no step asked for has its date: the step that stands in for one, if that has."""
    for id_ in asked.asked:
        other = asked.phrases.step(id_).if_waiting
        if other and _ready(other, asked, result):
            return other
    return asked.asked[0]


def _what_is_missing(asked: ClockQuestion, step: StepResult) -> str:
    if asked.phrases.step(step.id).full_date:
        return f"To give a date, I need the full date of the move. {_HOW_TO_WRITE}"
    return f"To give a date, I also need to know {_named(asked.phrases, step.waits_for or START)}. {_HOW_TO_WRITE}"


def _named(phrases: ClockPhrases, id_: str) -> str:
    clock = find_clock(phrases.clock)
    return clock.starts if id_ == START else clock.dates_wanted[id_]


def _counted(asked: ClockQuestion, steps: list[StepResult]) -> str:
    """One line for what was counted from, and one for each step."""
    lines = [f"Counted from {' and '.join(_taken(asked, id_, day) for id_, day in asked.days.items())}:"]
    lines += [_line(step) for step in steps]
    if len({step.applies_to for step in steps}) > 1:
        lines.append("Only one of these applies; it depends on which move it is.")
    lines.append("These are the dates in law. An exception may apply, and this does not say what has been done.")
    return "\n".join(lines)


def _taken(asked: ClockQuestion, id_: str, given: GivenDay) -> str:
    day = f"{MONTHS[given.day.month - 1]} {given.day.year}" if given.month_only else say_date(given.day)
    year = "; the year was not given, so please check it" if given.year_taken else ""
    return f"{day} (taken as {asked.phrases.taken(id_)}{year})"


def _line(step: StepResult) -> str:
    working = [step.working, *(moved.working for moved in step.moved)]
    if step.due and not step.moved and not step.stricter:
        working[0] = working[0].replace(f": {say_day(step.due)}", "", 1)
    due = step.due_words
    if step.due and step.sense is Sense.NOT_BEFORE_END_OF:
        due = f"at least until the end of {say_day(step.due)}"
    return f"{step.what}: {due}. Working: {'. '.join(working)}."


def _statements(asked: ClockQuestion, steps: list[StepResult], ring: Ring) -> Iterator[DraftStatement]:
    """The rule of each step, the first one's exceptions, the rules that moved a date, and how it is counted."""
    phrases = asked.phrases
    for place, step in enumerate(steps):
        passages = _under(ring, phrases.step(step.id).heading)
        yield from (_said(ring, passage) for passage in (passages if place == 0 else passages[:1]))
        for moved in step.moved:
            yield from (_said(ring, passage) for passage in _under(ring, phrases.adjustments[moved.id]))
    if phrases.counting:
        yield from (_said(ring, passage) for passage in _under(ring, phrases.counting))


def _under(ring: Ring, heading: str) -> list[Passage]:
    return [passage for passage in ring.passages_of(DOCUMENT) if passage.headings[-1:] == (heading,)]


def _said(ring: Ring, passage: Passage) -> DraftStatement:
    """Each paragraph of that document is one sentence that stands alone, so the whole of it is said."""
    proof = Proof(document=ring.documents[DOCUMENT], passage=passage, quote=passage.text)
    return DraftStatement(text=passage.text, proofs=(proof,))
