"""Reads a whole library: each file through its reader, described by the register, cut into passages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from knowledge.actions import Action, load_organisations, read_actions
from knowledge.documents import Document, Passage
from knowledge.errors import LibraryError, UnreadableDocument
from knowledge.instructions import looks_like_instructions
from knowledge.naming import with_own_ids
from knowledge.readers import SUFFIXES, read_file
from knowledge.readers.blocks import Reading
from knowledge.readers.hidden import LeftOut, left_out
from knowledge.readers.passages import cut
from knowledge.register import Register, infer_document, load_register

SPEAKS_TO_MACHINES = "of every answer text that gives orders to a machine"


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
    left_out: tuple[LeftOut, ...] = ()


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


class _Read(NamedTuple):
    """What one file gave: its blocks, the document that they are, and its passages."""

    file: SourceFile
    reading: Reading
    document: Document
    passages: tuple[Passage, ...]


def read_corpus(library: Path, files: list[SourceFile], progress: Callable[[str], None] = lambda _name: None) -> Corpus:
    """Read the files into passages and actions. A file that cannot be read becomes a problem; the rest is read.

    ``progress`` is called with each file's name before it is read. Raises LibraryError when the
    register is wrong or no file at all can be read.
    """
    register = load_register(library)
    described = {document.file: document for document in register.documents}
    read: list[_Read] = []
    problems: list[Problem] = []
    for file in files:
        progress(file.name)
        try:
            read.append(_read(file, register, described))
        except UnreadableDocument as error:
            problems.append(Problem(file=error.file, reason=error.reason))
    if not read:
        raise LibraryError("No document could be read:\n" + "\n".join(str(problem) for problem in problems))
    registered = [not one.file.added and one.file.name in described for one in read]
    documents = with_own_ids([one.document for one in read], registered)
    return _together(
        [_renamed(one, document) for one, document in zip(read, documents, strict=True)],
        problems,
        _missing_files(register, files),
        described,
    )


def _read(file: SourceFile, register: Register, described: dict[str, Document]) -> _Read:
    reading = read_file(file.path, file.name)
    document = None if file.added else described.get(file.name)
    if document is None:
        folders = file.path.resolve().parent.parts if file.added else ()
        document = infer_document(file.name, reading, register.default_audience, folders)
    passages = cut(document, reading)
    if not passages:
        raise UnreadableDocument(file.name, "has no text in it. Check the file, or take it out of the library.")
    return _Read(file, reading, document, passages)


def _renamed(one: _Read, document: Document) -> _Read:
    passages = one.passages if document.id == one.document.id else cut(document, one.reading)
    return one._replace(document=document, passages=passages)


def _together(read: list[_Read], problems: list[Problem], missing: list[str], described: dict[str, Document]) -> Corpus:
    organisations = load_organisations()
    passages: list[Passage] = []
    actions: list[Action] = []
    out: list[LeftOut] = []
    notes = list(missing)
    for file, reading, document, cut_out in read:
        own = tuple(mark_for_machines(passage) for passage in cut_out)
        plan = read_actions(document, reading, own, organisations)
        planted = {passage.id: passage for passage in own if passage.for_machines}
        passages += own
        actions += [action for action in plan.actions if action.passage_id not in planted]
        out += left_out(file.name, reading.hidden)
        if planted:
            places = tuple(passage.locator.label for passage in planted.values())
            out.append(LeftOut(file=file.name, what=SPEAKS_TO_MACHINES, places=places))
        own_notes = [*reading.warnings, *plan.warnings, *(f"not understood: {column}" for column in plan.unmapped)]
        wanted = described.get(file.name) if not file.added else None
        if wanted is None:
            own_notes.append(_inferred(document))
        elif wanted.id != document.id:
            own_notes.append(
                f"its id {wanted.id!r} is that of a public document too; it is called {document.id!r} here."
            )
        notes += [f"{file.name}: {note}" for note in own_notes]
    return Corpus(
        documents=tuple(one.document for one in read),
        passages=tuple(passages),
        actions=tuple(actions),
        problems=tuple(problems),
        notes=tuple(notes),
        left_out=tuple(out),
    )


def mark_for_machines(passage: Passage) -> Passage:
    """The passage, marked when it or a heading above it speaks to a machine that reads it."""
    planted = any(looks_like_instructions(text) for text in (passage.text, *passage.headings))
    return passage.model_copy(update={"for_machines": True}) if planted else passage


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
