"""Messages to measure masking on: what must not survive it, and what must."""

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.personal_data.kinds import PersonalDataKind
from evals.golden import Split, load_golden

FOLDER = Path(__file__).parent / "golden" / "privacy"

# Half a name or half a number still tells who is meant; a day without its year or a number without its street does not.
_TELLING_BY_THE_WORD = frozenset(
    {
        PersonalDataKind.NAME,
        PersonalDataKind.PHONE,
        PersonalDataKind.NHS_NUMBER,
        PersonalDataKind.NATIONAL_INSURANCE,
        PersonalDataKind.PUPIL_NUMBER,
        PersonalDataKind.CASE_REFERENCE,
    }
)
_WORD = re.compile(r"[\w'’-]+")
_SHORTEST_TELLING_WORD = 3


class PersonalItem(BaseModel):
    """A piece of personal data, exactly as it stands in its message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: PersonalDataKind
    text: str


class PersonalMessage(BaseModel):
    """A message with personal data in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    items: tuple[PersonalItem, ...] = Field(min_length=1, description="none of these may survive masking")
    keep: tuple[str, ...] = Field(default=(), description="each of these must survive masking")

    def survivors(self, masked: str) -> tuple[PersonalItem, ...]:
        """The items that can still be read in the masked message: all of one, or a telling word of a name or number."""
        elsewhere = self.text
        for item in sorted(self.items, key=lambda item: -len(item.text)):
            elsewhere = _standing(item.text).sub(" ", elsewhere)
        innocent = set(_WORD.findall(elsewhere)) | {word for kept in self.keep for word in _WORD.findall(kept)}
        return tuple(item for item in self.items if _survives(item, masked, innocent))

    def lost(self, masked: str) -> tuple[str, ...]:
        """What should have been kept, and is not in the masked message."""
        return tuple(kept for kept in self.keep if kept not in masked)


class PlainMessage(BaseModel):
    """A message with nothing personal in it, which masking must leave as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    named_in: str | None = Field(default=None, description="the report of golden/reports whose person it names")


class PersonalSet(BaseModel):
    """The messages with personal data of one split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    messages: tuple[PersonalMessage, ...]


class PlainSet(BaseModel):
    """The messages with nothing personal of one split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    messages: tuple[PlainMessage, ...]


def load_personal(split: Split, folder: Path = FOLDER) -> PersonalSet:
    """The messages whose personal data must be masked. Raises GoldenError."""
    return load_golden(folder / f"personal_data_{split}.yaml", PersonalSet)


def load_plain(split: Split, folder: Path = FOLDER) -> PlainSet:
    """The messages that masking must not touch. Raises GoldenError."""
    return load_golden(folder / f"nothing_personal_{split}.yaml", PlainSet)


def _standing(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def _survives(item: PersonalItem, masked: str, innocent: set[str]) -> bool:
    if _standing(item.text).search(masked):
        return True
    if item.kind not in _TELLING_BY_THE_WORD:
        return False
    words = (word for word in _WORD.findall(item.text) if len(word) >= _SHORTEST_TELLING_WORD and word not in innocent)
    return any(_standing(word).search(masked) for word in words)
