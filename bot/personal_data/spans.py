"""Where personal data stands in a text, as the finders hand it on."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from bot.personal_data.kinds import PersonalDataKind


class Span(BaseModel):
    """A stretch of a text, by its characters. ``private``: said of the asker's own people, whatever documents say."""

    model_config = ConfigDict(frozen=True)

    kind: PersonalDataKind
    start: int
    end: int
    sure: float
    private: bool = False

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of two that overlap the surer one, then the longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (-one.sure, one.start - one.end, one.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda one: one.start)
