"""Reading a question about a clock: which clock, which days start it, and which steps are asked for."""

from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from bot.clocks.days import GivenDay, given_days, given_months
from bot.clocks.phrases import ClockPhrases, ClockSpeech, Phrases, clock_speech
from bot.ways_of_saying import Heard, Said
from knowledge.clocks.law import START

_FAR = 90  # characters between a day and the words that say what happened on it, at most
_ELSEWHERE = "elsewhere"


class ClockQuestion(NamedTuple):
    """What a question asks of a clock. ``days`` are by ``start`` or an event's id; without any, it needs one."""

    phrases: ClockPhrases
    days: dict[str, GivenDay]
    asked: tuple[str, ...]
    surety: int = 0
    distance: int = 0


def read_clock_question(question: str, today: date) -> ClockQuestion | None:
    """What the question asks of a clock; none if it is not to be counted by one."""
    speech = clock_speech()
    heard = Heard(question)
    if not heard.says(speech.asks_for_time) or heard.says(speech.not_about):
        return None
    days = given_days(question, heard, speech.ahead, today)
    readings = [reading for clock in speech.clocks if (reading := _read(clock, speech, question, heard, days, today))]
    dated = [reading for reading in readings if reading.days]
    if dated:
        return max(dated, key=lambda one: (one.surety, len(one.days), one.phrases.needs_asked, -one.distance))
    named = [reading for reading in readings if reading.asked]
    personal = heard.says(speech.vague_days) or heard.says(speech.wants_counting)
    return max(named, key=lambda one: one.surety) if named and not days and personal else None


def _read(
    clock: ClockPhrases, speech: ClockSpeech, question: str, heard: Heard, days: list[GivenDay], today: date
) -> ClockQuestion | None:
    cues = _cues(clock, speech, heard)
    if not any(kind != _ELSEWHERE for kind, _ in cues) or (clock.topic and not heard.says(clock.topic)):
        return None
    asked = _asked(clock, heard, [said for _, said in cues])
    if clock.needs_asked and not asked:
        return None
    if clock.month_is_enough:
        days = [_to_come(day, today) for day in days] + given_months(question, days, today)
    placed = _placed(days, cues)
    return ClockQuestion(
        clock,
        {kind: day for kind, (day, _) in placed.items()},
        tuple(step for step, _ in asked),
        surety=max((words for _, words in asked), default=0),
        distance=sum(distance for _, distance in placed.values()),
    )


def _cues(clock: ClockPhrases, speech: ClockSpeech, heard: Heard) -> list[tuple[str, Said]]:
    """The words that say what happened, by what it was; of words inside longer ones only the longer."""
    kinds: list[tuple[str, Phrases]] = [
        (START, clock.started),
        *((event.id, event.said) for event in clock.events),
        (_ELSEWHERE, speech.elsewhere),
    ]
    said = [(kind, span) for kind, phrases in kinds for span in heard.spans(phrases)]
    return [(kind, span) for kind, span in said if not any(_inside(span, other) for _, other in said)]


def _inside(span: Said, other: Said) -> bool:
    wider = (other.end - other.start) > (span.end - span.start)
    return wider and other.start <= span.start and span.end <= other.end


def _asked(clock: ClockPhrases, heard: Heard, cues: list[Said]) -> list[tuple[str, int]]:
    """The steps asked for, the surest first, then the last said. Words that only say what happened ask nothing."""
    found: dict[str, tuple[int, int]] = {}
    for step in clock.steps:
        said = [one for one in heard.spans(step.asked) if clock.month_is_enough or not _part_of(one, cues)]
        if said:
            found[step.step] = max((one.words, one.start) for one in said)
    return [(step, words) for step, (words, _) in sorted(found.items(), key=lambda item: item[1], reverse=True)]


def _part_of(said: Said, cues: list[Said]) -> bool:
    return any(cue.start <= said.start and said.end <= cue.end for cue in cues)


def _to_come(given: GivenDay, today: date) -> GivenDay:
    """A move is ahead, so a day without its year is the next one."""
    if not given.year_taken or given.day >= today:
        return given
    return given._replace(day=given.day + relativedelta(years=1))


def _placed(days: list[GivenDay], cues: list[tuple[str, Said]]) -> dict[str, tuple[GivenDay, int]]:
    """Each day by what happened on it: the nearest words that say so. Of two days for one thing, the nearer."""
    placed: dict[str, tuple[GivenDay, int]] = {}
    for day in days:
        distance, kind = min((_between(day, said), kind) for kind, said in cues)
        if distance > _FAR or kind == _ELSEWHERE:
            continue
        if kind not in placed or distance < placed[kind][1]:
            placed[kind] = (day, distance)
    return placed


def _between(day: GivenDay, said: Said) -> int:
    """How far apart they stand. What happened is mostly said before its day, so words after it count for less."""
    if said.start >= day.end:
        return 2 * (said.start - day.end)
    return max(0, day.start - said.end)
