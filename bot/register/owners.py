"""Takes the owners out of a question: organisations and roles by any of their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.register.phrases import any_of, phrases
from bot.register.sentence import Mark, Sentence, normalise
from knowledge.actions import load_organisations
from knowledge.actions.organisations import fold

_BEFORE_EVERYDAY = re.compile(r"\b(?:by|for|of|with|does|do|has|have|is|are|under|which)(?: the)? $")
_AFTER_EVERYDAY = re.compile(rf"^ (?:{Mark.NOUN}|own|lead|must|is |has )")
_GENERIC = ("school", "voluntary")  # "early years actions" may be about them or theirs
_NOT_OWNER_BEFORE = re.compile(
    r"\b(?:affect|affects|affecting|support|supports|supporting|help|helps|helping|near)(?: the)? $"
)


@dataclass(frozen=True)
class OwnersAsked:
    """The owners that a question names: one, all of several, or any of several."""

    owner: str | None = None
    organisation: str | None = None
    also: tuple[str, ...] = ()
    or_else: tuple[str, ...] = ()
    ask_back: str | None = None


@dataclass(frozen=True)
class _Name:
    canonical: str
    is_role: bool
    everyday: bool
    generic: bool


@cache
def known_names() -> Mapping[str, _Name]:
    """Every way to write an owner, normalised. A way that is of two owners is left out."""
    organisations = load_organisations()
    found: dict[str, _Name | None] = {}
    entries = [(entry.name, entry.short_names, False, entry.kind in _GENERIC) for entry in organisations.organisations]
    entries += [(entry.name, entry.short_names, True, False) for entry in organisations.roles]
    for canonical, shorts, is_role, generic in entries:
        for name in (canonical, *shorts):
            for way in {normalise(name).removeprefix("the "), fold(name)} - {""}:
                everyday = " " not in way and len(re.findall("[A-Z]", name)) < 2
                mine = _Name(canonical, is_role, everyday, generic)
                other = found.get(way, mine)
                found[way] = mine if other and other.canonical == canonical else None
    return {way: name for way, name in found.items() if name}


@cache
def owner_words() -> frozenset[str]:
    """Every single word of the owners' names."""
    return frozenset(word for way in known_names() for word in way.split() if len(word) > 3)


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(known_names(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?:(?<=\w{5})s)?(?![\w-])")


def names_an_owner(text: str) -> bool:
    """Whether a whole text is the proper name of an owner."""
    found = known_names().get(text) or known_names().get(text.removesuffix("s"))
    return found is not None and not found.everyday


def take_owners(sentence: Sentence, *, shared: bool) -> OwnersAsked:
    """Take out the owners. ``shared``: the question asks for what several own together."""
    names, generic = _take_names(sentence)
    if generic:
        return OwnersAsked(ask_back=phrases().ask_owner_or_text.format(words=f"“{generic[0]}”"))
    vague = sentence.take(any_of(tuple(phrases().ask_back_owners)), Mark.OWNER) if not names else None
    if vague and (_is_asked_as_owner(vague)):
        return OwnersAsked(ask_back=phrases().ask_back_owners[vague.group()])
    if len(names) < 2:
        return OwnersAsked(owner=names[0].canonical if names else None)
    if _role_beside_organisation(names, sentence):
        role = next(name for name in names if name.is_role)
        organisation = next(name for name in names if not name.is_role)
        return OwnersAsked(owner=role.canonical, organisation=organisation.canonical)
    first, *others = dict.fromkeys(name.canonical for name in names)
    sentence.text, ors = re.subn(
        rf"{Mark.OWNER}(?: by| for| the)* or(?: by| for| the)* (?={Mark.OWNER})", f"{Mark.OWNER} ", sentence.text
    )
    if ors and not shared and ors == len(names) - 1:
        return OwnersAsked(owner=first, or_else=tuple(others))
    if shared or sentence.has(any_of(("both",))):
        sentence.take_all(any_of(("both",)))
        return OwnersAsked(owner=first, also=tuple(others))
    owners = " and ".join((first, *others))
    return OwnersAsked(ask_back=phrases().ask_and.format(owners=owners))


def _is_asked_as_owner(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return bool(_BEFORE_EVERYDAY.search(before) or _AFTER_EVERYDAY.match(after))


def _take_names(sentence: Sentence) -> tuple[list[_Name], list[str]]:
    names: list[_Name] = []
    vague: list[str] = []
    place = 0
    while found := _pattern().search(sentence.text, place):
        way = found.group()
        name = known_names().get(way) or known_names()[way.removesuffix("s")]
        before = sentence.text[: found.start()]
        if (
            _NOT_OWNER_BEFORE.search(before)
            or name.everyday
            and not _is_asked_as_owner(found)
            or way in phrases().ask_back_owners
        ):
            place = found.end()
            continue
        if name.generic and not _BEFORE_EVERYDAY.search(before):
            vague.append(way)
        names.append(name)
        sentence.put(found.start(), found.end(), Mark.OWNER)
        place = found.start() + 1
    return names, vague


def _role_beside_organisation(names: list[_Name], sentence: Sentence) -> bool:
    """Whether two names are one owner: "the DCO at NHS Dorset"."""
    beside = re.compile(rf"{Mark.OWNER} (?:(?:at|in|of|from|for) )?(?:the )?{Mark.OWNER}")
    if len(names) != 2 or names[0].is_role == names[1].is_role or not sentence.has(beside):
        return False
    role, organisation = sorted(names, key=lambda name: not name.is_role)
    of_role = load_organisations().role(role.canonical)
    return bool(of_role and of_role[1] in (None, organisation.canonical))
