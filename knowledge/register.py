"""The register: the list of a library's documents, and what is inferred for a file that is not in it."""

import re
from datetime import date, datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.documents import Audience, Document, DocumentKind
from knowledge.errors import LibraryError
from knowledge.instructions import looks_like_instructions
from knowledge.readers.blocks import Block, BlockKind, Reading

REGISTER_FILE = "register.yaml"

_DATE = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s+(20\d\d)\b"
)
# A paper that calls itself any of these is for partners, whatever else is unknown about it.
_PARTNER_MARKS = re.compile(
    r"official[- ]sensitive|not for publication|report status:\s*(?:exempt|private|confidential|part\s*2)"
    r"|restricted circulation|partners? only|officers? only|internal use only|strictly confidential",
    re.IGNORECASE,
)
_PARTNER_FOLDERS = {"partner", "partners", "officer", "officers"}
_KIND_WORDS = (
    (DocumentKind.DELIVERY_PLAN, re.compile(r"delivery plan|action plan|improvement plan", re.IGNORECASE)),
    (DocumentKind.REPORT, re.compile(r"report|cabinet|committee|agenda|minutes", re.IGNORECASE)),
    (DocumentKind.STRATEGY, re.compile(r"strategy", re.IGNORECASE)),
    (DocumentKind.DIRECTORY, re.compile(r"directory|contacts", re.IGNORECASE)),
    (DocumentKind.GUIDE, re.compile(r"guide|how to|pathway", re.IGNORECASE)),
    (DocumentKind.BRIEFING, re.compile(r"briefing|summary", re.IGNORECASE)),
)
FRONT_BLOCKS = 25  # how far into a file its front page can reach


class Register(BaseModel):
    """The documents that a library's keeper has described, and the audience of those they have not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    documents: tuple[Document, ...] = ()
    default_audience: Audience = Audience.PUBLIC


def load_register(library: Path) -> Register:
    """Read the library's register; a library without one has an empty register. Raises LibraryError."""
    file = library / REGISTER_FILE
    if not file.exists():
        return Register()
    try:
        register = Register.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file as a whole"
        raise LibraryError(f"{file}: {where}: {first['msg']}. Correct the entry and try again.") from error
    except (OSError, ValueError, yaml.YAMLError) as error:  # ValueError: no text, or a day that no month has
        reason = _where_in_yaml(error) or str(error).splitlines()[0]
        raise LibraryError(f"{file} cannot be read ({reason}). Correct it and try again.") from error
    _refuse_repeats(register, file)
    return register


def _where_in_yaml(error: Exception) -> str | None:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return None


def _refuse_repeats(register: Register, file: Path) -> None:
    for field in ("id", "file"):
        seen: set[str] = set()
        for document in register.documents:
            value = getattr(document, field)
            if value in seen:
                raise LibraryError(f"{file}: two entries have the {field} {value!r}. Give each its own.")
            seen.add(value)


def infer_document(file: str, reading: Reading, default_audience: Audience, folders: tuple[str, ...] = ()) -> Document:
    """Describe a file that has no register entry by what it says of itself. Its id may not be free.

    ``file`` is its path in the library; ``folders`` those that it lies in besides, when it is not in the library.
    """
    front = _front(reading)
    title = _title(file, reading)
    text = "\n".join(block.text for block in front)
    marks = "\n".join([text, *reading.edges])
    partner = _PARTNER_MARKS.search(marks) or any(
        folder.lower() in _PARTNER_FOLDERS for folder in (*folders, *Path(file).parent.parts)
    )
    return Document(
        id=re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-") or "document",
        file=file,
        title=title,
        kind=_kind(f"{title} {Path(file).stem.replace('-', ' ').replace('_', ' ')}"),
        audience=Audience.PARTNER if partner else default_audience,
        published=_published(text),
    )


def _front(reading: Reading) -> list[Block]:
    return [block for block in reading.blocks[:FRONT_BLOCKS] if block.kind is not BlockKind.TABLE]


def _title(file: str, reading: Reading) -> str:
    if reading.title and not looks_like_instructions(reading.title):
        return reading.title.strip()
    lines: list[str] = []
    for block in _front(reading)[:8]:
        if block.text.rstrip().endswith((":", ".")) or re.match(
            r"(?:[-•*]\s*)?\d+\.|[A-Z][\w &()/]{2,40}:", block.text
        ):
            break
        lines.extend(block.text.splitlines())
    named = [line.strip() for line in lines if 8 < len(line.strip()) <= 160 and not _DATE.fullmatch(line.strip())]
    named = [line for line in named if not looks_like_instructions(line)]
    return max(named, key=len) if named else Path(file).stem.replace("_", " ").replace("-", " ").strip()


def _kind(words: str) -> DocumentKind:
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(words)), DocumentKind.PAGE)


def _published(text: str) -> date | None:
    found = _DATE.search(text)
    if not found:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
