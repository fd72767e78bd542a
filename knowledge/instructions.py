"""Text that speaks to a machine and not to people: planted, whatever it stands in."""

import re
from functools import cache
from importlib.resources import files

import yaml

from knowledge.folding import decodings, folded
from knowledge.phrase_rules import PhraseRules, compiled, first_match

_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{24,}|(?:%[0-9a-fA-F]{2}){6,}")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("knowledge") / "instructions.yaml").read_text(encoding="utf-8")
    return compiled(PhraseRules.model_validate(yaml.safe_load(text)))


def looks_like_instructions(text: str) -> bool:
    """Whether a text gives orders to a machine that reads it: to ignore its rules, to take a part, to say set words."""
    plain = folded(text)
    if first_match(_rules(), plain):
        return True
    return bool(_ENCODED.search(plain)) and any(first_match(_rules(), decoded) for decoded in decodings(plain))
