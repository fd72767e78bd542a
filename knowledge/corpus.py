"""Reads a whole library: each file through its reader, described by the register, cut into passages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.actions import Action, Organisations, load_organisations, read_actions
from knowledge.documents import Document, Passage
from knowledge.errors import LibraryError, UnreadableDocument
from knowledge.readers import SUFFIXES, read_file
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
    actions: tuple[Action, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class SourceFile(BaseModel):
    """A file to read: where it is, and how it is called in the register and to people."""

    model_config = ConfigDict(frozen=True)

    path: Path
    name: str
    added: bool = Field(default=False, description="it is not in the library, so no register entry is about it")


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
            found.setdefault(file.path.resolve(), file.model_copy(update={"added": True}))
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


class _Read(BaseModel):
    """What one file gave."""

    document: Document
    passages: tuple[Passage, ...]
    actions: tuple[Action, ...]
    notes: tuple[str, ...]


def read_corpus(library: Path, files: list[SourceFile], progress: Callable[[str], None] = lambda _name: None) -> Corpus:
    """Read the files into passages and actions. A file that cannot be read becomes a problem; the rest is read.

    ``progress`` is called with each file's name before it is read. Raises LibraryError when the
    register is wrong or no file at all can be read.
    """
    register = load_register(library)
    organisations = load_organisations()
    taken = {document.id for document in register.documents}
    read: list[_Read] = []
    problems: list[Problem] = []
    for file in files:
        progress(file.name)
        try:
            one = _read(file, register, organisations, taken)
        except UnreadableDocument as error:
            problems.append(Problem(file=error.file, reason=error.reason))
            continue
        taken.add(one.document.id)
        read.append(one)
    if not read:
        raise LibraryError("No document could be read:\n" + "\n".join(str(problem) for problem in problems))
    return Corpus(
        documents=tuple(one.document for one in read),
        passages=tuple(passage for one in read for passage in one.passages),
        actions=tuple(action for one in read for action in one.actions),
        problems=tuple(problems),
        notes=(*_missing_files(register, files), *(note for one in read for note in one.notes)),
    )


def _read(file: SourceFile, register: Register, organisations: Organisations, taken: set[str]) -> _Read:
    reading = read_file(file.path, file.name)
    entries = () if file.added else register.documents
    described = next((document for document in entries if document.file == file.name), None)
    folders = file.path.resolve().parent.parts if file.added else ()
    document = described or infer_document(file.name, reading, register.default_audience, taken, folders)
    passages = cut(document, reading)
    if not passages:
        raise UnreadableDocument(file.name, "has no text in it. Check the file, or take it out of the library.")
    plan = read_actions(document, reading, passages, organisations)
    notes = [*reading.warnings, *plan.warnings, *(f"not understood: {column}" for column in plan.unmapped)]
    if not described:
        notes.append(_inferred(document))
    return _Read(
        document=document,
        passages=passages,
        actions=plan.actions,
        notes=tuple(f"{file.name}: {note}" for note in notes),
    )


def _missing_files(register: Register, files: list[SourceFile]) -> list[str]:
    there = {file.name for file in files if not file.added}
    missing = [document.file for document in register.documents if document.file not in there]
    return [f"{name}: in the register, but the file is not in the library." for name in missing]


def _inferred(document: Document) -> str:
    published = document.published.isoformat() if document.published else "not found"
    return (
        f"not in the register. Inferred: title {document.title!r}, kind {document.kind.value}, "
        f"audience {document.audience.value}, published {published}."
    )
