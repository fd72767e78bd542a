"""Recognises the references of actions: "EI-01", "2.3", "P1.4a"."""

import re

_REF = re.compile(r"(?:[A-Za-z]{1,6}\d{0,2} ?[-–./]? ?)?\d{1,4}(?:[.\-/]\d{1,3}){0,3}[a-z]?\.?|[A-Z]{1,3}\d?[a-z]?")
_LEADING = re.compile(
    r"^\(?((?:[A-Z]{1,6}\d{0,2}[-–./]\d{1,3}(?:\.\d{1,3}){0,2}|[A-Z]{1,4}\d{1,3}(?:\.\d{1,3}){1,2}|\d{1,3}(?:\.\d{1,3}){1,2})[a-z]?)"
    r"\)?(?:\s*[:–-]\s*|[.)]?\s+)(?=\S)"
)
_NAMED = re.compile(
    r"^action\s+(?:no\.?\s*)?([A-Z]{0,6}[-–./]?\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)\s*[:.)–-]\s*(?=\S)",
    re.IGNORECASE,
)
_LEADING_LABELLED = re.compile(r"^([A-Z]{1,4}\d{1,3}|\d{1,3}(?:\.\d{1,3})*|[A-Z])\s*:\s*(?=\S)", re.IGNORECASE)


def is_ref(text: str) -> bool:
    """Whether a text has the shape of a reference."""
    return bool(_REF.fullmatch(text.strip()))


def split_ref(text: str) -> tuple[str | None, str]:
    """Part an action that begins with its reference: "EI-01 Publish …" gives ("EI-01", "Publish …")."""
    match = _LEADING.match(text) or _LEADING_LABELLED.match(text)
    return (match.group(1), text[match.end() :].strip()) if match else (None, text)


def split_named_ref(text: str) -> tuple[str | None, str]:
    """Part an action that says which it is: "Action 2.1: Agree …" gives ("2.1", "Agree …")."""
    match = _NAMED.match(text)
    return (match.group(1), text[match.end() :].strip()) if match else (None, text)
