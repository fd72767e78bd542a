"""Plain words: what the acronyms of an answer mean, for families.

The statements are verbatim quotes and are not changed; what their acronyms mean is told beside them.
"""

import re
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from knowledge.vocabulary import Term, glossary

_IS_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z0-9]*")


class PlainWord(BaseModel):
    """An acronym as an answer uses it, what it stands for, and what it means in a sentence."""

    model_config = ConfigDict(frozen=True)

    short: str
    long: str
    plain: str


def expand_first_use(text: str, already: set[str]) -> tuple[PlainWord, ...]:
    """The acronyms of a text to explain, in the order of first use, without those that are ``already`` explained.

    Acronyms are whole words in their own capitals. One that the text itself writes out needs no
    explaining. ``already`` holds the long names explained so far; nothing is added to it.
    """
    found: dict[str, PlainWord] = {}
    for match in _pattern().finditer(text):
        term = _terms()[match.group(1)]
        written_out = term.long.lower() in text.lower()
        if term.long not in already and not written_out:
            found.setdefault(term.long, PlainWord(short=match.group(1), long=term.long, plain=term.plain))
    return tuple(found.values())


def plain_words(texts: Iterable[str]) -> tuple[PlainWord, ...]:
    """The acronyms of an answer's statements, each explained once, in the order of first use."""
    words: list[PlainWord] = []
    for text in texts:
        words += expand_first_use(text, {word.long for word in words})
    return tuple(words)


@cache
def _terms() -> dict[str, Term]:
    """Each acronym with its term, and its other spellings ("SENCo").

    The glossary's other names for a thing are not used: some are of its kind only, and explaining the
    wrong thing harms.
    """
    return {
        name: term
        for term in glossary()
        for name in (term.short, *term.also)
        if name.lower() == term.short.lower() and _IS_ACRONYM.fullmatch(name)
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_terms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})s?(?![\w-])")
