"""Reads a whole library: each file through its reader, described by the register, cut into passages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.documents import Document, Passage
from knowledge.errors import LibraryError, UnreadableDocument
from knowledge.readers import SUFFIXES, read_file
from knowledge.readers.blocks import Reading
from knowledge.readers.passages import cut
from knowledge.register import Register, infer_document, load_register


class Problem(BaseModel):
    """A file that could not be read, and why."""

    model_config = ConfigDict(frozen=True)

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


class Corpus(BaseModel):
    """Everything a library holds, ready to be indexed, and what its keeper should know."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class SourceFile(BaseModel):
    """A file to read: where it is, and how it is called in the register and to people."""

    model_config = ConfigDict(frozen=True)

    path: Path
    name: str


def source_files(library: Path, added: Iterable[Path] = ()) -> list[SourceFile]:
    """The files of the library folder and of the added files and folders, in a fixed order.

    Raises LibraryError when a folder or file is not there, or there is nothing to read.
    """
    if not library.is_dir():
        raise LibraryError(f"The library folder {library} is not there. Set SIGNPOST_LIBRARY to a folder of documents.")
    found = {file.path.resolve(): file for file in _folder_files(library)}
    for path in added:
        if not path.exists():
            raise LibraryError(f"{path} is not there. Check the path and try again.")
        files = _folder_files(path) if path.is_dir() else [SourceFile(path=path, name=path.name)]
        for file in files:
            found.setdefault(file.path.resolve(), file)
    if not found:
        kinds = ", ".join(sorted(SUFFIXES))
        raise LibraryError(f"The library folder {library} has no documents in it (it reads {kinds}).")
    return list(found.values())


def _folder_files(folder: Path) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in name.parts)
        if path.is_file() and not hidden and path.suffix.lower() not in {".yaml", ".yml"}:
            yield SourceFile(path=path, name=name.as_posix())


def read_corpus(
    library: Path, files: list[SourceFile], progress: Callable[[str], None] = lambda _name: None
) -> Corpus:
    """Read the files into passages. A file that cannot be read becomes a problem; the rest is read.

    ``progress`` is called with each file's name before it is read. Raises LibraryError when the
    register is wrong or no file at all can be read.
    """
    register = load_register(library)
    registered = {document.file for document in register.documents}
    documents: list[Document] = []
    passages: list[Passage] = []
    problems: list[Problem] = []
    notes = _missing_files(register, files)
    taken = {document.id for document in register.documents}
    for file in files:
        progress(file.name)
        try:
            reading = read_file(file.path, file.name)
            document = _document(file, library, reading, register, taken)
            cut_passages = cut(document, reading)
            if not cut_passages:
                raise UnreadableDocument(file.name, "has no text in it. Check the file, or take it out of the library.")
        except UnreadableDocument as error:
            problems.append(Problem(file=error.file, reason=error.reason))
            continue
        taken.add(document.id)
        documents.append(document)
        passages.extend(cut_passages)
        notes.extend(f"{file.name}: {warning}" for warning in reading.warnings)
        if file.name not in registered or not _in_library(file, library):
            notes.append(_inferred(document))
    if not documents:
        raise LibraryError("No document could be read:\n" + "\n".join(str(problem) for problem in problems))
    return Corpus(
        documents=tuple(documents), passages=tuple(passages), problems=tuple(problems), notes=tuple(notes)
    )


def _in_library(file: SourceFile, library: Path) -> bool:
    return file.path == library / file.name


def _document(
    file: SourceFile, library: Path, reading: Reading, register: Register, taken: set[str]
) -> Document:
    """The file's register entry; an added file may be called like one, but the entry is not about it."""
    inside = _in_library(file, library)
    entry = next((entry for entry in register.documents if inside and entry.file == file.name), None)
    folders = () if inside else file.path.resolve().parent.parts
    return entry or infer_document(file.name, reading, register.default_audience, taken, folders)


def _missing_files(register: Register, files: list[SourceFile]) -> list[str]:
    there = {file.name for file in files}
    missing = [document.file for document in register.documents if document.file not in there]
    return [f"{name}: in the register, but the file is not in the library." for name in missing]


def _inferred(document: Document) -> str:
    published = document.published.isoformat() if document.published else "not found"
    return (
        f"{document.file}: not in the register. Inferred: title {document.title!r}, kind {document.kind.value}, "
        f"audience {document.audience.value}, published {published}."
    )
