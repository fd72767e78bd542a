"""The forms of a quote: its own words, and the same words put in another order that says just the same.

A condition moved to the front, active for passive, "if you need" for "a parent who needs", one of two
sentences joined by "and". A statement must be one of these forms, less the parts that may go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.proof.clauses import Clause, clauses_of
from bot.proof.meaning import family_words, meaning, with_acronyms
from bot.proof.parts import Part, parts_that_may_go
from bot.proof.words import Word, made, parse, words_of_doc
from knowledge.quotes import normalise
from knowledge.sentences import split_sentences
from retrieval.thesaurus import Phrase
from retrieval.words import stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LABEL = re.compile(r"([A-Z][\w /&’'-]{1,40}): (\S.*)")
_BULLET = re.compile(r"^(?:[•*–-]|\(?[a-z0-9]{1,3}[).])\s+")
_YOU = made("you")
_LISTS = {"or", "and", ",", "/"}


@dataclass(frozen=True)
class Form:
    """Words in an order that says what the quote says.

    ``skips``: from which word to which others a statement may go on. ``you``: where a family is named, from
    which word to which. ``names``: where something is named that "it" may stand for, and whether as a subject.
    """

    words: tuple[Word, ...]
    skips: dict[int, list[tuple[int, Part]]] = field(default_factory=dict)
    you: dict[int, int] = field(default_factory=dict)
    names: dict[int, list[tuple[int, bool]]] = field(default_factory=dict)


def forms_of(quote: str, with_brackets: bool) -> Iterator[Form]:
    """Every form of every sentence of a quote, the plain ones first. ``with_brackets``: keep what stands in brackets."""
    for sentence in sentences_of_quote(quote):
        yield from forms_of_sentence(sentence, with_brackets)


@lru_cache(maxsize=4_000)
def forms_of_sentence(sentence: str, with_brackets: bool) -> tuple[Form, ...]:
    """Every form of one sentence."""
    return tuple(form for text in _readings(sentence, with_brackets) for form in _forms(text))


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


def _readings(sentence: str, with_brackets: bool) -> Iterator[str]:
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


def _forms(text: str) -> list[Form]:
    doc = parse(text)
    if not len(doc) or text.rstrip().endswith("?"):
        return []
    reading = _Reading(doc)
    orders = list(reading.orders())
    return [reading.form(order) for order in dict.fromkeys(tuple(order) for order in orders)]


Item = int | Word


class _Reading:
    """One sentence, read once for all its forms."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = words_of_doc(doc)
        self.parts = parts_that_may_go(doc)
        self.families = dict(_families(doc))
        self.named = [
            (chunk.start, chunk.end, chunk.root.dep_ == "nsubj") for chunk in doc.noun_chunks
        ]

    def orders(self) -> Iterator[list[Item]]:
        """The sentence's own order, then the others."""
        for clause in clauses_of(self.doc):
            yield from self._of_clause(clause)

    def _of_clause(self, clause: Clause) -> Iterator[list[Item]]:
        order: list[Item] = list(clause.places)
        yield order
        others = [*self._voices(clause, order), *self._conditions(clause, order)]
        if clause.is_order:
            others.append([_YOU, made("may", "MD"), *order])
        yield from others
        for one in (order, *others):
            yield from self._moved(clause, one)

    def _moved(self, clause: Clause, order: list[Item]) -> Iterator[list[Item]]:
        """With one adverbial put elsewhere."""
        present = set(order)
        for child in clause.head.children:
            if child.dep_ not in {"advcl", "prep", "npadvmod"}:
                continue
            chunk = [token.i for token in child.subtree if token.i in present]
            if len(chunk) < 2 or not _is_run(order, chunk):
                continue
            rest = [one for one in order if one not in set(chunk)]
            ends = {token.right_edge.i for token in clause.head.children if token.i > clause.head.i} | {clause.head.i}
            gaps = {0, len(rest)} | {place + 1 for place, one in enumerate(rest) if one in ends}
            for gap in sorted(gaps):
                yield [*rest[:gap], *chunk, *rest[gap:]]

    def _voices(self, clause: Clause, order: list[Item]) -> Iterator[list[Item]]:
        """Active for passive, and the other way about."""
        head, kids = clause.head, list(clause.head.children)
        helps = [kid for kid in kids if kid.dep_ in {"aux", "neg"} and kid.i < head.i]
        subject = clause.subject
        if subject is None or subject.left_edge.i not in order or any(kid.dep_ == "dative" for kid in kids):
            return
        taken = {t.i for kid in (subject, *helps) for t in kid.subtree} | {head.i}
        passive = next((kid for kid in kids if kid.dep_ == "auxpass"), None)
        if passive is not None:
            yield from self._told_actively(head, subject, helps, passive, order, taken | {passive.i})
            return
        thing = next((kid for kid in kids if kid.dep_ == "dobj"), None)
        if thing is None or head.pos_ != "VERB":
            return
        taken |= {t.i for t in thing.subtree}
        first = [one for one in order if isinstance(one, int) and one < subject.left_edge.i]
        rest = [one for one in order if one not in taken and one not in set(first)]
        done, by = self.words[head.i].as_kind("done"), [made("by"), *self._run(subject)]
        helping = [*(kid.i for kid in helps), self._be(head, helps)]
        for end in ([*rest], [*by, *rest], [*rest, *by]):
            yield [*first, *self._run(thing), *helping, done, *end]

    def _told_actively(
        self, head: Token, subject: Token, helps: list[Token], passive: Token, order: list[Item], taken: set[int]
    ) -> Iterator[list[Item]]:
        agent = next((kid for kid in head.children if kid.dep_ == "agent"), None)
        doer = next(iter(agent.children), None) if agent is not None else None
        kind = {"VBD": "past", "VBN": "done"}.get(passive.tag_, "present")
        verb = self.words[head.i].as_kind(kind)
        helping = [kid.i for kid in helps]
        thing = self._run(subject)
        first = [one for one in order if isinstance(one, int) and one < subject.left_edge.i]
        if doer is not None and agent is not None:
            gone = taken | {t.i for t in agent.subtree}
            rest = [one for one in order if one not in gone and one not in set(first)]
            yield [*first, *self._run(doer), *helping, verb, *thing, *rest]
        rest = [one for one in order if one not in taken and one not in set(first)]
        modals = [kid for kid in helps if kid.lower_ in {"may", "can", "ca"}]
        if modals:
            yield [*first, _YOU, *helping, verb, *thing, *rest]
        elif self.words[head.i].key == stem("need") and passive.tag_ in {"VBZ", "VBP"}:
            no = [token.i for token in subject.children if token.lower_ == "no"]
            is_not = bool(no) or any(kid.dep_ == "neg" for kid in helps)
            words = [made("do"), made("not")] if is_not else []
            yield [*first, _YOU, *words, verb, *(one for one in thing if one not in no), *rest]

    def _be(self, head: Token, helps: list[Token]) -> Word:
        if any(kid.tag_ == "MD" for kid in helps):
            return made("be")
        return made("was") if head.tag_ == "VBD" else made("is")

    def _run(self, token: Token) -> list[Item]:
        return [one.i for one in token.subtree]

    def _conditions(self, clause: Clause, order: list[Item]) -> Iterator[list[Item]]:
        """ "A parent who needs a certificate must" as "If you need a certificate, you must"."""
        for start, end in self.families.items():
            if end >= len(self.doc) or self.doc[end].lower_ != "who" or start not in order:
                continue
            relative = next((token for token in self.doc[end:] if token.dep_ == "relcl" and token.left_edge.i == end), None)
            if relative is None:
                continue
            within = [token.i for token in relative.subtree if token.i != end]
            gone = {*range(start, end + 1), *within}
            before = [one for one in order if isinstance(one, int) and one < start]
            rest = [one for one in order if one not in gone and one not in set(before)]
            yield [*before, made("if"), _YOU, *within, _YOU, *rest]

    def form(self, order: tuple[Item, ...]) -> Form:
        """The words in an order, with what may be left out and what may be called otherwise."""
        words = tuple(
            self.words[one] if isinstance(one, int) else one
            for one in order
            if not isinstance(one, int) or one in self.words
        )
        places = {word.place: number for number, word in enumerate(words) if word.place >= 0}
        skips: dict[int, list[tuple[int, Part]]] = {}
        for part in self.parts:
            run = self._numbers(part.places, places)
            if run:
                skips.setdefault(run[0], []).append((run[-1] + 1, part))
        you, names = {}, dict[int, list[tuple[int, bool]]]()
        for start, end in self.families.items():
            run = self._numbers(range(start, end), places)
            narrowed = self.doc[end : end + 1].text.lower() in meaning().narrows
            narrowed = narrowed and self.doc[end : end + 2].text.lower() != "at least"
            if run and not narrowed:
                you[run[0]] = run[-1] + 1
        for start, end, is_subject in self.named:
            run = self._numbers(range(start, end), places)
            if run:
                names.setdefault(run[0], []).append((run[-1] + 1, is_subject))
        return Form(words=words, skips=skips, you=you, names=names)

    def _numbers(self, wanted: object, places: dict[int, int]) -> list[int]:
        """Where these places stand in a form, if they stand there side by side and all are there."""
        kept = [place for place in wanted if place in self.words]  # type: ignore[attr-defined]
        numbers = sorted(places[place] for place in kept if place in places)
        whole = len(numbers) == len(kept) and numbers and numbers[-1] - numbers[0] == len(numbers) - 1
        return numbers if whole else []


