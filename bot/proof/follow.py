"""Whether a statement follows from a quote: code's own reading, strict where it is in doubt.

A statement follows when each of its sentences is a sentence of the quote, word by word, in one of the
few orders that say the same, less parts whose loss changes nothing. See docs/decisions/proof.md.
"""

import re
from enum import StrEnum
from functools import lru_cache

from bot.proof.align import is_form
from bot.proof.forms import forms_of
from bot.proof.meaning import with_acronyms
from bot.proof.readings import sentences_of_quote
from bot.proof.specifics import specifics_in
from bot.proof.words import Word, parse, words_of_doc
from knowledge.quotes import normalise
from knowledge.sentences import split_sentences

_AS_ONE = re.compile(r"As an? (?P<who>parent|carer|young person),? (?=you\b)")


class Reason(StrEnum):
    """Why a statement is not shown as it was written."""

    SPECIFIC = "a number or an address that is not in the quote"
    NO_SENTENCE = "no sentence of the quote says this"


@lru_cache(maxsize=256)  # each statement is proved when it comes, and once more in the last check of the whole answer
def follows(statement: str, quote: str) -> Reason | None:
    """None when the statement says no more than the quote, else what is wrong."""
    if _is_whole_sentences_of(statement, quote):
        return None
    given = {one.value for one in specifics_in(quote)}
    if any(one.value not in given for one in specifics_in(statement)):
        return Reason.SPECIFIC
    sentences = split_sentences(normalise(statement))
    return None if sentences and all(_is_said(one, quote) for one in sentences) else Reason.NO_SENTENCE


def _is_said(sentence: str, quote: str) -> bool:
    if sentence.endswith("?"):
        return False
    as_one = _AS_ONE.match(sentence)
    if as_one and as_one["who"].lower() in quote.lower():
        sentence = sentence[as_one.end() :]
    said = words_of(sentence)
    if not any(not word.is_free for word in said):
        return False
    return any(is_form(said, form) for form in forms_of(quote, "(" in with_acronyms(sentence)))


def words_of(sentence: str) -> list[Word]:
    """The words of a statement's sentence, as they are compared."""
    text = with_acronyms(sentence)
    words = words_of_doc(parse(text))
    return [words[place] for place in sorted(words)]


def _is_whole_sentences_of(statement: str, quote: str) -> bool:
    """A part of a sentence may say what the whole does not ("It is not true that ...")."""
    wanted = normalise(statement)
    sentences = sentences_of_quote(quote)
    starts = [place for place, sentence in enumerate(sentences) if wanted.startswith(sentence)]
    return any(
        " ".join(sentences[start:end]) == wanted for start in starts for end in range(start + 1, len(sentences) + 1)
    )
