"""What a peer is: a pipeline that ranks the same passages for the same questions, with the same embedding."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from importlib.util import find_spec
from typing import NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict

from retrieval.embedding import Embedder
from retrieval.search import Search

SHOWN = 10  # passages that a pipeline gives back
DEPTH = 40  # passages that each half of a hybrid pipeline hands on to be fused, as many as Signpost's own


class PeerMissing(Exception):
    """Packages of peers are not installed; says how to get them."""

    def __init__(self, modules: Sequence[str]) -> None:
        super().__init__(
            f"Not installed here: {', '.join(modules)}. Run scripts/peers: it makes an environment for the peers "
            "(.venv-peers) and compares there."
        )


class Score(StrEnum):
    """A score by which a pipeline can be told to give nothing back."""

    SIMILARITY = "similarity"
    WORDS = "BM25"
    FUSED = "fused rank"


class Text(NamedTuple):
    """A passage as a pipeline gets it: Signpost's own, with its nearest heading before it."""

    id: str
    text: str


class Found(BaseModel):
    """What a pipeline brought: ids of passages, best first, and the best score of each sort that it tells."""

    model_config = ConfigDict(frozen=True)

    ranked: tuple[str, ...]
    best: dict[Score, float]


class Peer(Protocol):
    """One pipeline over one library."""

    def index(self, texts: Sequence[Text]) -> None:
        """Take the passages in. Called once, before any search."""
        ...

    def search(self, question: str) -> Found:
        """The passages that fit best, without any cut-off."""
        ...


class Bench(NamedTuple):
    """What peers are made with: the embedding that all share, and Signpost's own search of the library."""

    embedder: Embedder
    search: Search


class Entry(NamedTuple):
    """A row of the table: how the pipeline is called, what makes one, and the modules that have to be installed."""

    name: str
    make: Callable[[Bench], Peer]
    needs: tuple[str, ...] = ()


def check_installed(entries: Iterable[Entry]) -> None:
    """See that all can be made, before minutes are spent on the first. Raises PeerMissing."""
    needed = dict.fromkeys(module for entry in entries for module in entry.needs)
    missing = [module for module in needed if not _is_installed(module)]
    if missing:
        raise PeerMissing(missing)


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # not even the package that it would be in
        return False
