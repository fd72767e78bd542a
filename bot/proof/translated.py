"""What can be held against a quote when a statement is in another language: its figures, addresses and names."""

import re

from bot.proof.specifics import specifics_in
from knowledge.quotes import normalise

# A name: capitals inside a sentence. Other languages write months and days small, and German nouns large.
_NAME = re.compile(r"(?<=[\w,;:(] )[A-Z][\w'’&-]+|\b[A-Z]{2,}\b")


def keeps_specifics(statement: str, quote: str) -> bool:
    """Whether every figure, address and name of a statement stands in its quote, and no figure was left out."""
    given = {one.value for one in specifics_in(quote)}
    said = {one.value for one in specifics_in(statement)}
    # Number words differ between languages, so only figures and addresses written as such are asked back.
    written = {one.value for one in specifics_in(re.sub(r"[^\W\d_]+", " ", quote))}
    if not said <= given or not written <= given or not (written & given) <= said:
        return False
    line = normalise(quote)
    return all(name.group() in line for name in _NAME.finditer(normalise(statement)))
