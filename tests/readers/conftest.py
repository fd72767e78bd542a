"""What the tests of the readers share: writing a file, and reading it into passages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.documents import Audience, Document, DocumentKind, Passage
from knowledge.readers import read_file
from knowledge.readers.passages import cut

Passages = tuple[Passage, ...]

# No store of old examples: these tests leave nothing behind in the folder that they are run from.
settings.register_profile("readers", database=None)
settings.load_profile("readers")


@pytest.fixture
def passages_in() -> Callable[..., Passages]:
    """Reads a file into passages, as a report unless told otherwise."""

    def read(path: Path, kind: DocumentKind = DocumentKind.REPORT, title: str | None = None) -> Passages:
        reading = read_file(path, path.name)
        name = title or reading.title or path.stem
        return cut(Document(id="doc", file=path.name, title=name, kind=kind, audience=Audience.PUBLIC), reading)

    return read


@pytest.fixture
def passages_of(tmp_path: Path, passages_in: Callable[..., Passages]) -> Callable[..., Passages]:
    """Reads text into passages, as if it stood in a file with this suffix."""

    def read(
        text: str, suffix: str = ".txt", kind: DocumentKind = DocumentKind.REPORT, title: str | None = None
    ) -> Passages:
        path = tmp_path / f"paper{suffix}"
        path.write_text(text, encoding="utf-8")
        return passages_in(path, kind, title)

    return read
