"""The sentences of the starter library, and ways in which a statement can be made false."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.proof.readings import without_brackets
from bot.proof.words import parse
from knowledge.corpus import read_corpus, source_files
from knowledge.sentences import sentences_of
from retrieval.words import stem

LIBRARY = Path(__file__).resolve().parents[2] / "knowledge" / "library"
OTHER = {
    "must": "may", "may": "must", "can": "must", "will": "may", "should": "must", "cannot": "can",
    "at least": "at most", "within": "after", "before": "after", "only": "also", "always": "never", "never": "always",
    "some": "all", "all": "some", "every": "no", "no": "every", "first": "last", "from": "to", "until": "from",
    "or": "but not", "under": "over", "over": "under", "more": "less", "is": "was", "was": "is", "are": "were",
    "with": "without", "without": "with", "free": "cheap",
}  # fmt: skip
BODIES = (
    "the council", "Dorset Council", "BCP Council", "the tribunal", "the mediation adviser", "Dorset SENDIASS", "IPSEA",
    "NHS Dorset", "the school", "the child's parent", "the young person", "the Ombudsman", "the Cabinet report",
    "the old council", "the new council", "the Board",
)  # fmt: skip


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Each sentence that stands alone in the library, with the text of its passage."""
    corpus = read_corpus(LIBRARY, source_files(LIBRARY))
    found = []
    for passage in corpus.passages:
        is_prose = "http" not in passage.text and " | " not in passage.text and "\n" not in passage.text
        if is_prose and "sources" not in passage.anchor:
            found += [(one, passage.text) for one in sentences_of(passage)]
    return tuple(found)


def with_another_number(sentence: str, passage: str) -> list[str]:
    """With each figure changed by one, and exchanged for another of the passage."""
    mutated = []
    others = re.findall(r"\d+", passage)
    for found in re.finditer(r"\d+", sentence):
        for other in {str(int(found[0]) + 1), *others} - {found[0]}:
            if int(other) != int(found[0]):
                mutated.append(sentence[: found.start()] + other + sentence[found.end() :])
    return mutated


def with_another_word(sentence: str, passage: str) -> list[str]:
    """With each word that changes a claim turned into one that claims something else."""
    mutated = []
    for word, other in OTHER.items():
        for found in re.finditer(rf"\b{word}\b", sentence):
            if other != "at most" or word in sentence:
                mutated.append(sentence[: found.start()] + other + sentence[found.end() :])
    return mutated


def with_bodies_changed(sentence: str, passage: str) -> list[str]:
    """With one body put for another, and with two exchanged."""
    mutated = []
    there = [body for body in BODIES if re.search(rf"\b{body}\b", sentence, re.IGNORECASE)]
    for body in there:
        mutated += [
            re.sub(rf"\b{body}\b", other, sentence, count=1, flags=re.IGNORECASE)
            for other in BODIES
            if other.lower() not in sentence.lower() and body.lower() not in other.lower()
        ]
    for one in there:
        for two in there:
            if one < two and one.lower() not in two.lower() and two.lower() not in one.lower():
                held = re.sub(rf"\b{one}\b", "\0", sentence, flags=re.IGNORECASE)
                held = re.sub(rf"\b{two}\b", one, held, flags=re.IGNORECASE)
                mutated.append(held.replace("\0", two))
    return mutated


def with_not(sentence: str, passage: str) -> list[str]:
    """With a "not" put in or taken out."""
    mutated = [re.sub(r"\bnot ", "", sentence, count=1)] if " not " in sentence else []
    for found in re.finditer(
        r"\b(?:must|may|can|will|would|should|is|are|was|were|has|have|does|do)\b(?! not)", sentence
    ):
        mutated.append(f"{sentence[: found.end()]} not{sentence[found.end() :]}")
    return mutated


def without_a_condition(sentence: str, passage: str) -> list[str]:
    """Without each of its conditions, whole or up to the next comma."""
    mutated = []
    for found in re.finditer(r",? ?\b(?:if|unless|until|where|when|only|provided|except)\b", sentence, re.IGNORECASE):
        rest = sentence[found.end() :]
        comma = rest.find(",")
        kept = sentence[: found.start()] + (rest[comma + 1 :] if comma >= 0 else ".")
        mutated += [kept.strip(), sentence[: found.start()].strip() + "."]
    return [one for one in mutated if len(one.split()) > 2]


def with_another_noun(sentence: str, passage: str) -> list[str]:
    """With a noun put for another of the passage."""
    nouns = [token for token in parse(sentence) if token.pos_ in {"NOUN", "PROPN"} and len(token) > 3]
    others = {token.text for token in parse(passage[:1500]) if token.pos_ == "NOUN" and len(token) > 3}
    return [
        sentence[: token.idx] + other + sentence[token.idx + len(token) :]
        for token in nouns
        for other in sorted(others)
        if stem(other.lower()) != stem(token.lower_)
    ]


WRONGS: dict[str, Callable[[str, str], list[str]]] = {
    "number": with_another_number,
    "word": with_another_word,
    "body": with_bodies_changed,
    "not": with_not,
    "condition": without_a_condition,
    "noun": with_another_noun,
}

__all__ = ["WRONGS", "sentences", "without_brackets"]
