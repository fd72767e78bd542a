"""Readers: one for each format. Each turns a file into the same blocks, or says why it cannot be read."""

from collections.abc import Callable
from pathlib import Path

from knowledge.errors import UnreadableDocument
from knowledge.readers.blocks import Reading
from knowledge.readers.delimited import read_delimited
from knowledge.readers.html import read_html
from knowledge.readers.limits import Limits, check_size
from knowledge.readers.markdown import read_markdown
from knowledge.readers.pdf import read_pdf
from knowledge.readers.plain import read_plain
from knowledge.readers.sheets import read_workbook
from knowledge.readers.word import read_word

Reader = Callable[[bytes, str, Limits], Reading]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_word,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".pdf": read_pdf,
}
SUFFIXES = frozenset(READERS)


def read_file(path: Path, name: str, limits: Limits | None = None) -> Reading:
    """Read one file with the reader for its suffix.

    ``name`` is how the file is called to people. Whatever is wrong with the file, the only error raised is
    UnreadableDocument: what happened and what to do, in one line.
    """
    limits = limits or Limits()
    reader = READERS.get(path.suffix.lower())
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
