"""Reads plans written as lists: a heading for each priority, an item an action, with "Lead: X. By: Y"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.actions.columns import OWNING, TELLING, Column, Field, Heading, field_of, plain_heading
from knowledge.actions.dates import understand_date
from knowledge.actions.items import starts_with_verb
from knowledge.actions.outline import Headings, outlined
from knowledge.actions.refs import split_ref
from knowledge.actions.rules import column_rules
from knowledge.actions.statuses import StatusReader
from knowledge.actions.tables import PlanPart, RawRow, Value
from knowledge.actions.types import ActionStatus, DateKind
from knowledge.readers.blocks import Block, BlockKind, Reading

_BEFORE_COLON = re.compile(r"([A-Za-z][A-Za-z/ ]{0,40}?)\s*:(?=\s|$)")
_MOST_LABEL_WORDS = 4
_EDGES = " \n.;,|()[]–—-"
_TRAILING_DATE = re.compile(r"[\s,;(–—-]+((?:to be completed by|due by|by|due)\s[^:]{3,40}?)[\s.)]*$", re.IGNORECASE)
_LONGEST = 2_000


@dataclass
class _Item:
    """One item of a list, with the labels found in it and below it."""

    text: str
    quote: str
    level: int
    headings: tuple[str, ...]
    labels: list[tuple[str, Heading, str]] = field(default_factory=list)

    def has(self, fields: frozenset[Field]) -> bool:
        return any(heading.field in fields for _name, heading, _text in self.labels)


def read_lists(reading: Reading) -> list[PlanPart]:
    """The parts of a plan that are lists, one for each heading that they stand under."""
    items = list(_items(reading))
    if not _is_plan(items):
        return []
    parts: list[PlanPart] = []
    for run in _runs(items):
        if not any(item.has(OWNING) or item.has(TELLING) for item in run):
            continue
        part = PlanPart(name=run[0].headings[-1] if run[0].headings else "list", headings=run[0].headings)
        level = min(item.level for item in run if item.has(TELLING))
        part.rows = [_row(item) for item in run if item.text and (item.has(TELLING) or _alike(item, level))]
        parts.append(part)
    return parts


def _alike(item: _Item, level: int) -> bool:
    """Whether an item without labels is an action all the same: it stands with others and begins as one."""
    return item.level == level and (starts_with_verb(item.text) or split_ref(item.text)[0] is not None)


def _is_plan(items: Sequence[_Item]) -> bool:
    """Whether the labels are a plan's: who and when or how far, in dates and words that are known."""
    owned = [item for item in items if item.has(OWNING) and item.text]
    told = [item for item in owned if item.has(TELLING - OWNING)]
    understood = sum(any(_understood(heading, text) for _name, heading, text in item.labels) for item in told)
    return len(told) >= 1 and 2 * len(told) >= len(owned) and 2 * understood >= len(told)


def _understood(heading: Heading, text: str) -> bool:
    if heading.field in (Field.DUE, Field.DUE_REVISED):
        return understand_date(text).kind is not DateKind.NOT_UNDERSTOOD
    known = heading.field in (Field.STATUS, Field.RAG, Field.PROGRESS)
    return known and StatusReader().of_words(text) is not ActionStatus.UNKNOWN


def _items(reading: Reading) -> Iterator[_Item]:
    open_item: _Item | None = None
    under: Headings = ()
    for headings, block in outlined(reading):
        if headings != under or block.kind is BlockKind.TABLE or len(block.text) > _LONGEST:
            if open_item:
                yield open_item
            open_item, under = None, headings
        if block.kind is BlockKind.TABLE or len(block.text) > _LONGEST:
            continue
        for item in _split(block, headings):
            if item.text or open_item is None:
                if open_item:
                    yield open_item
                open_item = item
            else:
                open_item.labels.extend(item.labels)
    if open_item:
        yield open_item


def _split(block: Block, headings: tuple[str, ...]) -> Iterator[_Item]:
    """The items of one block: one for each label that begins an action, or the whole block."""
    level = block.level if block.kind is BlockKind.LIST_ITEM else -1
    text, labels = split_labels(block.text)
    current = _Item(text, text or block.text, level, headings)
    for label in labels:
        if label[1].field is Field.ACTION:
            if current.text or current.labels:
                yield current
            current = _Item(label[2], label[2], level, headings)
        else:
            current.labels.append(label)
    yield current


def split_labels(text: str) -> tuple[str, list[tuple[str, Heading, str]]]:
    """Part "Publish the guide. Lead: DC. By: March 2026" into its text and its labels with their values."""
    found: list[tuple[int, int, str, Heading]] = []
    for match in _BEFORE_COLON.finditer(text):
        label = _label(match.group(1))
        if label is not None:
            name, heading = label
            found.append((match.end(1) - len(name), match.end(), name, heading))
    if not found:
        return text.strip(), []
    ends = [start for start, _end, _name, _heading in found[1:]] + [len(text)]
    labels = [
        (name, heading, text[end:stop].strip(_EDGES))
        for (_s, end, name, heading), stop in zip(found, ends, strict=True)
    ]
    before = text[: found[0][0]].strip(" \n.;,|([–—-")
    return before, _with_trailing_date(labels)


def _label(words_before: str) -> tuple[str, Heading] | None:
    """The label that the words before a colon end in, when it is one of a plan's columns."""
    words = words_before.split(" ")
    for count in range(min(_MOST_LABEL_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:])
        heading = field_of(name)
        starts = name[:1].isupper() or count == len(words)
        if heading and heading.exact and starts and plain_heading(name) not in column_rules().not_in_lists:
            return name, heading
    return None


def _with_trailing_date(labels: list[tuple[str, Heading, str]]) -> list[tuple[str, Heading, str]]:
    """Take the date out of "Lead: Head of SEND, by March 2026", when no label gives one."""
    if any(heading.field is Field.DUE for _name, heading, _text in labels):
        return labels
    for place, (name, heading, text) in enumerate(labels):
        match = _TRAILING_DATE.search(text) if heading.field in OWNING else None
        due = field_of("by")
        if match and due and understand_date(match.group(1)).latest:
            owner = (name, heading, text[: match.start()].strip(_EDGES))
            return [*labels[:place], owner, ("By", due, match.group(1)), *labels[place + 1 :]]
    return labels


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    run: list[_Item] = []
    for item in items:
        if run and run[-1].headings != item.headings:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _row(item: _Item) -> RawRow:
    action = field_of("action")
    values = [Value(Column(0, "Action", action), item.text)]
    for index, (name, heading, text) in enumerate(item.labels, start=1):
        kept = heading
        if heading.field is Field.PROGRESS:
            told = StatusReader().of_words(text) is not ActionStatus.UNKNOWN
            kept = Heading(Field.STATUS if told else Field.NOTES, heading.name, heading.rank, heading.exact)
        values.append(Value(Column(index, name, kept), text))
    return RawRow(None, f'"{item.text[:40]}"', values, quote=item.quote)
