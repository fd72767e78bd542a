"""Recognise: whether a message speaks of a child or an adult at risk. Rules only; nothing here is logged."""

from collections import Counter
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.likeness import ALONE, BESIDE_A_RULE, Likeness
from bot.safeguarding.patterns import Chart, Span
from bot.safeguarding.people import names_somebody, nearest_person, note_people
from bot.safeguarding.signs import Context, Rules, Sign, rules
from knowledge.documents import Audience
from retrieval.errors import EmbeddingError

_SELF_HARM = frozenset({RiskKind.CHILD_SELF_HARM, RiskKind.PARENT_SELF_HARM})
_OF_THE_WRITERS_AGE = frozenset({"friend", "sibling"})
_GROWN_UP = frozenset({"parent", "partner", "worker"})
_YOUNG = frozenset({"child", "pupil", "he"})


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
    is_unsure: bool = False
    """Whether only one of the two looks speaks for it, so that it may be an ordinary question."""


def recognise(text: str, audience: Audience, likeness: Likeness | None = None) -> Risk | None:
    """The most pressing risk that the message speaks of; none if it speaks of none.

    The rules alone take a millisecond or two for a long message, ask nothing of a model or a network, and grow
    with the message's length only. ``likeness`` looks again: it adds what the rules find nothing in, and drops what
    they take for a risk and is quite unlike one, but never an immediate danger. Should it fail, the rules stand
    alone.
    """
    risk, voice = _by_rules(text, audience)
    try:
        alike = likeness.look(text) if likeness else None
    except EmbeddingError:
        return risk  # what else is down is said by the step that needs it
    if alike is None:
        return risk
    if risk:
        if RiskKind.IMMEDIATE_DANGER in {risk.kind, *risk.also} or alike.chance >= ALONE:
            return risk
        return risk.model_copy(update={"is_unsure": True}) if alike.chance >= BESIDE_A_RULE else None
    if alike.chance < ALONE:
        return None
    return Risk(kind=alike.kind, voice=voice, words=(text[alike.start : alike.end],), spans=((alike.start, alike.end),))


def _by_rules(text: str, audience: Audience) -> tuple[Risk | None, Voice | None]:
    known = rules()
    chart = read_chart(text, known)
    voice = _voice(chart, known, audience)
    found = _hits(chart, known, voice)
    if not found:
        return None, voice
    kinds = _in_order({kind for kind, _ in found}, online="<online>" in chart.found)
    places = sorted({(chart.tokens[start].start, chart.tokens[end - 1].end) for _, (start, end) in found})
    risk = Risk(
        kind=kinds[0],
        also=tuple(kinds[1:]),
        voice=voice,
        words=tuple(text[start:end] for start, end in places),
        spans=tuple(places),
    )
    return risk, voice


def _in_order(kinds: set[RiskKind], *, online: bool) -> list[RiskKind]:
    """The most pressing kind first. Abuse that comes by phone or game is named as harm online: its help differs."""
    order = list(RiskKind)
    if online and RiskKind.WORKER_CONCERN not in kinds:
        order.remove(RiskKind.ONLINE_HARM)
        order.insert(order.index(RiskKind.DOMESTIC_ABUSE), RiskKind.ONLINE_HARM)
    return sorted(kinds, key=order.index)


def read_chart(text: str, known: Rules) -> Chart:
    """The message's words, with the people and the groups of words that stand in them."""
    chart = Chart(known.reader.read(text), known.small_words, known.denials)
    note_people(chart, known)
    for name, patterns in known.groups:
        for pattern in patterns:
            for start, end in chart.spans(pattern):
                chart.add(f"<{name}>", start, end)
    return chart


def _voice(chart: Chart, known: Rules, audience: Audience) -> Voice | None:
    heard = Counter(voice for voice, _ in known.voices.said_in(chart))
    if heard:
        return Voice(heard.most_common(1)[0][0])
    return Voice.WORKER if audience is Audience.PARTNER else None


def _hits(chart: Chart, known: Rules, voice: Voice | None) -> list[tuple[RiskKind, Span]]:
    """Each sign that is said and not turned off."""
    said = [
        (sign, span) for sign, span in known.signs.said_in(chart) if not (sign.denied and chart.denied_before(span[0]))
    ]
    if not said:
        return []
    talk = list(known.talk.said_in(chart))
    return [
        (_kind(sign, span, chart, voice), span) for sign, span in said if not _is_off(sign, span, talk, chart, known)
    ]


def _kind(sign: Sign, said: Span, chart: Chart, voice: Voice | None) -> RiskKind:
    """The sign's kind; for self-harm, by who it is that means to do it."""
    acts = [place for group in ("<no_life>", "<self_harm>") for place in chart.found.get(group, ())]
    acts = [place for place in acts if said[0] <= place < said[1]]
    if sign.kind not in _SELF_HARM or not acts:
        own, who = sign.of_self, None
    else:
        who = nearest_person(chart, max(acts))
        own = who == "me" or (who is None and sign.of_self)
    if own or who in _OF_THE_WRITERS_AGE:
        return RiskKind.CHILD_SELF_HARM if voice is Voice.CHILD else RiskKind.PARENT_SELF_HARM
    if who in _GROWN_UP:
        return RiskKind.PARENT_SELF_HARM
    return RiskKind.CHILD_SELF_HARM if who in _YOUNG else sign.kind


def _is_off(sign: Sign, said: Span, talk: list[tuple[str, Span]], chart: Chart, known: Rules) -> bool:
    return any(
        _reaches(known.contexts[name], at, said, chart)
        for name, at in talk
        if name in known.always_off or name in sign.unless
    )


def _reaches(context: Context, at: Span, said: Span, chart: Chart) -> bool:
    if context.reach == "words":
        return at[0] < said[1] and said[0] < at[1]
    if chart.tokens[at[0]].sentence != chart.tokens[said[0]].sentence:
        return False
    return not (context.weak and names_somebody(chart, said))
