"""The action register: delivery plans read into typed rows that code can query exactly."""

from knowledge.actions.organisations import Organisations, load_organisations
from knowledge.actions.reading import read_actions
from knowledge.actions.types import Action, ActionStatus, DateKind, DateUnderstood, Owner, PlanReading

__all__ = [
    "Action",
    "ActionStatus",
    "DateKind",
    "DateUnderstood",
    "Organisations",
    "Owner",
    "PlanReading",
    "load_organisations",
    "read_actions",
]
