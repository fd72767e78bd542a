"""Groups questions that ask much the same, so that a gap is seen as often as it is met."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from bot.records.kept import Gap
from retrieval.words import content_stems

_ALIKE = 70.0  # of 100, by the words that two questions share; at 60 different needs of one service fall together


class LikeGaps(BaseModel):
    """Gaps that ask much the same, newest first."""

    model_config = ConfigDict(frozen=True)

    gaps: tuple[Gap, ...]

    @property
    def question(self) -> str:
        """One of them to stand for all: the newest."""
        return self.gaps[0].stand_alone or self.gaps[0].question


def group_gaps(gaps: Iterable[Gap]) -> list[LikeGaps]:
    """Group gaps, oldest first, by likeness to the first of each group. The largest groups come first."""
    groups: list[tuple[str, list[Gap]]] = []
    for gap in gaps:
        stems = " ".join(sorted(set(content_stems(gap.stand_alone or gap.question))))
        best = max(groups, key=lambda group: fuzz.token_sort_ratio(stems, group[0]), default=None)
        if best and fuzz.token_sort_ratio(stems, best[0]) >= _ALIKE:
            best[1].append(gap)
        else:
            groups.append((stems, [gap]))
    found = [LikeGaps(gaps=tuple(reversed(members))) for _, members in groups]
    return sorted(found, key=lambda group: (-len(group.gaps), -group.gaps[0].asked_at.timestamp()))
