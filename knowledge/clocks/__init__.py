"""Statutory timelines, worked out by code from the law in ``clocks.yaml``."""

from knowledge.clocks.errors import ClockError, ClockFileError
from knowledge.clocks.file import CLOCKS_FILE, Clocks, clock_names, find_clock, load_clocks
from knowledge.clocks.law import Clock, Step
from knowledge.clocks.results import ClockResult, Sense, StepResult
from knowledge.clocks.run import run_clock
from knowledge.clocks.terms import Grade

__all__ = [
    "CLOCKS_FILE",
    "Clock",
    "ClockError",
    "ClockFileError",
    "ClockResult",
    "Clocks",
    "Grade",
    "Sense",
    "Step",
    "StepResult",
    "clock_names",
    "find_clock",
    "load_clocks",
    "run_clock",
]
