"""How long, how often and how much a model may be asked."""

from pydantic import BaseModel, ConfigDict, Field


class ModelLimits(BaseModel):
    """Seconds are of the wall clock, for the whole wait: a service that drips is slow too."""

    model_config = ConfigDict(frozen=True)

    first_token_seconds: float = Field(default=10.0, gt=0)
    answer_seconds: float = Field(default=30.0, gt=0)
    retries: int = Field(default=1, ge=0, description="after 429 and 5xx, before any word has come")
    most_wait_seconds: float = Field(default=2.0, gt=0, description="between two tries, with jitter")
    failures: int = Field(default=5, ge=1, description="in a row, after which the model is left alone")
    rest_seconds: float = Field(default=30.0, gt=0, description="for which it is then left alone")
