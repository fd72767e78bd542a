"""Whether simpler lines still say what their statement says, as far as a reader could act on it."""

import re
from collections.abc import Sequence

from bot.easy_read.plain import guards_in, has_no_new_words
from bot.proof.specifics import specifics_in

_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w'’&-]+|\b[A-Z]{2,}\w*\b")


def says_the_same(lines: Sequence[str], statement: str) -> bool:
    """Same figures and addresses, same names, same words that change a claim, and no word from elsewhere.

    What stands in brackets may be left out.
    """
    together = " ".join(lines)
    bare = _BRACKETS.sub(" ", statement)
    said = {one.value for one in specifics_in(together)}
    given = {one.value for one in specifics_in(statement)}
    needed = {one.value for one in specifics_in(bare)}
    names = {name.group() for name in _NAME.finditer(bare)}
    return (
        needed <= said <= given
        and all(name in together for name in names)
        and guards_in(together.lower()) == guards_in(bare.lower())
        and has_no_new_words(together, statement)
    )
