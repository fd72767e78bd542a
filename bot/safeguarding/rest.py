"""What is left of a message beside its risk: a question about services or support that should be answered as well."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.recognise import Risk, recognise
from knowledge.documents import Audience
from retrieval.words import stem, words_of

_SENTENCE = re.compile(r"\S(?:.*?[.!?](?=\s)|.*?(?=\n)|.*)")
_CLAUSE = re.compile(
    r"(?<=[,;:–])\s+|\s+(?:but|so|also)\s+|\s+and\s+(?=(?:what|who|how|when|where|is|can|do|does|which)\b)", re.I
)
_QUESTION = re.compile(r"\?|\b(?:who|what|whats|when|where|which|why|how|can|could|do|does|is|are|will|would)\b", re.I)
_FEWEST_WORDS = 4


def rest_of(text: str, risk: Risk | None = None) -> str | None:
    """The sentences that ask about services or SEND, without those that speak of a risk; none when there are none.

    ``risk`` is what was recognised in the message, where that is known: its places are left out too.
    """
    if risk and risk.is_unsure:
        return text if _QUESTION.search(text) else None  # it may be no more than a question
    spans = risk.spans if risk else ()
    kept: list[str] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if not (_is_risk(sentence) or any(start < match.end() and match.start() < end for start, end in spans)):
            kept.append(sentence)
        else:
            kept += [
                clause.strip()
                for clause in _CLAUSE.split(sentence)
                if asks(clause, first=True) and not _is_risk(clause)
            ]
    if not any(asks(part) for part in kept):
        return None
    return " ".join(part for part in kept if part).strip(" ,;:-–")


def asks(sentence: str, *, first: bool = False) -> bool:
    """Whether a sentence asks something that the documents may answer; with ``first``, from its first word on."""
    words = words_of(sentence)
    if len(words) < _FEWEST_WORDS:
        return False
    known = _speech()
    begun = any(word.text in known.asks.split() for word in (words[:1] if first else words))
    return (begun or sentence.rstrip().endswith("?")) and any(word.stem in known.stems for word in words)


class _Speech(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    asks: str
    subjects: str

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.subjects.split()))


@cache
def _speech() -> _Speech:
    return _Speech.model_validate(yaml.safe_load((files("bot.safeguarding") / "rest.yaml").read_text("utf-8")))


def _is_risk(sentence: str) -> bool:
    return recognise(sentence, Audience.PUBLIC) is not None
