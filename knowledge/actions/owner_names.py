"""Reads one owner's name: a role, an organisation, or both side by side."""

import re

from knowledge.actions.organisations import Organisations, fold
from knowledge.actions.rules import OwnerRules, folded
from knowledge.actions.types import Owner

_BETWEEN = re.compile(r"\s*(?:[:–—]|\s-\s|,)\s*")


def read_name(text: str, organisations: Organisations, rules: OwnerRules) -> Owner:
    """Read a name that is not known as a whole. What is not known stays, as a role, as it is written."""
    for match in _BETWEEN.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        for organisation, role in ((left, right), (right, left)):
            name = organisations.organisation(organisation)
            if name is not None and fold(role) in folded(tuple(rules.unnamed)):
                return Owner(organisation=name, written=text)
            if name is not None and role.strip():
                return _post(role, name, text, organisations)
    beside = organisations.beside(text)
    if beside is not None:
        of_words = "|".join(re.escape(word) for word in rules.of_words)
        rest = re.sub(r"^['’]s?\s", "", beside[1].strip(" ,–-:"))
        rest = re.sub(rf"^(?:{of_words})\s|\s(?:{of_words})(?: the)?$", "", rest.strip()).strip(" ,–-:")
        return (
            _post(rest, beside[0], text, organisations) if fold(rest) else Owner(organisation=beside[0], written=text)
        )
    return Owner(role=text, written=text)


def _post(role: str, organisation: str, text: str, organisations: Organisations) -> Owner:
    known = organisations.role(role)
    again = organisations.organisation(role)
    if again == organisation:
        return Owner(organisation=organisation, written=text)
    # "NHS Dorset commissioners" are at NHS Dorset, whatever the usual home of the role.
    return Owner(role=known[0] if known else role.strip(), organisation=organisation, written=text)


def stands_alone(text: str, organisations: Organisations, rules: OwnerRules) -> bool:
    """Whether a text can be an owner by itself, and not only a part of another owner's name."""
    plain = fold(re.sub(r"\([^()]*\)", " ", text))
    if not plain:
        return False
    if organisations.role(text) or organisations.organisation(text) or organisations.role(plain):
        return True
    if organisations.organisation(plain) or organisations.beside(text):
        return True
    words = plain.split()
    return words[-1] in rules.role_nouns or starts_role(plain, rules) or is_team(plain, rules)


def starts_role(text: str, rules: OwnerRules) -> bool:
    """Whether a text begins as the name of a post does: "Head of"."""
    plain = fold(text)
    return any(plain.startswith(f"{start} ") for start in rules.role_starts)


def is_team(text: str, rules: OwnerRules) -> bool:
    """Whether a text is a part of an organisation that is often named alone: "Public Health"."""
    return fold(text) in folded(tuple(rules.teams))
