"""``scripts/peers``: the table of Signpost and its peers. Run where the peers are installed."""

import argparse
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import Settings
from evals.cases import Split
from evals.golden import GoldenError
from evals.libraries import OUTSIDE
from evals.peers.compare import measure_peers
from evals.peers.peer import PeerMissing

_PACKAGES = (
    "langchain-core",
    "langchain-chroma",
    "langchain-classic",
    "langchain-community",
    "chromadb",
    "llama-index-core",
    "llama-index-retrievers-bm25",
    "haystack-ai",
)


def main() -> int:
    """Compare, print, and say what was compared."""
    parser = argparse.ArgumentParser(prog="scripts/peers", description=__doc__)
    parser.add_argument(
        "--split",
        type=Split,
        choices=list(Split),
        default=Split.DEV,
        help="held_out asks dev first, since the cut-offs are chosen there",
    )
    parser.add_argument("--outside", type=Path, help="the folder of papers that are not ours to copy")
    chosen = parser.parse_args()
    outside = (chosen.outside.resolve(),) if chosen.outside else OUTSIDE
    try:
        with TemporaryDirectory() as work:  # new each time, because indexing is timed
            for comparison in measure_peers(chosen.split, Path(work), Settings(), outside):
                print(comparison, end="\n\n")
    except (PeerMissing, GoldenError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; " + ", ".join(_versions()))
    return 0


def _versions() -> list[str]:
    told: list[str] = []
    for name in _PACKAGES:
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"no {name}")
    return told


if __name__ == "__main__":
    sys.exit(main())
