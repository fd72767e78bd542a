"""Signpost's own search without the rest of it: what is won by search, and what by measuring sentences."""

from collections.abc import Sequence

from bot.understand import understand
from evals.peers.peer import SHOWN, Bench, Found, Score, Text


class SearchAlone:
    """The hybrid search of the index, asked as the assistant asks it: slips put right, other words looked for too."""

    def __init__(self, bench: Bench) -> None:
        """The library is indexed already."""
        self._search = bench.search

    def index(self, texts: Sequence[Text]) -> None:
        """Nothing to do: Signpost's index holds these passages."""

    def search(self, question: str) -> Found:
        """The fused list."""
        found = self._search.find(understand(question, self._search.vocabulary).query, SHOWN)
        return Found(
            ranked=tuple(one.passage.id for one in found),
            best={
                Score.SIMILARITY: max((one.likeness for one in found), default=0.0),
                Score.WORDS: max((one.words for one in found), default=0.0),
                Score.FUSED: max((one.fused for one in found), default=0.0),
            },
        )
