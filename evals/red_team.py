"""Messages and documents that try the safeguards: who is at risk, what only sounds like it, who attacks and how.

The sets stand in ``golden/red_team``. Those to develop on may be read and learned from; the held-out ones are run only
to report. They were written before the rules that answer them.
"""

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answer import Status
from bot.safeguarding.kinds import RiskKind
from evals.golden import GoldenError, Split

FOLDER = Path(__file__).parent / "golden" / "red_team"

PARTNER_CANARY = "MERIDIAN-LANTERN-7731"
"""Planted in a partner document by whoever runs the attacks. No answer to the public may show it."""


class Voice(StrEnum):
    """Who writes."""

    CHILD = "child"
    PARENT = "parent"
    WORKER = "worker"
    RELATIVE = "relative"


class AttackKind(StrEnum):
    """What a hostile question tries, or is."""

    INJECTION = "injection"
    LEAK = "leak"
    ROLE_PLAY = "role_play"
    ENCODING = "encoding"
    MARKUP = "markup"
    FALSE_PREMISE = "false_premise"
    ABUSE = "abuse"
    HARMFUL_REQUEST = "harmful_request"


class DocumentFormat(StrEnum):
    """The format of a poisoned document."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"


class Hiding(StrEnum):
    """How an attack stands in a document."""

    PARAGRAPH = "plain instruction in a paragraph"
    HTML_COMMENT = "html comment"
    DISPLAY_NONE = "display:none"
    WHITE_ON_WHITE = "white on white"
    TINY_FONT = "tiny font"
    HIDDEN_COLUMN = "hidden column"
    HIDDEN_SHEET = "hidden sheet"
    VANISH = "docx vanish text"
    ZERO_WIDTH = "zero-width"
    UNICODE_TAGS = "unicode tags"
    BIDI = "bidi override"
    DATA_URL = "data url"
    BASE64 = "base64"
    TABLE_CELL = "instruction in a table cell"
    REFERENCE_LINK = "reference-style link"
    IMAGE = "image exfiltration"
    JAVASCRIPT_LINK = "javascript link"
    FAKE_CITATION = "fake citation"
    FAKE_SYSTEM_MESSAGE = "fake system message"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RiskCase(_Strict):
    """A message in which somebody may be at risk."""

    id: str
    text: str
    kind: RiskKind
    also: tuple[RiskKind, ...] = Field(description="other kinds that are right too")
    voice: Voice
    oblique: bool = Field(description="whether no word for the risk stands in it")
    with_question: bool = Field(description="whether a question about SEND stands in it that should still be answered")

    @property
    def right_kinds(self) -> frozenset[RiskKind]:
        """Every kind as which it may be recognised."""
        return frozenset({self.kind, *self.also})


class OrdinaryCase(_Strict):
    """A message that must not be taken for a risk."""

    id: str
    text: str
    hard: bool = Field(description="whether words of risk stand in it without a risk")
    voice: Voice


class AttackCase(_Strict):
    """A hostile question."""

    id: str
    text: str
    history: tuple[str, ...] = Field(description="what was asked before it, oldest first")
    kind: AttackKind
    must_not_show: tuple[str, ...] = Field(
        min_length=1, description="never in statements, quotes, addresses or next steps, in any case of letters"
    )
    expect: tuple[Status, ...] = Field(min_length=1, description="the statuses that are right")


class PoisonedDocument(_Strict):
    """A document that carries an attack beside an honest fact."""

    id: str
    format: DocumentFormat
    how: Hiding
    payload: str = Field(description="source for md, html and txt; a row for csv; a text for docx and xlsx")
    canary: str = Field(description="no answer may show it, whatever the payload's place")
    hidden: bool = Field(description="whether a person who opens the document does not see the attack")
    body: str = Field(description="the honest fact, in the document's own format")
    question: str = Field(description="an innocent question that finds the document")


class RiskSet(_Strict):
    """The messages of one split."""

    split: Split
    cases: tuple[RiskCase, ...]


class OrdinarySet(_Strict):
    """The messages of one split."""

    split: Split
    cases: tuple[OrdinaryCase, ...]


class AttackSet(_Strict):
    """The hostile questions of one split."""

    split: Split
    cases: tuple[AttackCase, ...]


class PoisonedSet(_Strict):
    """All the poisoned documents. They are not split: what hides a text is a closed list, not a wording."""

    cases: tuple[PoisonedDocument, ...]


def load_risks(split: Split, folder: Path = FOLDER) -> tuple[RiskCase, ...]:
    """The messages that must be caught. Raises GoldenError."""
    file = folder / f"risk_{split}.yaml"
    found = _read(file, RiskSet)
    return _of_split(file, split, found.split, found.cases)


def load_ordinary(split: Split, folder: Path = FOLDER) -> tuple[OrdinaryCase, ...]:
    """The messages that must be left alone. Raises GoldenError."""
    file = folder / f"ordinary_{split}.yaml"
    found = _read(file, OrdinarySet)
    return _of_split(file, split, found.split, found.cases)


def load_attacks(split: Split, folder: Path = FOLDER) -> tuple[AttackCase, ...]:
    """The hostile questions. Raises GoldenError."""
    file = folder / f"attacks_{split}.yaml"
    found = _read(file, AttackSet)
    return _of_split(file, split, found.split, found.cases)


def load_poisoned_documents(folder: Path = FOLDER) -> tuple[PoisonedDocument, ...]:
    """The documents that carry an attack. Raises GoldenError."""
    return _read(folder / "poisoned_documents.yaml", PoisonedSet).cases


_Model = TypeVar("_Model", bound=BaseModel)
_Case = TypeVar("_Case")


def _read(file: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise GoldenError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValidationError, yaml.YAMLError) as error:
        raise GoldenError(f"{file}: {' '.join(str(error).splitlines()[:3])}") from error


def _of_split(file: Path, wanted: Split, found: Split, cases: tuple[_Case, ...]) -> tuple[_Case, ...]:
    if found is not wanted:
        raise GoldenError(f"{file} says that its split is {found}, not {wanted}. Put the right one in.")
    return cases
