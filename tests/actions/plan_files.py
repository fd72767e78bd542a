"""The plans' files that the tests make, and what they are read with."""

from collections.abc import Callable
from pathlib import Path

from knowledge.actions import PlanReading
from knowledge.documents import Audience, Document, DocumentKind

ReadPlan = Callable[[Path], PlanReading]
ReadRows = Callable[..., PlanReading]


def plan_document(path: Path, kind: DocumentKind = DocumentKind.DELIVERY_PLAN) -> Document:
    """The register entry of a plan that a test has made."""
    return Document(id="plan", file=path.name, title="Plan", kind=kind, audience=Audience.PUBLIC)
