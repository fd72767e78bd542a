"""Puts a PDF page's words into lines, in the order a person reads them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from knowledge.readers.tidy import tidy

Word = dict[str, Any]

_SAME_LINE = 0.5
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_COLUMN_LINES = 8
_GUTTER = 12.0


@dataclass(frozen=True)
class Line:
    """One line of text with where it stands and how it looks."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page_height: float
    page_right: float = 0.0

    @property
    def height(self) -> float:
        """How tall the line is."""
        return max(self.bottom - self.top, 1.0)


def lines_of(words: Iterable[Word], page: int, page_height: float) -> list[Line]:
    """Group words into lines; a page set in two columns is read one column after the other."""
    rows = _rows(sorted(words, key=lambda word: (word["top"], word["x0"])))
    gutter = _gutter(rows)
    ordered = _by_column(rows, gutter) if gutter is not None else [(row, _right(rows)) for row in rows]
    lines = (_line(row, page, page_height, right) for row, right in ordered)
    return [line for line in lines if line.text]


def _rows(words: list[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in words:
        if rows and _overlap(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: float(word["x0"])) for row in rows]


def _overlap(row: list[Word], word: Word) -> bool:
    """Whether a word stands on a row: its middle is between the row's top and bottom."""
    first = max(row, key=lambda each: float(each["bottom"] - each["top"]))
    shared = min(first["bottom"], word["bottom"]) - max(first["top"], word["top"])
    return bool(shared >= _SAME_LINE * min(first["bottom"] - first["top"], word["bottom"] - word["top"]))


def _right(rows: list[list[Word]]) -> float:
    return max((float(word["x1"]) for row in rows for word in row), default=0.0)


def _gutter(rows: list[list[Word]]) -> float | None:
    """The middle of the white strip between two columns of running text; None when there is one column."""
    if len(rows) < _COLUMN_LINES:
        return None
    left = min(float(row[0]["x0"]) for row in rows)
    right = _right(rows)
    gaps = Counter(
        round((before["x1"] + after["x0"]) / 2 / 6) * 6
        for row in rows
        for before, after in pairwise(row)
        if after["x0"] - before["x1"] >= _GUTTER
    )
    middle = [
        (count, at) for at, count in gaps.items() if left + 0.3 * (right - left) < at < left + 0.7 * (right - left)
    ]
    if not middle:
        return None
    at = float(max(middle)[1])
    both = [row for row in rows if row[0]["x1"] < at < row[-1]["x0"] and not _crosses(row, at)]
    crossing = sum(_crosses(row, at) for row in rows)
    # Running text fills its column; the left side of a list of facts does not.
    full = [row for row in both if max(w["x1"] for w in row if w["x1"] <= at) - left > 0.6 * (at - left)]
    return at if len(full) > 0.4 * len(rows) and crossing < 0.4 * len(rows) else None


def _crosses(row: list[Word], at: float) -> bool:
    if any(word["x0"] < at - 1 and word["x1"] > at + 1 for word in row):
        return True
    left = [word["x1"] for word in row if word["x1"] <= at + 1]
    right = [word["x0"] for word in row if word["x0"] >= at - 1]
    return bool(left and right and min(right) - max(left) < _GUTTER)


def _by_column(rows: list[list[Word]], gutter: float) -> list[tuple[list[Word], float]]:
    ordered: list[tuple[list[Word], float]] = []
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    edge = _right(rows)
    for row in [*rows, []]:
        if row and not _crosses(row, gutter):
            left.append([word for word in row if word["x1"] <= gutter + 1])
            right.append([word for word in row if word["x1"] > gutter + 1])
            continue
        # A line across both columns ends them: what stands above it is read first.
        ordered += [(part, gutter) for part in left if part] + [(part, edge) for part in right if part]
        ordered += [(row, edge)] if row else []
        left, right = [], []
    return ordered


def _line(row: list[Word], page: int, page_height: float, right: float) -> Line:
    letters = sum(len(word["text"]) for word in row) or 1
    bold = sum(len(word["text"]) for word in row if any(mark in word["fontname"].lower() for mark in _BOLD))
    sizes = Counter[float]()
    for word in row:
        sizes[round(float(word["size"]) * 2) / 2] += len(word["text"])
    return Line(
        text=tidy(" ".join(word["text"] for word in row)),
        page=page,
        left=float(row[0]["x0"]),
        right=max(float(word["x1"]) for word in row),
        top=min(float(word["top"]) for word in row),
        bottom=max(float(word["bottom"]) for word in row),
        size=sizes.most_common(1)[0][0],
        bold=bold > 0.9 * letters,
        page_height=page_height,
        page_right=right,
    )
