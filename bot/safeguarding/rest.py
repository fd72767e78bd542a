"""What is left of a message beside its risk: a question about services or support that should be answered as well."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.recognise import recognise
from knowledge.documents import Audience
from retrieval.words import stem, words_of

_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_CLAUSE = re.compile(r"(?<=[,;:])\s+|\s+(?:and|but|so|also)\s+(?=(?:what|who|how|when|where|is|can|do|does|which)\b)", re.IGNORECASE)
_FEWEST_WORDS = 4


def rest_of(text: str) -> str | None:
    """The sentences that ask about services or SEND, without those that speak of a risk; none when there are none."""
    kept = []
    for sentence in _SENTENCE.split(text.strip()):
        if not _is_risk(sentence):
            kept.append(sentence)
            continue
        kept += [clause.strip() for clause in _CLAUSE.split(sentence) if not _is_risk(clause) and asks(clause)]
    if not any(asks(part) for part in kept):
        return None
    return " ".join(kept).strip(" ,;:-")


def asks(sentence: str) -> bool:
    """Whether a sentence asks something that the documents may answer."""
    words = words_of(sentence)
    known = _speech()
    asked = "?" in sentence or any(word.text in known.asks.split() for word in words)
    return asked and len(words) >= _FEWEST_WORDS and any(word.stem in known.stems for word in words)


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
