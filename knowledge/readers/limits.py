"""How much a reader takes on: a file past a limit is refused before it can cost time or memory."""

import re
import time
import zipfile
from io import BytesIO

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UnreadableDocument

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Limits(BaseModel):
    """The sizes that a keeper may change. The defaults are well above any real paper."""

    model_config = ConfigDict(frozen=True)

    file_bytes: int = 50_000_000
    text_bytes: int = 5_000_000
    characters: int = 5_000_000
    zip_members: int = 5_000
    unzipped_bytes: int = 200_000_000
    xml_part_bytes: int = 40_000_000
    zip_ratio: int = 300
    zip_ratio_from_bytes: int = 5_000_000
    sheet_cells: int = 150_000
    merged_cells: int = 150_000
    table_cells: int = 150_000
    columns: int = 1_000
    elements: int = 300_000
    pdf_pages: int = 400
    pdf_stream_bytes: int = 50_000_000
    pdf_page_objects: int = 40_000
    pdf_page_forms: int = 5_000
    seconds: float = 120.0


class Deadline:
    """A wall clock for one file: readers ask it between steps, so that no file holds up the others."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._seconds = limits.seconds
        self._ends = time.monotonic() + limits.seconds

    def check(self) -> None:
        """Raise UnreadableDocument when the time is used up."""
        if time.monotonic() > self._ends:
            raise UnreadableDocument(
                self._name,
                f"took longer than {self._seconds:g} seconds to read. Split it into smaller files.",
            )


def check_size(name: str, size: int, limit: int) -> None:
    """Refuse a file that is empty or larger than the limit."""
    if size == 0:
        raise UnreadableDocument(name, "is empty. Check the file, or take it out of the library.")
    if size > limit:
        raise UnreadableDocument(
            name,
            f"is {_megabytes(size)}, larger than the limit of {_megabytes(limit)}. Split it up.",
        )


def check_characters(name: str, characters: int, limits: Limits) -> None:
    """Refuse a file that holds more text than one document should."""
    if characters > limits.characters:
        raise UnreadableDocument(
            name, f"holds more than {limits.characters:,} characters of text. Split it into smaller files."
        )


def check_cells(name: str, cells: int, limits: Limits) -> None:
    """Refuse a file whose tables are too large."""
    if cells > limits.table_cells:
        raise UnreadableDocument(
            name,
            f"has more than {limits.table_cells:,} table cells. Keep only the part that people ask about.",
        )


def open_archive(name: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open an Office file as the zip that it is, once its members are seen to be of a sane size."""
    archive = zipfile.ZipFile(BytesIO(data))
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > limits.zip_members or total > limits.unzipped_bytes:
        raise _too_much_inside(name)
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        if is_xml and member.file_size > limits.xml_part_bytes:
            raise _too_much_inside(name)
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > limits.zip_ratio_from_bytes and ratio > limits.zip_ratio:
            raise _too_much_inside(name)
        if member.flag_bits & 0x1:
            raise UnreadableDocument(name, "is password protected. Save a copy without the password.")
    return archive


def check_entities(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an Office file that defines XML entities: a real one never does, and they can grow endlessly."""
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        # Zero bytes go, so that a part in UTF-16 cannot hide them.
        part = archive.read(member).replace(b"\x00", b"")
        if _ENTITIES.search(part):
            raise UnreadableDocument(
                name,
                "defines XML entities, which real Office files do not. Open it in Office and save it again.",
            )


def _too_much_inside(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        name, "unpacks to far more than a document holds. Open it in Office, save a copy, and use that."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
