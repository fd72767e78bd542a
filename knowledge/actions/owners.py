"""Reads who owns an action: "DC / NHS D (joint)", "Head of SEND & DPCC", "TBC"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.actions.organisations import Organisations, fold
from knowledge.actions.owner_names import read_name
from knowledge.actions.owner_parts import Masks, split_parties
from knowledge.actions.rules import OwnerRules, folded, owner_rules
from knowledge.actions.types import Owner
from knowledge.readers.list_marks import split_mark

_LONGEST = 600
_LABEL = re.compile(r"^([A-Za-z][A-Za-z ]{0,30}?)\s*[:–]\s*(.+)$", re.DOTALL)
_SEVERAL_POSTS = re.compile(
    r"\b(Head|Director|Lead|Manager|Officer)s (of|for) ([^/&,;\n]+?) ?(?:/|&|\band\b) ?([^/&,;\n]+)$",
    re.MULTILINE,
)
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True)
class OwnersRead:
    """The owners of an action, and whether they own it together."""

    owners: tuple[Owner, ...] = ()
    joint: bool = False


def read_owners(text: str, organisations: Organisations, organisation: str | None = None) -> OwnersRead:
    """Read a cell of owners. A cell that names nobody ("TBC", "Vacant") gives none.

    ``organisation``: whose owners these are, when the column says so ("Lead (NHS Dorset)").
    """
    rules = owner_rules()
    if _is_unnamed(text, rules) or len(text) > _LONGEST:
        return OwnersRead()
    whole = _whole(text, organisations)
    if whole is not None:
        return OwnersRead((_at(whole, organisation),))
    text, joint = _take_joint(_apart(text, rules), rules)
    owners: list[Owner] = []
    for part in _owning_parts(text, rules):
        if _is_unnamed(part, rules):
            continue
        found = _whole(part, organisations)
        owners.extend([found] if found else _parties(part, organisations, rules))
    kept = tuple(_at(owner, organisation) for owner in _distinct(owners))
    return OwnersRead(kept, joint or len(kept) > 1)


def is_owner_like(text: str, organisations: Organisations) -> bool:
    """Whether a short text names a known organisation or role."""
    return organisations.role(text) is not None or organisations.organisation(text) is not None


def _is_unnamed(text: str, rules: OwnerRules) -> bool:
    bare = fold(text)
    return not bare or bare in folded(tuple(rules.unnamed))


def _whole(text: str, organisations: Organisations) -> Owner | None:
    role = organisations.role(text)
    if role is not None:
        return Owner(role=role[0], organisation=role[1], written=text.strip())
    organisation = organisations.organisation(text)
    return Owner(organisation=organisation, written=text.strip()) if organisation else None


def _at(owner: Owner, organisation: str | None) -> Owner:
    if organisation is None or owner.organisation is not None:
        return owner
    return owner.model_copy(update={"organisation": organisation})


@lru_cache(maxsize=4)
def _joint_pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    return re.compile(
        rf"[\(\[]\s*(?:{words})\s*[\)\]]|^\s*(?:{words})\b\s*[:–-]|\s[–-]\s*(?:{words})\s*$"
        r"|\bjointly\b(?! with)|\bjoint\s*$",
        re.IGNORECASE | re.MULTILINE,
    )


def _take_joint(text: str, rules: OwnerRules) -> tuple[str, bool]:
    without = _joint_pattern(tuple(rules.joint_marks)).sub(" ", text)
    return without, without != text


@lru_cache(maxsize=4)
def _aside_pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(\((?:{'|'.join(map(re.escape, marks))})\))[ ]+(?=[A-Z])", re.IGNORECASE)


def _apart(text: str, rules: OwnerRules) -> str:
    """Set apart what is written as one: "DC (lead) DPCC (support)", "Heads of SEND and Inclusion"."""
    text = _aside_pattern((*rules.asides, *rules.helper_marks)).sub(r"\1; ", text)
    return _SEVERAL_POSTS.sub(r"\1 \2 \3; \1 \2 \4", text)


def _owning_parts(text: str, rules: OwnerRules) -> list[str]:
    """The lines of a cell that name owners, without their labels and without those who only help."""
    helpers, leads = folded(tuple(rules.helper_labels)), folded(tuple(rules.lead_labels))
    parts: list[str] = []
    helping = False
    for line in re.split(r"[\n;|•]", text):
        own = _without_helpers(split_mark(line)[1], rules)
        label = _LABEL.match(own)
        name = fold(label.group(1)) if label else ""
        if name in leads and label:
            helping, own = False, _without_helpers(label.group(2), rules)
        elif helping or name in helpers or fold(own) in helpers - leads:
            helping = True
        if own and not helping:
            parts.append(own)
    return parts


@lru_cache(maxsize=4)
def _helping_pattern(phrases: tuple[str, ...], labels: tuple[str, ...]) -> re.Pattern[str]:
    said, written = ("|".join(map(re.escape, words)) for words in (phrases, labels))
    return re.compile(rf"[,(]?\s*\b(?:{said})\b|\s+(?:{written})\s*:", re.IGNORECASE)


def _without_helpers(line: str, rules: OwnerRules) -> str:
    """Cut off who is only said to help: "Head of SEND, supported by DPCC"."""
    helping = _helping_pattern(tuple(rules.helper_phrases), tuple(rules.helper_labels))
    return helping.split(line, maxsplit=1)[0].strip(" ,")


def _parties(text: str, organisations: Organisations, rules: OwnerRules) -> list[Owner]:
    masks = Masks(organisations)
    owners: list[Owner] = []
    for party in split_parties(masks.hide(text), masks, organisations, rules):
        owners.extend(_party(masks.show(party.text), party.after_comma, owners, organisations, rules))
    return owners


def _party(
    text: str, after_comma: bool, before: list[Owner], organisations: Organisations, rules: OwnerRules
) -> list[Owner]:
    """Read one party, with what stands in brackets beside it."""
    asides = [(one or other).strip() for one, other in _ASIDE.findall(text)]
    if any(fold(aside) in folded(tuple(rules.helper_marks)) for aside in asides):
        return []
    outside = " ".join(_ASIDE.sub(" ", text).split()).strip(" ,–-")
    if _is_unnamed(outside, rules):
        outside = ""
    bare, helps = _without_marks(outside, organisations, rules)
    if helps:
        return []
    whole = _whole(text, organisations)
    named = [whole or _whole(bare, organisations) or read_name(bare, organisations, rules)] if bare else []
    for aside in [] if whole else asides:
        if fold(aside) in folded(tuple(rules.asides)) or _is_unnamed(aside, rules):
            continue
        inside = read_owners(aside, organisations).owners
        if any(is_owner_like(owner.written, organisations) or owner.organisation for owner in inside):
            named = _joined(named, list(inside), text, organisations)
    if after_comma and before and len(named) == 1:
        merged = _one_post(before[-1], named[0], organisations)
        if merged is not None:
            before[-1] = merged
            return []
    return named


def _without_marks(name: str, organisations: Organisations, rules: OwnerRules) -> tuple[str, bool]:
    """Take "lead" or "support" off a known name; and say whether it only helps: "DC lead", "DPCC support"."""
    words = name.split()
    for mark, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        known = is_owner_like(" ".join(rest), organisations) and not is_owner_like(name, organisations)
        if known and fold("".join(mark)) in folded(tuple(rules.helper_marks)):
            return "", True
        if known and fold("".join(mark)) in folded(tuple(rules.asides)):
            return " ".join(rest), False
    return name, False


def _joined(named: list[Owner], inside: list[Owner], text: str, organisations: Organisations) -> list[Owner]:
    """Put together a name and those in brackets beside it: "Head of SEND (DC)", "DC (Head of SEND)"."""
    if not named:
        return inside
    first = _one_post(named[0], inside[0], organisations) or _one_post(inside[0], named[0], organisations)
    if first is None:
        return [*named, *inside]
    return [first.model_copy(update={"written": " ".join(text.split())}), *inside[1:]]


def _one_post(first: Owner, second: Owner, organisations: Organisations) -> Owner | None:
    """One owner of two names that are a role and its organisation, or a person and their role; else None."""
    written = f"{first.written}, {second.written}"
    role = first.role or second.role
    if first.organisation and second.organisation and first.organisation != second.organisation:
        return None
    if first.role is None and second.role is None:
        return first.model_copy(update={"written": written}) if first.organisation == second.organisation else None
    if first.role and second.role:
        known, other = (second, first) if organisations.role(second.role) else (first, second)
        both = organisations.role(other.role or "") is not None
        return None if both or not names_a_person(other.role or "") else known.model_copy(update={"written": written})
    if first.role is None and first.organisation != second.organisation:
        return None
    return Owner(role=role, organisation=first.organisation or second.organisation, written=written)


def names_a_person(name: str) -> bool:
    """Whether a name has the shape of a person's, and none of the words that name posts and teams."""
    rules = owner_rules()
    words = name.split()
    if not 2 <= len(words) <= 3 or not all(
        re.fullmatch(r"[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?|[A-Z]\.?", word) for word in words
    ):
        return False
    known = folded((*rules.role_nouns, *rules.teams))
    return not any(fold(word) in known for word in words) and fold(name) not in known


def _distinct(owners: list[Owner]) -> list[Owner]:
    seen: dict[tuple[str | None, str | None], Owner] = {}
    for owner in owners:
        seen.setdefault((owner.role, owner.organisation), owner)
    return list(seen.values())
