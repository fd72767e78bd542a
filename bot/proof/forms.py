"""The forms of a quote: its own words, and the same words put in another order that says just the same.

A condition moved to the front, active for passive, "if you need" for "a parent who needs", one of two
sentences joined by "and". A statement must be one of these forms, less the parts that may go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.proof.clauses import Clause, clauses_of
from bot.proof.families import families_in
from bot.proof.meaning import meaning
from bot.proof.parts import Part, parts_that_may_go
from bot.proof.readings import readings_of, sentences_of_quote
from bot.proof.words import Word, made, parse, words_of_doc
from retrieval.words import stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_YOU = made("you")


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
    """Every form of every sentence of a quote, the plain ones first; with or without what stands in brackets."""
    for sentence in sentences_of_quote(quote):
        yield from forms_of_sentence(sentence, with_brackets)


@lru_cache(maxsize=4_000)
def forms_of_sentence(sentence: str, with_brackets: bool) -> tuple[Form, ...]:
    """Every form of one sentence."""
    return tuple(form for text in readings_of(sentence, with_brackets) for form in _forms(text))


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
        self.families = dict(families_in(doc))
        self.named = [(chunk.start, chunk.end, chunk.root.dep_ == "nsubj") for chunk in doc.noun_chunks]

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
        for told in {tuple(self._run(thing)), tuple(one for one in self._run(thing) if one <= thing.i)}:
            yield from self._told_passively(head, subject, helps, told, order, taken | set(told))

    def _told_passively(
        self,
        head: Token,
        subject: Token,
        helps: list[Token],
        thing: tuple[int, ...],
        order: list[Item],
        taken: set[int],
    ) -> Iterator[list[Item]]:
        """``thing``: what it is done to, with or without what the parser hangs on it."""
        first = [one for one in order if isinstance(one, int) and one < subject.left_edge.i]
        rest = [one for one in order if one not in taken and one not in set(first)]
        done = self.words[head.i].as_kind("done")
        by: list[Item] = [made("by"), *self._run(subject)]
        helping: list[Item] = [*(kid.i for kid in helps), self._be(head, helps)]
        ends: list[list[Item]] = [rest, [*by, *rest], [*rest, *by]]
        for end in ends:
            yield [*first, *thing, *helping, done, *end]

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

    def _run(self, token: Token) -> list[int]:
        return [one.i for one in token.subtree]

    def _conditions(self, clause: Clause, order: list[Item]) -> Iterator[list[Item]]:
        """ "A parent who needs a certificate must" as "If you need a certificate, you must"."""
        for start, end in self.families.items():
            if end >= len(self.doc) or self.doc[end].lower_ != "who" or start not in order:
                continue
            relative = next(
                (token for token in self.doc[end:] if token.dep_ == "relcl" and token.left_edge.i == end), None
            )
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
