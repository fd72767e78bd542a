"""Cuts a sentence into lines of one idea each, without changing a word of what it claims."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.proof.words import parse
from knowledge.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_IN_BRACKETS = r"(?:[^()]|\([^()]*\))*"
_REFERENCE = re.compile(rf"\s*\({_IN_BRACKETS}\b(?:regulations?|sections?|paragraphs?|Act)\b{_IN_BRACKETS}\)")
_SHORT = 60  # characters; a line this short is one idea already
_SUBJECTS = {"nsubj", "nsubjpass"}


def short_lines(text: str) -> list[str]:
    """The lines of a statement: one for each sentence, and for each thing that its subject does.

    References to law in brackets go: the citation beside the line has them.
    """
    sentences = [one for line in _REFERENCE.sub("", text).splitlines() for one in split_sentences(line)]
    lines = [line for sentence in sentences for line in _cut(sentence)]
    return [sentence for line in lines if (sentence := _as_sentence(line))]


def _cut(sentence: str) -> list[str]:
    if len(sentence) <= _SHORT:
        return [sentence]
    doc = parse(sentence)
    root = next(token for token in doc if token.dep_ == "ROOT")
    heads = [token for token in root.children if token.dep_ == "conj" and _heads_a_clause(token)]
    heads += [token for head in heads for token in head.children if token.dep_ == "conj" and _heads_a_clause(token)]
    if not heads or not _shared_start(doc, root):
        return [sentence]
    cuts = [0, *sorted(min(word.idx for word in head.subtree) for head in heads), len(sentence)]
    parts = [sentence[start:end] for start, end in pairwise(cuts)]
    led = {min(word.idx for word in head.subtree): head for head in heads}
    return [
        part if start == 0 or _has_own_subject(led[start]) else f"{_shared_start(doc, root)} {part}"
        for start, part in zip(cuts, parts, strict=False)
    ]


def _heads_a_clause(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def _shared_start(doc: Doc, root: Token) -> str:
    """The subject that several verbs share, with what goes before the first; nothing when a cut would be unsure."""
    subjects = [child for child in root.children if child.dep_ in _SUBJECTS]
    if len(subjects) != 1 or any(child.dep_ in {"neg", "advcl", "mark"} for child in root.children):
        return ""
    start = min(word.i for word in subjects[0].subtree)
    return str(doc[start : root.i].text) if start == 0 else ""


def _has_own_subject(head: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in head.children)


def _as_sentence(line: str) -> str:
    bare = re.sub(r"^(?:(?:and|but)\b|,|;|\s)+|(?:,|;|\s)+(?:(?:and|but|or)\b)?\s*$", "", line.strip())
    if not any(letter.isalnum() for letter in bare):
        return ""
    return bare[0].upper() + bare[1:] + ("" if bare[-1] in ".?!:" else ".")
