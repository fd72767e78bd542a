"""The texts that a quote may be read as: its sentences, and what stands in them beside a colon, a label or a row."""

import re
from collections.abc import Iterator

from bot.proof.meaning import meaning, with_acronyms
from knowledge.quotes import normalise
from knowledge.sentences import split_sentences

_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LABEL = re.compile(r"([A-Z][\w /&’'-]{1,40}): (\S.*)")
_BULLET = re.compile(r"^(?:[•*–-]|\(?[a-z0-9]{1,3}[).])\s+")


def sentences_of_quote(quote: str) -> list[str]:
    """Each sentence of a quote; each line of a list is one, unless what leads into the list may turn it round."""
    lines = [_BULLET.sub("", normalise(line)) for line in quote.splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].endswith(":"):
        lead, items = lines[0].removesuffix(":"), lines[1:]
        if turns(lead):
            return [*split_sentences(lines[0])]
        lines = [lines[0], *(f"{lead} {item}" if item[:1].islower() else item for item in items)]
    return [one for line in lines for one in split_sentences(line)]


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, unless it changes what is claimed."""
    return _BRACKETS.sub(lambda found: found[0] if turns(found[1]) else "", text)


def turns(text: str) -> bool:
    """Whether a text holds a word that changes what a sentence claims."""
    return bool(set(re.findall(r"[a-z]+", text.lower())) & meaning().turns)


def readings_of(sentence: str, with_brackets: bool) -> Iterator[str]:
    """The sentence, and what stands before a colon or beside a semicolon in it, each as a sentence of its own."""
    plain = with_acronyms(sentence)
    plain = plain if with_brackets else without_brackets(plain)
    yield plain
    for telling in meaning().tellings:
        yield from telling.told(plain)
    yield from _cells(plain)
    parts = plain.split("; ")
    for number, part in enumerate(parts):
        if len(parts) > 1 and not turns(" ".join(parts[:number])):
            yield part
    before, colon, _ = plain.partition(": ")
    if colon and not _LABEL.fullmatch(plain):
        yield before


def _cells(sentence: str) -> Iterator[str]:
    """A label, or a row of a table, told in sentences."""
    cells = [found.groups() for cell in sentence.split(" | ") if (found := _LABEL.fullmatch(cell.strip()))]
    if not cells or any(turns(label) for label, _ in cells):
        return
    if len(cells) == 1:
        yield f"The {cells[0][0]} is {cells[0][1]}"
    for label, value in cells[1:]:
        for joined in ("of", "for"):
            yield f"The {label} {joined} {cells[0][1]} is {value}"
        yield f"{cells[0][1]} is {label} {value}"
