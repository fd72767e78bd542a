"""A small library: two public documents, and one for partners whose words must never reach the public."""

from pathlib import Path
from typing import NamedTuple

from retrieval.ingest import Ingest

STRATEGY = """# SEND strategy

The Strategic Board oversees the strategy. It meets every month.

## Money

The deficit stood at £12.5 million in March 2024.

## Short breaks

Families can book short breaks online. Each family may book 3 days.
"""
TRANSPORT = """# School transport

Children under 8 travel free when they live more than 2 miles from school.

Parents apply by 31 March.
"""
PARTNER_PLAN = """# Recovery plan

The quizzaciously recovery plan is owned by Priya Nakamura.

Closing the Zephyrwood unit saves £400,000.
"""
CANARIES = ("quizzaciously", "nakamura", "priya", "zephyrwood", "400,000", "recovery plan")


class Built(NamedTuple):
    """A library, the data folder of its index, and how to answer from it."""

    library: Path
    data: Path

    @property
    def places(self) -> Ingest:
        """Where an ingest of this library reads and writes."""
        return Ingest(library=self.library, data=self.data)


def write_library(folder: Path) -> Path:
    """Write two public documents and one for partners."""
    (folder / "partner").mkdir(parents=True)
    (folder / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    (folder / "transport.md").write_text(TRANSPORT, encoding="utf-8")
    (folder / "partner" / "plan.md").write_text(PARTNER_PLAN, encoding="utf-8")
    return folder
