"""The table of the comparison, as people read it."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from evals.cases import Split
from evals.peers.marking import Row

_HEAD = (
    "pipeline",
    "right paragraph first",
    "in first 3",
    "MRR",
    "rightly refused",
    "wrongly refused",
    "balanced accuracy",
    "rightly refused at Signpost's wrongly",
    "answered, right paragraph first",
    "cut-off",
    "median ms a question",
    "indexing, s",
)


class Comparison(BaseModel):
    """Every pipeline on the questions of one split."""

    model_config = ConfigDict(frozen=True)

    split: Split
    answerable: int
    unanswerable: int
    libraries: int
    left_out: tuple[str, ...]
    passages: int
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        """As Markdown."""
        asked = (
            f"{self.split}: {self.answerable} answerable and {self.unanswerable} unanswerable questions, "
            f"{self.libraries} libraries of {self.passages} passages in all, each indexed alone."
        )
        lines = [asked, "", _line(_HEAD), _line("---" for _ in _HEAD), *(_line(_cells(row)) for row in self.rows)]
        if self.left_out:
            lines += ["", f"Not on this machine, so left out: {', '.join(self.left_out)}."]
        return "\n".join(lines)


def _cells(row: Row) -> Sequence[str]:
    refusing = row.refusing
    shares = (refusing.rightly, refusing.wrongly, refusing.balanced, row.rightly_at_par, row.answered_right)
    return (
        row.name,
        f"{row.first:.1%}",
        f"{row.in_three:.1%}",
        f"{row.mrr:.3f}",
        *(f"{share:.1%}" for share in shares),
        row.cut_off,
        f"{row.ask_ms:.1f}",
        f"{row.index_seconds:.1f}",
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
