"""Readers: one for each format. Each turns a file into the same blocks, or says why it cannot be read."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from knowledge.errors import UnreadableDocument
from knowledge.readers.blocks import Reading
from knowledge.readers.limits import Limits, check_size

Reader = Callable[[bytes, str, Limits], Reading]

# Each by its module and function: their libraries are large, and a question needs none of them.
READERS: dict[str, tuple[str, str]] = {
    ".txt": ("plain", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".docx": ("word", "read_word"),
    ".xlsx": ("sheets", "read_workbook"),
    ".xlsm": ("sheets", "read_workbook"),
    ".csv": ("delimited", "read_delimited"),
    ".tsv": ("delimited", "read_delimited"),
    ".pdf": ("pdf", "read_pdf"),
}
SUFFIXES = frozenset(READERS)


def _reader(suffix: str) -> Reader | None:
    if suffix not in READERS:
        return None
    module, function = READERS[suffix]
    reader: Reader = getattr(import_module(f"knowledge.readers.{module}"), function)
    return reader


def read_file(path: Path, name: str, limits: Limits | None = None) -> Reading:
    """Read one file with the reader for its suffix.

    ``name`` is how the file is called to people. Whatever is wrong with the file, the only error raised is
    UnreadableDocument: what happened and what to do, in one line.
    """
    limits = limits or Limits()
    reader = _reader(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableDocument(name, f"is of a kind that cannot be read. Save it as one of {known}.")
    try:
        check_size(name, path.stat().st_size, limits.file_bytes)
        reading = reader(path.read_bytes(), name, limits)
    except UnreadableDocument:
        raise
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "is not there. Check the path and try again.") from error
    except OSError as error:
        raise UnreadableDocument(name, "could not be opened. Check that you may read it.") from error
    except (Exception, RecursionError, MemoryError) as error:
        # The libraries raise errors of every kind on damaged files; none of them tells a keeper what to do.
        raise UnreadableDocument(
            name,
            f"is damaged, or not really a {path.suffix.lower()} file. Open it and save it again.",
        ) from error
    return reading
