"""Parties: the people, posts and bodies that a sentence names, and whether two names are of the same one."""

import re
from functools import cache

from bot.extractive.conflicts.values import Stated, ValueKind
from knowledge.actions import Owner, load_organisations
from knowledge.actions.organisations import fold
from knowledge.actions.owner_names import is_team
from knowledge.actions.owners import names_a_person, read_owners
from knowledge.actions.rules import owner_rules
from knowledge.dates import MONTHS, WEEKDAYS
from retrieval.words import STOPWORDS

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Revd?|Canon)\b\.?"
_CAPITAL = r"[A-Z][\w'’&-]*"
# Capitals with the small words that stand between them: "Director of Education and Learning", "Dr A. Reyes".
_NAME = re.compile(
    rf"(?:{_TITLE}\s+)?(?:[A-Z]\.?\s+)*{_CAPITAL}"
    rf"(?:(?:,?\s+(?:of|and|for|the|in|at|&)){{0,3}}\s+(?:[A-Z]\.\s+)*{_CAPITAL})*"
)
_TITLES = re.compile(rf"^{_TITLE}\s+")
_POST_BESIDE = re.compile(
    r"^,\s+(?:the\s+|our\s+)?(?P<post>[A-Z][\w'’&-]*(?:\s+(?:of|and|for|the|&|[A-Z][\w'’&-]*))*)(?=[,.;)]|$)"
)
_BODIES = frozenset(
    "board panel committee team service services trust council forum group partnership school college hospital unit "
    "network alliance charity company agency limited ltd department cabinet centre hub authority commission "
    "association society foundation nhs icb directorate office academy".split()
)
_ANYBODY = {"families", "parents", "carers", "people", "partners", "members", "settings", "owner"}
_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


class Party(Stated):
    """A party by what is known of it: a person, a post, a body, or several of them together."""

    people: tuple[str, ...] = ()
    is_person: bool = True  # False where only the capitals of a name say so: "Autism Lindmoor" is a body
    owners: tuple[Owner, ...] = ()

    def agrees(self, other: Stated) -> bool | None:
        """As any value. A person and a post cannot be compared: the one may hold the other."""
        if not isinstance(other, Party):
            return None
        if self.people and other.people:
            return any(same_person(one, their) for one in self.people for their in other.people)
        if self.owners and other.owners:
            return _owners_agree(self.owners, other.owners)
        named, body = (self, other) if self.people else (other, self)
        if named.people and not named.is_person and all(_is_body(owner) for owner in body.owners):
            return _same_name(named.text, body.text)
        return None


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and first names or initials that fit."""
    mine, theirs = (_TITLES.sub("", name).replace(".", "").split() for name in (one, other))
    if fold(mine[-1]) != fold(theirs[-1]):
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return True
    first, second = fold(mine[0]), fold(theirs[0])
    return first == second or (first[0] == second[0] and 1 in (len(first), len(second)))


def _owners_agree(one: tuple[Owner, ...], other: tuple[Owner, ...]) -> bool | None:
    """Two lists agree when each owner of the shorter is one of the longer: a joint owner may be left out."""
    shorter, longer = sorted((one, other), key=len)
    found = [[_same_owner(owner, their) for their in longer] for owner in shorter]
    if all(True in row for row in found):
        return True
    return None if any(True not in row and None in row for row in found) else False


def _same_owner(one: Owner, other: Owner) -> bool | None:
    if is_team(one.written, owner_rules()) and is_team(other.written, owner_rules()):
        return _same_name(one.written, other.written)
    if one.role and other.role and not (_is_body(one) or _is_body(other)):
        return _same_name(one.role, other.role)
    if one.role and other.role:
        return True if _same_name(one.role, other.role) else (None if _share_a_name(one.role, other.role) else False)
    if one.organisation and other.organisation:
        return one.organisation == other.organisation
    # A post of which the body is not known may be in any body, but a body that is not known is not a known one.
    unknown = one if one.organisation is None else other
    known = other if unknown is one else one
    if _same_name(unknown.role or "", known.organisation or ""):
        return True
    return False if _is_body(unknown) else None


def _is_body(owner: Owner) -> bool:
    names = fold(owner.role or "").split(" of ")[0].split(" for ")[0].split()
    return bool(names) and names[-1] in _BODIES


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or the other with something left out."""
    mine, theirs = set(_words(one)), set(_words(other))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _share_a_name(one: str, other: str) -> bool:
    common = _BODIES | {"head", "director", "manager", "lead", "officer", "of", "and", "for", "chair", "local"}
    return bool((set(_words(one)) & set(_words(other))) - common)


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in {"of", "and", "for", "the", "in", "at", "our", "new"}]


@cache
def _posts() -> re.Pattern[str]:
    """A post or body in small letters, where a sentence points at it: "by the school nursing team"."""
    nouns = "|".join(
        re.escape(noun) for noun in sorted(set(owner_rules().role_nouns) - _ANYBODY, key=len, reverse=True)
    )
    small = "|".join(sorted(STOPWORDS - {"of", "for", "and", "&"}))
    word = rf"(?!(?:{small})\b)[A-Za-z][\w'’-]*"
    return re.compile(
        rf"(?:^|\b(?:by|with|is|are|to)\s)(?:(?:the|our|an?|each|its)\s)?(?P<post>(?:{word}\s){{0,4}}(?:{nouns}))\b",
        re.IGNORECASE,
    )


def parties_in(text: str) -> tuple[Party, ...]:
    """Every party that a sentence names, in order."""
    found = [party for match in _NAME.finditer(text) if (party := _named(match, text))]
    taken = [(party.start, party.end) for party in found]
    for match in _posts().finditer(text):
        start, end = match.span("post")
        if not any(begin < end and start < stop for begin, stop in taken):
            party = party_of(match["post"], start)
            found += [party] if party else []
    return tuple(sorted(found, key=lambda party: party.start))


def _named(match: re.Match[str], text: str) -> Party | None:
    written = re.sub(r"^(?:The|Our|Its|An?|This|Each|And|In|For|At)\s+", "", match.group())
    start = match.end() - len(written)
    if (
        len(written) < 2
        or fold(written).removesuffix("s") in _CALENDAR
        or fold(written) in STOPWORDS
        or any(letter.isdigit() for letter in written)
    ):
        return None
    if text[match.end() :].startswith(":"):  # a label
        return None
    opens = not text[:start].strip(" \"“'(") or text[: match.start()].rstrip().endswith((".", "|"))
    single = " " not in written and not written.isupper()
    if opens and single and not load_organisations().organisation(written):
        return None
    party = party_of(written, start)
    beside = _POST_BESIDE.match(text[match.end() :])
    if party and party.people and beside:
        return party.model_copy(update={"owners": read_owners(beside["post"], load_organisations()).owners})
    return party


def party_of(written: str, start: int = 0) -> Party | None:
    """The party that a text names, when it is nothing but a name; none for "TBC"."""
    name = _TITLES.sub("", written)
    place = {"kind": ValueKind.PARTY, "text": written, "start": start, "end": start + len(written)}
    if name != written or names_a_person(name):
        return Party(**place, people=(written,), is_person=name != written or "." in name)
    owners = read_owners(written, load_organisations()).owners
    people = tuple(owner.role for owner in owners if owner.role and names_a_person(owner.role))
    if people and len(people) == len(owners):
        return Party(**place, people=people, is_person=False)
    return Party(**place, owners=owners) if owners else None
