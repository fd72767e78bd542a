"""Two runs side by side: figures compared, and cases that came out otherwise."""

from pydantic import BaseModel, ConfigDict, Field

from evals.figures import Slice
from evals.metrics.measures import Measure
from evals.results import Outcome


class ComparedFigure(BaseModel):
    """A figure of two runs, with how sure it is that they differ."""

    model_config = ConfigDict(frozen=True)

    slice: Slice
    measure: Measure
    before: float
    after: float
    low: float = Field(description="lower bound of the 95% confidence interval of after minus before")
    high: float = Field(description="its upper bound")
    p: float = Field(ge=0, le=1, description="how likely a difference this large is if nothing had changed")

    @property
    def difference(self) -> float:
        """How much more it is than before."""
        return self.after - self.before

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval of the difference leaves zero out."""
        return self.low > 0 or self.high < 0


class Flipped(BaseModel):
    """A case that was right before and is wrong now, or the other way round."""

    model_config = ConfigDict(frozen=True)

    before: Outcome
    after: Outcome
