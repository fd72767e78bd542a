"""Parts a cell of owners into its parties, and leaves names whole that hold an "and" or a comma."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.actions.organisations import Organisations
from knowledge.actions.owner_names import is_team, stands_alone, starts_role
from knowledge.actions.rules import OwnerRules, owner_rules

_FIRST_MASK = 0xF0000  # a private-use plane, which no document uses for its words
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HARD = re.compile(r"\s*/\s*|\s*\+\s*")


@dataclass(frozen=True)
class Party:
    """One of the parties of a cell, and whether only a comma parts it from the one before."""

    text: str
    after_comma: bool = False


class Masks:
    """Hides names and brackets behind single characters, so that splitting leaves them whole."""

    def __init__(self, organisations: Organisations) -> None:
        self._pattern = _names_pattern(organisations.names_with_breaks)
        self._hidden: list[str] = []

    def hide(self, text: str) -> str:
        """Put a character in the place of each bracket and of each known name that holds a break."""
        return self._pattern.sub(self._mask, _ASIDE.sub(self._mask, text))

    def show(self, text: str) -> str:
        """Put back what was hidden."""
        for number in range(len(self._hidden) - 1, -1, -1):
            text = text.replace(chr(_FIRST_MASK + number), self._hidden[number])
        return text

    def _mask(self, match: re.Match[str]) -> str:
        self._hidden.append(match.group())
        return chr(_FIRST_MASK + len(self._hidden) - 1)


@lru_cache(maxsize=8)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    def loose(name: str) -> str:
        words = re.split(r"\s+", name)
        return r"\s+".join(r"(?:and|&)" if word.casefold() in {"and", "&"} else re.escape(word) for word in words)

    if not names:
        return re.compile(r"(?!)")
    known = "|".join(loose(name) for name in names)
    # "Head of SEND & Inclusion Lead" are two: the name that ends before "Lead" is not the one that is meant.
    nouns = "|".join(re.escape(noun) for noun in owner_rules().role_nouns)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)(?!\s+(?:{nouns})\b)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _soft_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    together = "|".join(
        re.escape(word) if not word[0].isalpha() else rf"\b{re.escape(word)}\b"
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"\s*(,\s*(?:{together})|,|{together})\s*", re.IGNORECASE)


def split_parties(hidden: str, masks: Masks, organisations: Organisations, rules: OwnerRules) -> list[Party]:
    """Part a text, with its names hidden, into parties."""
    soft = _soft_pattern(tuple(rules.together))
    parties: list[Party] = []
    for chunk in _HARD.split(hidden):
        parties.extend(_split_soft(chunk, soft, masks, organisations, rules))
    return [party for party in parties if party.text.strip()]


def _split_soft(
    chunk: str, soft: re.Pattern[str], masks: Masks, organisations: Organisations, rules: OwnerRules
) -> list[Party]:
    """Split at "and", "&" and commas, but only where each side can be an owner by itself."""
    pieces = soft.split(chunk)
    parties = [Party(pieces[0])]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        current = parties[-1]
        if not current.text.strip() or _parts_here(
            masks.show(current.text), masks.show(piece), mark, organisations, rules
        ):
            parties.append(Party(piece, after_comma=mark.strip() == ","))
        else:
            gap = ", " if mark.strip() == "," else f" {mark.strip()} "
            parties[-1] = Party(f"{current.text}{gap}{piece}", current.after_comma)
    return parties


def _parts_here(left: str, right: str, mark: str, organisations: Organisations, rules: OwnerRules) -> bool:
    right_known = organisations.role(right) is not None or organisations.organisation(right) is not None
    left_known = organisations.role(left) is not None or organisations.organisation(left) is not None
    open_post = starts_role(left, rules) and not left_known
    if mark != "," and is_team(left, rules) and not left_known and " " in right and _ends_as_post(right, rules):
        return False
    if right_known:
        return mark == "," or not open_post or _is_proper(right, organisations)
    if not stands_alone(right, organisations, rules):
        return False
    if is_team(right, rules):
        return (
            mark == "," and not open_post or stands_alone(left, organisations, rules) and not starts_role(left, rules)
        )
    return left_known or mark == "," or stands_alone(left, organisations, rules)


def _ends_as_post(text: str, rules: OwnerRules) -> bool:
    """Whether a text ends as a post does and does not begin as one: "Learning Manager", the rest of a name."""
    return text.rsplit(maxsplit=1)[-1].casefold() in rules.role_nouns and not starts_role(text, rules)


def _is_proper(text: str, organisations: Organisations) -> bool:
    """Whether a known name cannot be a plain word: "partnerships" can, "DPCC" and "Head of SEND" cannot."""
    return organisations.role(text) is not None or sum(letter.isupper() for letter in text) > 1
