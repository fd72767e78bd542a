"""Reads what stands after ``/actions``."""

import re
import shlex
from datetime import date

from pydantic import BaseModel, ConfigDict

from bot.register.spans import read_span
from bot.register.standing import statuses_meant
from knowledge.actions import ActionQuery

_NAMES = ("owner", "due", "priority", "status", "ref", "text")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_LATE = frozenset({"late", "overdue"})


class Unclear(BaseModel):
    """A word that was not understood."""

    model_config = ConfigDict(frozen=True)

    word: str


def read_filters(text: str, today: date) -> ActionQuery | Unclear:
    """``NHS Dorset late``, ``owner:"NHS Dorset" due:"March 2026" priority:early status:red``.

    Words without a name are the owner. A due date is the last day that counts.
    """
    given: dict[str, object] = {}
    owner: list[str] = []
    for word in _words(text):
        name, colon, value = word.partition(":")
        if name.casefold() in _LATE and not colon:
            given["late_on"] = today
        elif colon and name.casefold() in _NAMES and value:
            read = _one(name.casefold(), value, today)
            if read is None:
                return Unclear(word=word)
            given |= read
        elif colon:
            return Unclear(word=word)
        else:
            owner.append(word)
    if owner:
        if "owner" in given:
            return Unclear(word=" ".join(owner))
        given["owner"] = " ".join(owner)
    return ActionQuery.model_validate(given)


def _one(name: str, value: str, today: date) -> dict[str, object] | None:
    if name == "due":
        span = read_span(value.casefold(), today)
        return None if span is None or span.unclear else {"due_on_or_before": span.last}
    if name == "status":
        meant = statuses_meant(value)
        return {"statuses": tuple(meant)} if meant else None
    return {name: value}


def _words(text: str) -> list[str]:
    plain = re.sub(r"(\w+):\s+", r"\1:", text.translate(_QUOTES))
    try:
        return shlex.split(plain)
    except ValueError:  # a quotation mark that is never closed, or an apostrophe
        return plain.replace('"', " ").split()
