"""Generations: the index is never changed, only built aside, proved, and pointed at.

    data/index/CURRENT            the name of the generation that answers
    data/index/0007/manifest.json what it was made of, and the sum of every file in it
    data/index/0007/public/       one ring each, see rings.py
    data/index/0007/partner/

A build killed at any moment leaves a folder without a name that counts (``0008.building``) and the
last good generation answering.
"""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.corpus import Problem
from knowledge.documents import Audience
from knowledge.readers.hidden import LeftOut
from retrieval.errors import IndexBroken, IndexMissing
from retrieval.rings import Ring, empty_ring, open_ring
from retrieval.vectors import VectorIndex

KEEP = 2
BUILDING = ".building"
# Chroma writes to its database even when it only reads, so this file's sum cannot be held to.
CHANGES_WHEN_READ = "chroma.sqlite3"


class RingVersion(BaseModel):
    """What a ring was made of, and how often it has changed: that another ring changed does not show in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    number: int = Field(ge=1)

    def after(self, before: "RingVersion | None") -> "RingVersion":
        """This version, counted on from the one before it."""
        if before is None:
            return self
        return self.model_copy(update={"number": before.number + (before.digest != self.digest)})


class Manifest(BaseModel):
    """What a generation was made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    generation: str
    made: datetime
    fingerprint: str
    library: str
    embedder: str
    passages: dict[Audience, int]
    files: dict[str, str]
    added: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rings: dict[Audience, RingVersion] = Field(default_factory=dict)
    data_id: str = Field(default="", description="names the data folder on a Chroma server; empty without one")

    def collection(self, audience: Audience) -> str:
        """Where the vectors of a ring are."""
        return VectorIndex.collection_name(self.data_id, self.generation, audience)


def index_folder(data: Path) -> Path:
    """Where the generations of a data folder are."""
    return data / "index"


def current_name(data: Path) -> str:
    """The name of the generation that answers. Raises IndexMissing."""
    try:
        name = (index_folder(data) / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"There is no index in {data} yet. Run `signpost ingest` to make one.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexBroken(f"The index in {data} cannot be read. Run `signpost ingest`.") from error
    if not (name.isdigit() and len(name) < 10):
        raise IndexBroken(f"The index in {data} is damaged: CURRENT names no generation. Run `signpost ingest`.")
    return name


def read_manifest(data: Path, name: str | None = None) -> Manifest:
    """The manifest of a generation, by default of the current one. Raises IndexMissing, IndexBroken."""
    name = name or current_name(data)
    try:
        return Manifest.model_validate_json((index_folder(data) / name / "manifest.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexBroken(f"The index {name} in {data} is damaged. Run `signpost ingest`.") from error


def data_id(data: Path) -> str:
    """The name that a data folder keeps for life, made when it is first asked for; it moves with the folder."""
    file = index_folder(data) / "DATA_ID"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(uuid4().hex[:12], encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def next_name(data: Path) -> str:
    """A name that no generation has had."""
    folder = index_folder(data)
    numbers = [int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]*")] if folder.is_dir() else []
    return f"{max(numbers, default=0) + 1:04d}"


def file_sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a generation that must not change."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {CHANGES_WHEN_READ, "manifest.json"} and "journal" not in path.name
    }


def check_sums(data: Path, manifest: Manifest, audience: Audience) -> None:
    """Hold a ring's files to the manifest: a damaged vector file can end the process that opens it.

    Raises IndexBroken.
    """
    folder = index_folder(data) / manifest.generation
    sums = {f"{audience.value}/{name}": total for name, total in file_sums(folder / audience.value).items()}
    wanted = {name: total for name, total in manifest.files.items() if name.startswith(f"{audience.value}/")}
    wrong = sorted(name for name in wanted.keys() | sums.keys() if wanted.get(name) != sums.get(name))
    if wrong:
        raise IndexBroken(f"The index file {folder / wrong[0]} is missing or damaged. Run `signpost ingest`.")


def open_generation(data: Path, audience: Audience, server: str | None, name: str | None = None) -> Ring:
    """Open one ring of a generation, by default of the current one, and see that it answers in full.

    Raises IndexMissing, IndexBroken.
    """
    manifest = read_manifest(data, name)
    if audience not in manifest.passages:
        return empty_ring()
    check_sums(data, manifest, audience)
    folder = index_folder(data) / manifest.generation / audience.value
    ring = open_ring(folder, manifest.collection(audience), server)
    prove(ring, manifest.passages[audience], canaries=3)
    return ring


def prove(ring: Ring, expected: int, canaries: int) -> None:
    """See that the counts agree, that passages find themselves, and that result lists are full.

    Raises IndexBroken. Chroma's own count stays right when its index is gone, so it proves little alone.
    """
    count = ring.nearest.count()
    if not len(ring.passages) == expected == count:
        raise IndexBroken(f"The index holds {count} of {expected} passages. Run `signpost ingest`.")
    wanted = min(10, expected)
    step = max(1, expected // canaries) if canaries else 1
    for row in range(0, expected, step):
        found = ring.nearest.nearest(ring.vectors[row], wanted)
        # Two passages can have the same words, so likeness to oneself is asked for, not one's own name.
        if len(found) != wanted or found[0][1] < 0.999:
            raise IndexBroken("The index does not find its own passages. Run `signpost ingest`.")


def point_at(data: Path, name: str) -> None:
    """Make a generation the current one, at once or not at all."""
    pointer = index_folder(data) / "CURRENT"
    aside = pointer.with_suffix(".new")
    with aside.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(pointer)


def clear_unfinished(data: Path) -> None:
    """Remove what builds cut short left behind: on a full disk the next build needs its space."""
    for left in index_folder(data).glob(f"*{BUILDING}"):
        shutil.rmtree(left)


def sweep(data: Path) -> set[str]:
    """Remove what builds cut short left behind and all but the newest generations; give those kept."""
    clear_unfinished(data)
    folder = index_folder(data)
    whole = sorted(path for path in folder.iterdir() if path.is_dir())
    current = current_name(data)
    kept = {path.name for path in whole[-KEEP:]} | {current}
    for path in whole:
        if path.name not in kept:
            shutil.rmtree(path)
    return kept
