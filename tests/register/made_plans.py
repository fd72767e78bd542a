"""Small delivery plans, written as files and read as a library is."""

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import yaml

from knowledge.actions import ActionRegister, load_organisations
from knowledge.corpus import Corpus, read_corpus, source_files
from retrieval.search import Search

COLUMNS = ("Ref", "Priority", "Action", "Owner", "Due", "Status")
NEW = (
    ("EI-01", "Early Identification", "Publish one shared checklist", "NHS Dorset", "March 2026", "On track"),
    ("EI-02", "Early Identification", "Train health visitors", "DCO", "31 December 2025", "Delayed"),
    ("IN-01", "Inclusion", "Agree an inclusion charter", "Head of Inclusion", "July 2026", "At risk"),
    ("IN-02", "Inclusion", "Review travel routes", "DC and NHS Dorset", "Q4 2025/26", "At risk"),
    ("SU-01", "Sufficiency and Provision", "Commission short breaks", "TBC", "", "Not started"),
    ("SU-02", "Sufficiency and Provision", "Open new places", "DPCC", "30 November 2025", "Complete"),
    ("SU-03", "Sufficiency and Provision", "Forecast special school places", "DPCC", "when funds allow", "On track"),
)
OLD = (
    ("EI-01", "Early Identification", "Publish one shared checklist", "NHS Dorset", "June 2025", "On track"),
    ("EI-02", "Early Identification", "Train health visitors", "DPCC", "31 December 2025", "On track"),
    ("IN-09", "Inclusion", "Pilot an advice line for childminders", "Head of Inclusion", "May 2025", "Red"),
)


def write_plan(folder: Path, id_: str, rows: tuple[tuple[str, ...], ...]) -> None:
    with (folder / f"{id_}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def entry(id_: str, year: int, status: str, supersedes: str | None = None) -> dict[str, object]:
    described: dict[str, object] = {
        "id": id_,
        "file": f"{id_}.csv",
        "title": f"Delivery plan {year}",
        "kind": "delivery_plan",
        "audience": "public",
        "status": status,
        "published": f"{year}-10-01",
    }
    return described | ({"supersedes": supersedes} if supersedes else {})


def read_library(folder: Path, entries: list[dict[str, object]]) -> Corpus:
    (folder / "register.yaml").write_text(yaml.safe_dump({"documents": entries}), encoding="utf-8")
    return read_corpus(folder, source_files(folder))


def two_plans(folder: Path) -> Corpus:
    """A plan of 2025 and the plan of 2024 that it replaced."""
    write_plan(folder, "plan-2025", NEW)
    write_plan(folder, "plan-2024", OLD)
    return read_library(
        folder, [entry("plan-2025", 2025, "current", "plan-2024"), entry("plan-2024", 2024, "superseded")]
    )


def one_plan(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Corpus:
    write_plan(folder, "plan-2025", rows)
    return read_library(folder, [entry("plan-2025", 2025, "current")])


def search_of(corpus: Corpus) -> Search:
    """What answering from the register needs of a search: its ring."""
    ring = SimpleNamespace(
        register=ActionRegister(corpus.actions, load_organisations()),
        documents={document.id: document for document in corpus.documents},
        passages=corpus.passages,
        row_of={passage.id: row for row, passage in enumerate(corpus.passages)},
    )
    return cast(Search, SimpleNamespace(ring=ring))
