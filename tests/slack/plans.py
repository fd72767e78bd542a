"""Small delivery plans as an index of texts, one ring for the public and one for partners."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from knowledge.actions import Action
from knowledge.documents import Audience, Document, Passage
from retrieval.generations import Manifest
from retrieval.rings import RingTexts
from tests.register.made_plans import NEW, entry, read_library, write_plan

SECRET_ROW = ("PA-01", "Mulberry", "The mulberry action", "NHS Dorset", "December 2025", "Delayed")


def write_index(data: Path, library: Path, rows: tuple[tuple[str, ...], ...] = NEW) -> None:
    """Index a public plan, and a partner plan with one action that is late."""
    library.mkdir()
    write_plan(library, "plan-2025", rows)
    write_plan(library, "private-plan", (SECRET_ROW,))
    private = entry("private-plan", 2025, "current") | {"audience": "partner", "title": "The mulberry plan"}
    corpus = read_library(library, [entry("plan-2025", 2025, "current"), private])
    folder = data / "index" / "0001"
    for audience in Audience:
        texts = RingTexts.of(corpus, audience)
        ring = folder / audience.value
        ring.mkdir(parents=True)
        for name, kind in (("documents", Document), ("passages", Passage), ("actions", Action)):
            values = getattr(texts, name)
            (ring / f"{name}.json").write_bytes(TypeAdapter(tuple[kind, ...]).dump_json(values))  # type: ignore[valid-type]
        (ring / "sentences.json").write_text(json.dumps([[] for _ in texts.passages]))
    manifest = Manifest(
        generation="0001",
        made="2026-01-15T00:00:00Z",
        fingerprint="",
        library="",
        embedder="",
        passages=dict.fromkeys(Audience, 1),
        files={},
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json())
    (data / "index" / "CURRENT").write_text("0001\n")
