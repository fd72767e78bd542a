"""Understands how an action stands, from a word, a letter, a share done or the colour of its cell."""

import colorsys
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.actions.organisations import fold
from knowledge.actions.rules import StatusRules, folded, status_rules
from knowledge.actions.types import ActionStatus

_SEGMENTS = re.compile(r"\s*(?:[–—:;,(.|\n/]|\s-\s|\s-|-\s)\s*")
_SHARE = re.compile(r"(\d{1,3}) ?%")
_LEGEND = re.compile(r"^\W*(\w+)(?: rag| rating)?\s*(?:=|:|–|—|-|\bmeans\b|\bis\b|\|)\s*(.{3,80})$", re.IGNORECASE)
_LONGEST = 400


@dataclass(frozen=True)
class StatusFound:
    """A status, and the words or colour that say it."""

    status: ActionStatus = ActionStatus.UNKNOWN
    written: str = ""


@dataclass(frozen=True)
class StatusReader:
    """Reads statuses by the rules, and by the plan's own key of colours where it has one."""

    key: Mapping[str, ActionStatus] = field(default_factory=dict)

    def read(self, text: str, fill: str | None = None) -> StatusFound:
        """Understand a cell of a status column by its words, or when they do not tell, by its colour."""
        found = self.of_words(text)
        if found is not ActionStatus.UNKNOWN:
            return StatusFound(found, text)
        colour = colour_of(fill) if fill else None
        if colour is None:
            return StatusFound(ActionStatus.UNKNOWN, text)
        written = f"{text} ({colour} cell)" if text else f"{colour} (cell colour)"
        return StatusFound(self._of_colour(colour), written)

    def of_words(self, text: str) -> ActionStatus:
        """Understand the words of a status; ``unknown`` when they say none."""
        rules = status_rules()
        for sign, word in rules.symbols.items():
            text = text.replace(sign, f"{word}; ")
        text = text[:_LONGEST]
        whole = fold(text)
        if not whole:
            return ActionStatus.UNKNOWN
        share = _SHARE.match(text.strip())
        if share and int(share.group(1)) <= 100:
            return _of_share(int(share.group(1)))
        parts = [fold(part) for part in _SEGMENTS.split(text)]
        # "Green: complete" is complete, whatever the colour says by itself.
        finished = [status for part in parts if (status := rules.by_word.get(part)) and status.is_finished]
        if finished and whole not in self.key:
            return finished[0]
        known = (self._of_phrase(phrase, rules) for phrase in (whole, *parts))
        return next((found for found in known if found is not ActionStatus.UNKNOWN), ActionStatus.UNKNOWN)

    def _of_phrase(self, phrase: str, rules: StatusRules) -> ActionStatus:
        if phrase in self.key:
            return self.key[phrase]
        if phrase in rules.by_word:
            return rules.by_word[phrase]
        words = phrase.split()
        whole_only = folded(tuple(rules.only_whole))
        for count in range(min(len(words) - 1, 5), 0, -1):
            start = " ".join(words[:count])
            if start in self.key:
                return self.key[start]
            if start in rules.by_word and start not in whole_only:
                return rules.by_word[start]
        return ActionStatus.UNKNOWN

    def _of_colour(self, colour: str) -> ActionStatus:
        return self.key.get(colour) or ActionStatus(status_rules().colours[colour].status)

    def most_telling(self, found: Iterable[StatusFound]) -> StatusFound:
        """Of the statuses that several columns give, the one that says most."""
        order = [ActionStatus(status) for status in status_rules().telling]
        return min(found, key=lambda each: order.index(each.status), default=StatusFound())


def _of_share(share: int) -> ActionStatus:
    if share == 0:
        return ActionStatus.NOT_STARTED
    return ActionStatus.COMPLETE if share == 100 else ActionStatus.ON_TRACK


def colour_of(fill: str) -> str | None:
    """The name of a cell's colour; None for white, grey, black and what is none of ours."""
    rules = status_rules()
    red, green, blue = (int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < rules.least_saturation or not rules.least_lightness <= lightness <= rules.most_lightness:
        return None
    for name, colour in rules.colours.items():
        if any(low <= hue * 360 <= high for low, high in colour.hues):
            return name
    return None


def legend_entry(text: str) -> tuple[str, ActionStatus] | None:
    """A line of a plan's own key: "Green = complete" gives ("green", complete)."""
    match = _LEGEND.match(text.strip())
    if not match:
        return None
    colour = fold(match.group(1))
    if colour not in status_rules().colours and colour not in {"grey", "gray", "white", "yellow", "purple"}:
        return None
    status = StatusReader().of_words(match.group(2))
    return (colour, status) if status is not ActionStatus.UNKNOWN else None