def _is_run(order: list[Item], chunk: list[int]) -> bool:
    start = order.index(chunk[0])
    return order[start : start + len(chunk)] == chunk


def _families(doc: Doc) -> Iterator[tuple[int, int]]:
    """From where to where a family is named: "the child's parent or the young person"."""
    place = 0
    while place < len(doc):
        end = _family_end(doc, place)
        if end is None:
            place += 1
            continue
        yield place, end
        place = end


def _family_end(doc: Doc, place: int) -> int | None:
    end = _one_family(doc, place)
    if end is None or doc[place].lower_ == "of":
        return None
    while end < len(doc) and doc[end].lower_ in _LISTS:
        after = end + 1
        while after < len(doc) and doc[after].lower_ in _LISTS:
            after += 1
        more = _one_family(doc, after)
        if more is None:
            break
        end = more
    return end


def _one_family(doc: Doc, place: int) -> int | None:
    start = place
    while start < len(doc) and doc[start].lower_ in {"a", "an", "the", "any", "each", "every"}:
        start += 1
    if start + 1 < len(doc) and doc[start].lower_ == "child" and doc[start + 1].lower_ in {"'s", "’s"}:
        start += 2
    for length in (2, 1):
        phrase: Phrase = tuple(stem(token.lower_) for token in doc[start : start + length] if token.text[0].isalnum())
        is_whole = length == len(phrase) and doc[start + length - 1].dep_ not in {"compound", "nmod", "amod"}
        if is_whole and phrase in family_words():
            return start + length
    return None
