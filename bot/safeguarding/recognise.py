"""Recognise: whether a message speaks of a child or an adult at risk. Rules only; nothing here is logged."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.patterns import Chart, Span
from bot.safeguarding.people import names_somebody, note_people
from bot.safeguarding.signs import ReadyContext, ReadySign, Rules, rules
from knowledge.documents import Audience


class Voice(StrEnum):
    """Who seems to be writing."""

    CHILD = "child"
    PARENT = "parent"
    WORKER = "worker"


class Risk(BaseModel):
    """What a message says is wrong."""

    model_config = ConfigDict(frozen=True)

    kind: RiskKind
    also: tuple[RiskKind, ...] = ()
    voice: Voice | None = None
    words: tuple[str, ...] = ()
    """What spoke for it, for tests and for the keepers of the rules. Never to be logged."""
    spans: tuple[Span, ...] = ()
    """Where those words stand in the message, in characters."""


def recognise(text: str, audience: Audience) -> Risk | None:
    """The most pressing risk that the message speaks of; none if it speaks of none.

    It takes about a millisecond for a long message, asks nothing of a model or a network, and grows with the
    message's length only.
    """
    known = rules()
    tokens = known.reader.read(text)
    if not tokens:
        return None
    chart = Chart(tokens, known.small_words, known.denials)
    note_people(chart, known)
    for name, patterns in known.groups:
        for pattern in patterns:
            for start, end in chart.spans(pattern):
                chart.add(f"<{name}>", start, end)
    voice = _voice(chart, known, audience)
    found = _hits(chart, known, voice)
    if not found:
        return None
    order = list(RiskKind)
    kinds = sorted({kind for kind, _ in found}, key=order.index)
    places = sorted({(tokens[start].start, tokens[end - 1].end) for _, (start, end) in found})
    return Risk(
        kind=kinds[0],
        also=tuple(kinds[1:]),
        voice=voice,
        words=tuple(text[start:end] for start, end in places),
        spans=tuple(places),
    )


def _voice(chart: Chart, known: Rules, audience: Audience) -> Voice | None:
    heard = {
        name: sum(len(chart.spans(pattern)) for pattern in patterns) for name, patterns in known.voices.items()
    }
    best = max(heard, key=lambda name: heard[name])
    if heard[best]:
        return Voice(best)
    return Voice.WORKER if audience is Audience.PARTNER else None


def _hits(chart: Chart, known: Rules, voice: Voice | None) -> list[tuple[RiskKind, Span]]:
    """Each sign that is said and not turned off."""
    hits: list[tuple[RiskKind, Span]] = []
    talk: list[tuple[ReadyContext, Span]] | None = None
    for ready in known.signs:
        for span in _said(chart, ready):
            if talk is None:
                talk = _contexts(chart, known)
            names = known.always_off.union(ready.sign.unless)
            if not any(context.name in names and _turns_off(context, at, span, chart) for context, at in talk):
                hits.append((_kind(ready, voice), span))
    return hits


def _said(chart: Chart, ready: ReadySign) -> list[Span]:
    return [
        span
        for pattern in ready.patterns
        for span in chart.spans(pattern)
        if not (ready.sign.denied and chart.denied_before(span[0]))
    ]


def _kind(ready: ReadySign, voice: Voice | None) -> RiskKind:
    if ready.sign.of_self and voice in {Voice.PARENT, Voice.WORKER}:
        return RiskKind.PARENT_SELF_HARM
    return ready.sign.kind


def _contexts(chart: Chart, known: Rules) -> list[tuple[ReadyContext, Span]]:
    return [
        (context, span) for context in known.contexts for pattern in context.patterns for span in chart.spans(pattern)
    ]


def _turns_off(context: ReadyContext, at: Span, said: Span, chart: Chart) -> bool:
    if not context.whole_sentence:
        return at[0] < said[1] and said[0] < at[1]
    if chart.tokens[at[0]].sentence != chart.tokens[said[0]].sentence:
        return False
    return not (context.weak and names_somebody(chart, said))
