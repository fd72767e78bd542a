"""Recognises label lines: "Report Author: Amanda Davis"."""

import re

_LABEL = re.compile(r"^([^\W\d_][\w'’()/&,.-]{0,40}(?: [\w'’()/&,.–-]{1,40}){0,7}):(?:\s+(\S.*))?$", re.DOTALL)
_LABEL_LENGTH = 60
_SHORT_VALUE = 120
_SHORT_SENTENCE = 40


def split_label(line: str) -> tuple[str, str] | None:
    """Part "Tel: 01305 224393" into label and value; None when the line is not a label line."""
    match = _LABEL.match(line)
    if not match or not line[0].isupper() or len(match.group(1)) > _LABEL_LENGTH:
        return None
    return match.group(1), match.group(2) or ""


def is_label(line: str) -> bool:
    """Say whether a line begins with a label."""
    return split_label(line) is not None


def is_short_label(line: str) -> bool:
    """Say whether a line is a label with a short value: a fact to look up, not a sentence after a colon."""
    parts = split_label(line)
    if parts is None or not parts[1]:
        return False
    return len(parts[1]) <= (_SHORT_SENTENCE if parts[1].endswith(".") else _SHORT_VALUE)
