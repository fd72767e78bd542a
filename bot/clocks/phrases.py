"""How people speak of the clocks: the file ``phrases.yaml`` and what it must hold."""

from functools import cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Phrases = tuple[str, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StepPhrases(_Entry):
    """How a step is asked for, and which paragraph of the library proves it."""

    step: str
    heading: str = Field(description="the heading over its paragraph in statutory-timelines.md")
    asked: Phrases
    also: Phrases = Field(default=(), description="steps that are shown after it")
    if_waiting: str | None = Field(default=None, description="the step to give if this one's date is not known")
    full_date: bool = Field(default=False, description="the month of the move is not enough")


class EventPhrases(_Entry):
    """How an event beside the start is spoken of."""

    id: str
    taken_as: str
    said: Phrases


class ClockPhrases(_Entry):
    """How a clock is spoken of."""

    clock: str
    taken_as: str = Field(description="what the date that starts it is taken to be")
    started: Phrases
    events: tuple[EventPhrases, ...] = ()
    steps: tuple[StepPhrases, ...]
    usual: Phrases = Field(description="the steps to give when none is named")
    needs_asked: bool = Field(default=False, description="only when one of its steps is named")
    topic: Phrases = Field(default=(), description="one of these must be said too, if there are any")
    month_is_enough: bool = False
    counting: str | None = Field(default=None, description="the heading over a paragraph on how it is counted")
    adjustments: dict[str, str] = Field(default={}, description="the heading of each adjustment's paragraph")

    def taken(self, id_: str) -> str:
        """What the day of the start or of an event is taken to be."""
        return {event.id: event.taken_as for event in self.events}.get(id_, self.taken_as)

    def step(self, id_: str) -> StepPhrases:
        """The phrases of a step. Raises KeyError."""
        return {step.step: step for step in self.steps}[id_]

    @model_validator(mode="after")
    def _steps_are_there(self) -> Self:
        known = {step.step for step in self.steps}
        named = {*self.usual, *(also for step in self.steps for also in (*step.also, step.if_waiting) if also)}
        if named - known:
            raise ValueError(f"clock '{self.clock}' has no step {sorted(named - known)}")
        return self


class ClockSpeech(_Entry):
    """The whole file."""

    version: int
    asks_for_time: Phrases
    wants_counting: Phrases
    vague_days: Phrases
    not_about: Phrases
    ahead: Phrases
    elsewhere: Phrases
    clocks: tuple[ClockPhrases, ...]


@cache
def clock_speech() -> ClockSpeech:
    """The phrases of bot/clocks/phrases.yaml."""
    text = (files("bot.clocks") / "phrases.yaml").read_text(encoding="utf-8")
    return ClockSpeech.model_validate(yaml.safe_load(text))
