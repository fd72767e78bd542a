"""Things of one sort that may stand in for one another: a place for a place, an owner for an owner."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.follow_ups.phrases import leaning_speech
from bot.register.owners import known_names
from bot.services.needs import need_speech
from bot.ways_of_saying import Heard
from knowledge.places import places_in

_REF = re.compile(r"\b[A-Z]{2,3}-?[0-9]{1,3}\b")


class Sort(StrEnum):
    """What a mention is of."""

    REF = "ref"
    PLACE = "place"
    AGE = "age"
    DATE = "date"
    OWNER = "owner"
    NEED = "need"
    CHILD = "child"


class Mention(NamedTuple):
    """Where a text names something."""

    sort: Sort
    start: int
    end: int
    text: str


def mentions(text: str) -> list[Mention]:
    """Everything of a known sort that a text names; of two that overlap the longer."""
    every = [Mention(sort, start, end, text[start:end]) for sort, find in _FINDERS.items() for start, end in find(text)]
    return sorted((one for one in every if not any(_wider(other, one) for other in every)), key=lambda one: one.start)


def put_instead(text: str, by: str) -> tuple[str, set[Sort]]:
    """The text with each mention of ``by`` in the place of one of its sort, and the sorts of which there was one."""
    put: set[Sort] = set()
    for new in mentions(by):
        old = next((one for one in reversed(mentions(text)) if one.sort is new.sort), None)
        if (
            old is None
            or new.sort is Sort.AGE
            and not _alike_before(text[: old.start], by[: new.start])
            or old.text.lower() == new.text.lower()
        ):
            continue
        text = _put(text, old, by, new)
        put.add(new.sort)
    return text, put


def without_mentions(text: str, sorts: set[Sort]) -> str:
    """What a text says beside the mentions of these sorts."""
    for one in reversed([one for one in mentions(text) if one.sort in sorts]):
        text = text[: one.start] + text[one.end :]
    return text


def sorts_of(text: str) -> set[Sort]:
    """The sorts of thing that a text names."""
    return {one.sort for one in mentions(text)}


def _put(text: str, old: Mention, by: str, new: Mention) -> str:
    before = text[: old.start]
    if (
        old.sort is Sort.NEED
        and re.search(r"\bwho\s+$", before, re.IGNORECASE)
        and not new.text.lower().startswith(("can", "do", "not"))
    ):
        before = re.sub(r"\bwho\s+$", "with ", before, flags=re.IGNORECASE)
    return _with_its_preposition(before + new.text + text[old.end :], len(before), by, new)


def _with_its_preposition(text: str, start: int, by: str, new: Mention) -> str:
    """ "Near Weymouth" and "in Dorchester": the new word before goes with the new name."""
    was, now = (
        leaning_speech().pattern("before").search(text[:start]),
        leaning_speech().pattern("before").search(by[: new.start]),
    )
    if (
        not was
        or not now
        or not {was.group().strip().lower(), now.group().strip().lower()} <= leaning_speech().words("swaps")
    ):
        return text
    return text[: was.start()] + now.group() + text[start:]


def _alike_before(was: str, now: str) -> bool:
    """ "For under fives" goes with "for teenagers", not with "the nursery can"."""
    asked = re.search(r"\b(for|with)\s+(?:the\s+|a\s+|an\s+)?$", now, re.IGNORECASE)
    return not asked or bool(re.search(rf"\b{asked.group(1)}\s+(?:[\w'-]+\s+){{0,2}}$", was, re.IGNORECASE))


def _wider(other: Mention, one: Mention) -> bool:
    longer = (other.end - other.start) > (one.end - one.start)
    return longer and other.start <= one.start and one.end <= other.end


def _refs(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _REF.finditer(text))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for place in places_in(text):
        yield from (match.span() for match in re.finditer(rf"\b{re.escape(place.name)}\b", text, re.IGNORECASE))


def _patterned(name: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        yield from (match.span() for match in leaning_speech().pattern(name).finditer(text))

    return find


def _ages(text: str) -> Iterator[tuple[int, int]]:
    yield from _patterned("ages")(text)
    yield from _patterned("stages")(text)


def _owners(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _owner_pattern().finditer(text.lower()))


def _owner_pattern() -> re.Pattern[str]:
    names = sorted((way for way, name in known_names().items() if not name.generic), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


def _needs(text: str) -> Iterator[tuple[int, int]]:
    speech = need_speech()
    heard = Heard(text)
    for need in speech.needs:
        if not need.general:
            yield from ((said.start, said.end) for said in heard.spans((*need.said, *need.of_child)))


_FINDERS: dict[Sort, Callable[[str], Iterator[tuple[int, int]]]] = {
    Sort.REF: _refs,
    Sort.PLACE: _places,
    Sort.AGE: _ages,
    Sort.DATE: _patterned("dates"),
    Sort.OWNER: _owners,
    Sort.NEED: _needs,
    Sort.CHILD: _patterned("kin"),
}
