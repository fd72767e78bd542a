"""Putting a part of a question in the place of what it stands for in the one before."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from bot.follow_ups.grammar import parsed, phrases_of
from bot.follow_ups.phrases import leaning_speech
from bot.follow_ups.slots import put_instead, sorts_of, without_mentions
from bot.follow_ups.turn import Turn, handed_on, telling


def base_for(part: str, before: Sequence[Turn]) -> Turn:
    """The question that a part is put into: the latest that names something of its sort, or else the last."""
    sorts = sorts_of(part)
    return (
        next((turn for turn in reversed(before) if put_instead(turn.core, part)[1]), before[-1])
        if sorts
        else before[-1]
    )


def puts_another(words: str, before: Sequence[Turn]) -> bool:
    """Whether it only puts another day, place or age for one said before: "what if it came on 10 March"."""
    base = base_for(words, before)
    put = put_instead(base.core, words)[1]
    return bool(put) and not telling(without_mentions(words, put)) - telling(base.core)


def instead_of(part: str, last: Turn) -> Turn:
    """The last question with ``part`` in the place of what is of its sort in it."""
    part, told = _parted(part)
    if not telling(part) and not sorts_of(part) and not set(part.lower().split()) & leaning_speech().somebody:
        return Turn(part, handed_on(last), leaned=True)  # "deadline?" asks something else of the same
    turn = _put_in(part, last)
    return Turn(f"{turn.core}, {told}", turn.about, leaned=True) if told else turn


def _parted(words: str) -> tuple[str, str]:
    """A part, and what is told after it: "my daughter herself? she is 17"."""
    part, _, told = words.partition("?")
    return part.strip(), told.strip()


def _put_in(part: str, last: Turn) -> Turn:
    core, put = put_instead(last.core, part)
    about = last.about
    if not put and last.about:
        changed = [put_instead(piece, part) for piece in last.about]
        about = tuple(piece for piece, _ in changed)
        put = {sort for _, sorts in changed for sort in sorts}
    beside = leaning_speech().pattern("dangling").sub("", without_mentions(part, put).strip())
    if put and not telling(leaning_speech().pattern("preposition").sub("", beside)):
        return Turn(core, about, leaned=True)
    if put:
        return (
            _phrase_instead(beside.strip(), Turn(core, about))
            if leaning_speech().pattern("preposition").match(beside.strip())
            else Turn(part, handed_on(Turn(core, about)), leaned=True)
        )
    return _phrase_instead(part, last)


def _phrase_instead(part: str, last: Turn) -> Turn:
    """In the place of the phrase that it is most like: the same head, the same preposition, or what is asked about."""
    asking = leaning_speech().pattern("asking").search(last.core)
    start = asking.start("asking") if asking else 0
    doc = parsed(last.core)
    bare = leaning_speech().pattern("preposition").sub("", part)
    phrases = [phrase for phrase in phrases_of(doc) if phrase.start_char >= start]
    chosen = _most_like(part, bare, phrases)
    if (
        chosen is None
        and set(bare.lower().split()) & leaning_speech().somebody
        and (found := leaning_speech().pattern("subject").match(last.core))
    ):
        return Turn(f"{found['before']}{bare}{found['after']}", last.about, leaned=True)
    if chosen is None and leaning_speech().pattern("preposition").match(part) and not last.core[:start].strip():
        return Turn(f"{last.core} {part}", last.about, leaned=True)
    if chosen is None:
        return _asked_anew(bare, last, last.core[:start], last.core[start:])
    core = last.core[: chosen.start_char] + bare + last.core[chosen.end_char :]
    return Turn(core, last.about, leaned=True)


def _most_like(part: str, bare: str, phrases: list[Span]) -> Span | None:
    heads = (
        {phrase.root.lemma_.lower() for phrase in phrases_of(parsed(bare))} or {bare.rsplit(maxsplit=1)[-1].lower()}
        if bare.split()
        else set()
    )
    same = [phrase for phrase in phrases if phrase.root.lemma_.lower() in heads]
    if same:
        return same[-1]
    said = leaning_speech().pattern("preposition").match(part)
    if said:
        after = [p for p in phrases if p.start > 0 and p.doc[p.start - 1].lower_ == said.group().strip().lower()]
        return after[-1] if after else None
    people = leaning_speech().somebody
    if heads & people:
        persons = [phrase for phrase in phrases if phrase.root.lower_ in people]
        return persons[-1] if persons else None
    things = [phrase for phrase in phrases if phrase.root.lower_ not in people]
    plain = [phrase for phrase in things if phrase.root.dep_ in {"dobj", "attr", "nsubj", "nsubjpass", "ROOT"}]
    return plain[-1] if plain else (things[-1] if things else None)


def _asked_anew(part: str, last: Turn, told: str, asking: str) -> Turn:
    """When the question has no phrase to put it for: what was told, and the same asked of the new part."""
    asks = re.match(r"(?:by )?when\b|how (?:long|soon|much|many|often)\b|who\b|where\b|why\b", asking, re.IGNORECASE)
    if told.strip() and asks:
        verb = "is" if asks.group().lower().endswith("when") else "for"
        return Turn(f"{told}{asks.group()} {verb} {part}", last.about, leaned=True)
    return Turn(part, handed_on(last), leaned=True)


def of_somebody(words: str, last: Turn) -> Turn:
    """The last question asked of somebody else: "can I?" """
    verb_and_who = re.sub(r"\W+$", "", words)
    found = leaning_speech().pattern("subject").match(last.core)
    if not found:
        return Turn(verb_and_who, handed_on(last), leaned=True)
    return Turn(f"{verb_and_who}{found['after']}", last.about, leaned=True)


def in_the_case(words: str, last: Turn) -> Turn:
    """The last question in a case that is put: with another place or age in it, or with the case beside it."""
    core, put = put_instead(last.core, words)
    if put and not telling(without_mentions(words, put)) - telling(last.core):
        return Turn(core, last.about, leaned=True)
    changed = [put_instead(piece, words) for piece in last.about]
    if any(done for _, done in changed):
        return Turn(core, tuple(piece for piece, _ in changed), leaned=True)
    return Turn(f"{core}, {words}", last.about, leaned=True)


def with_ordinal(words: str, before: list[Turn]) -> str | None:
    """ "The third one" of "the six priorities" as "priority 3, the third priority"; none without a list."""
    found = leaning_speech().pattern("ordinal").search(words)
    if not found:
        return None
    speech = leaning_speech()
    for turn in reversed(before):
        listed = re.search(
            rf"\b({'|'.join(speech.numbers)})\s+(?:\w+\s+)?(\w+s)\b",
            turn.core + " " + " ".join(turn.about),
            re.IGNORECASE,
        )
        if not listed:
            continue
        most = speech.numbers[listed.group(1).lower()]
        which = found["which"].lower()
        number = most if which in {"last", "final"} else speech.ordinals.get(which)
        if number is None:
            return None
        one = parsed(listed.group(2))[0].lemma_
        name = next((word for word, value in speech.ordinals.items() if value == number), which)
        return words[: found.start()] + f"{name} {one}, {one} {number}" + words[found.end() :]
    return None
