"""Tells a question that attacks, and what honest question stands beside it, if any."""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.folding import decodings, folded
from knowledge.phrase_rules import PhraseRules, compiled, first_match

_LEAST_ENCODED = 20  # characters, below which nothing is hidden in another writing
_PART = re.compile(
    r"(?<=[.!?;])\s+|\n+|(?<=>)|(?=<)|(?<=\])\s+|(?=###)"
    r"|,\s+(?=(?:and |but |then |so )?(?:who|what|when|where|which|why|how)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[\W_]*(?:(?:question|q|user|now|ok|and|but|then|so)\b\s*[:,]?\s*)*", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,300}>|\[/?\w+\]")
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have"
    r"|tell me (?:about|who|what|when|where|how|which)|explain|i need|i want to know)\b",
    re.IGNORECASE,
)
_IN_CIPHER = re.compile(
    r"(?:\b[^\W\d_] +){10,}|(?:[.-]{1,5}[ /]+){8,}"
    r"|(?:^|[.!?:;,\n]\s*|\b(?:please|now|and|then) )"
    r"(?:decode|decrypt|deobfuscate|unscramble|decipher) (?:this|the|it|that)\b"
    r"|\b(?:rot ?13|base ?64|morse code|pig latin|caesar cipher)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 3


class HostileKind(StrEnum):
    """What an attack is after."""

    INSTRUCTIONS = "instructions"
    ROLE = "role"
    PROMPT = "prompt"
    OTHERS = "others"
    FALSE_MESSAGE = "false_message"
    AUDIENCE = "audience"
    ENCODED = "encoded"
    HARM = "harm"
    ABUSE = "abuse"


# Who plays a part, or passes for somebody else, asks everything in the message as that: no part of it is apart.
_WHOLE = {HostileKind.ROLE, HostileKind.AUDIENCE}


class Hostile(BaseModel):
    """An attack in a question."""

    model_config = ConfigDict(frozen=True)

    kind: HostileKind
    rest: str | None = Field(default=None, description="the question that stands beside the attack, to be answered")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("bot.attacks") / "hostile.yaml").read_text(encoding="utf-8")
    rules = PhraseRules.model_validate(yaml.safe_load(text))
    for rule in rules.rules:
        HostileKind(rule.kind)
    return compiled(rules)


def hostile(question: str) -> Hostile | None:
    """What a question attacks, with the honest question beside it; none for a question that only asks."""
    plain = folded(question)
    kind = _kind(plain)
    if kind is None:
        return None
    kinds = {HostileKind(found) for found, pattern in _rules() if pattern.search(plain)}
    return Hostile(kind=kind, rest=None if kinds & _WHOLE or not kinds else _rest(plain))


def _kind(plain: str) -> HostileKind | None:
    found = first_match(_rules(), plain)
    if found:
        return HostileKind(found[0])
    if _IN_CIPHER.search(plain):
        return HostileKind.ENCODED
    if len(plain) >= _LEAST_ENCODED and any(first_match(_rules(), text) for text in decodings(plain)):
        return HostileKind.ENCODED
    return None


def _rest(plain: str) -> str | None:
    """The parts of a question that do not attack, when together they still ask something."""
    parts = [part for part in _PART.split(plain) if part.strip()]
    kept = [part for part in parts if _kind(part) is None and not _MARKUP.fullmatch(part.strip())]
    if len(kept) == len(parts):
        return None  # the attack runs over several parts, so none of them is safe alone
    for part in kept:
        asked = _LABEL.sub("", _MARKUP.sub(" ", part)).strip()
        is_asked = _ASKS.match(asked) or asked.endswith("?")
        if is_asked and len(asked.split()) >= _LEAST_WORDS:
            return asked
    return None
