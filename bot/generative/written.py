"""Reads what a model writes while it still writes: each statement as soon as its closing brace has come."""

import json
import re
from collections.abc import Iterator

from pydantic import ValidationError

from bot.generative.shapes import Completeness, WrittenStatement
from bot.model.errors import ModelMadeNoSense

_OPENS = re.compile(r'\{\s*"statements"\s*:\s*\[')
_COMPLETE = re.compile(r'\]\s*,\s*"complete"\s*:\s*"(\w+)"\s*\}\s*$')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def read_written(pieces: Iterator[str]) -> Iterator[WrittenStatement | Completeness]:
    """Each statement of a WrittenAnswer as it becomes whole, then how complete the answer is.

    A statement that lacks a part is left out. Raises ModelMadeNoSense when it is not JSON of that shape, and
    whatever reading the pieces raises.
    """
    text, place = "", None
    for piece in pieces:
        text += piece
        if place is None:
            opened = _OPENS.match(text.lstrip())
            if opened is None:
                continue
            place = len(text) - len(text.lstrip()) + opened.end()
        for raw, end in _whole_items(text, place):
            place = end
            statement = _statement(raw)
            if statement:
                yield statement
    ended = _COMPLETE.match(text, place) if place is not None else None
    if ended is None or ended[1] not in set(Completeness):
        raise ModelMadeNoSense("the answer is not the JSON that was asked for")
    yield Completeness(ended[1])


def _whole_items(text: str, place: int) -> Iterator[tuple[object, int]]:
    while True:
        between = _BETWEEN.match(text, place)
        start = between.end() if between else place
        if not text.startswith("{", start):
            return
        try:
            raw, place = _DECODER.raw_decode(text, start)
        except json.JSONDecodeError:
            return  # not whole yet
        yield raw, place


def _statement(raw: object) -> WrittenStatement | None:
    try:
        return WrittenStatement.model_validate(raw)
    except ValidationError:
        return None
