"""Whom a message speaks of: people as they are named, and he, she and they as the people named before."""

from bot.safeguarding.patterns import Chart, Span
from bot.safeguarding.signs import Rules

_WRITER = "me"
_PARTICULAR = ("me", "child", "pupil", "sibling", "friend", "parent", "partner", "he")
_WHOEVER = "he"  # a pronoun that nobody was named for


def note_people(chart: Chart, known: Rules) -> None:
    """Note every person in the chart, and every pronoun under the group of the person that it most likely means."""
    for name, patterns in known.parts:
        for pattern in patterns:
            for span in chart.spans(pattern):
                chart.add(f"<{name}>", *span)
    named: dict[Span, set[str]] = {}
    for name, patterns in known.people:
        for pattern in patterns:
            for span in chart.spans(pattern):
                named.setdefault(span, set()).add(name)
                chart.add(f"<{name}>", *span)
    whole = _largest(set(named))
    for span in named.keys() - whole:
        _forget(chart, span, named[span])
    _note_pronouns(chart, {span: named[span] for span in whole}, known)


def _largest(spans: set[Span]) -> set[Span]:
    """The spans that lie in no other: "mum's boyfriend" is neither mum nor a boyfriend."""
    whole: set[Span] = set()
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            whole.add((start, end))
            reached = end
    return whole


def _forget(chart: Chart, span: Span, names: set[str]) -> None:
    for name in names:
        ends = chart.found[f"<{name}>"].get(span[0], [])
        if span[1] in ends:
            ends.remove(span[1])


def _note_pronouns(chart: Chart, named: dict[Span, set[str]], known: Rules) -> None:
    last: dict[str, set[str]] = {}
    starts = {start: (end, names) for (start, end), names in named.items()}
    for place, token in enumerate(chart.tokens):
        if place in starts:
            end, names = starts[place]
            if others := names - {_WRITER}:
                sex = next((known.sexes[w.word] for w in chart.tokens[place:end] if w.word in known.sexes), "any")
                last["any"] = others
                if sex != "any":
                    last[sex] = others
                else:  # a teacher may be he or she, but a son named before is meant first
                    last.setdefault("m", others)
                    last.setdefault("f", others)
        fits = known.pronouns.get(token.word)
        if fits is not None:
            for name in last.get(fits, {_WHOEVER}):
                chart.add(f"<{name}>", place, place + 1)


def nearest_person(chart: Chart, place: int) -> str | None:
    """The group of the person named last before a place, in its sentence; none if nobody is."""
    sentence = chart.tokens[place].sentence
    while place >= 0 and chart.tokens[place].sentence == sentence:
        for name in _PARTICULAR:
            if place in chart.found.get(f"<{name}>", ()):
                return name
        place -= 1
    return None


def names_somebody(chart: Chart, span: Span) -> bool:
    """Whether the writer or another particular person is named within the span."""
    return any(start in chart.found.get(f"<{name}>", ()) for name in _PARTICULAR for start in range(span[0], span[1]))
