"""The action register: delivery plans read into typed rows that code can query exactly."""

from knowledge.actions.compare import ActionPair, PlanComparison, compare_plans
from knowledge.actions.dates import understand_date
from knowledge.actions.organisations import Organisation, Organisations, Role, load_organisations
from knowledge.actions.query import ActionQuery, ActionResult
from knowledge.actions.reading import read_actions
from knowledge.actions.register import ActionRegister
from knowledge.actions.types import Action, ActionStatus, DateKind, DateUnderstood, Owner, PlanReading

__all__ = [
    "Action",
    "ActionPair",
    "ActionQuery",
    "ActionRegister",
    "ActionResult",
    "ActionStatus",
    "DateKind",
    "DateUnderstood",
    "Organisation",
    "Organisations",
    "Owner",
    "PlanComparison",
    "PlanReading",
    "Role",
    "compare_plans",
    "load_organisations",
    "read_actions",
    "understand_date",
]
