"""Takes page headers, footers and page numbers away: they are not part of what a document says."""

import re
from collections import Counter

from knowledge.readers.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^[-–—| ]*(?:page )?\d{1,4}(?: (?:of|/) \d{1,4}|/\d{1,4})?[-–—| ]*$", re.IGNORECASE)
_EDGE = 0.12


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out the lines at the top and bottom of pages that come again on other pages, and page numbers."""
    # Odd and even pages may differ, so a line has to come again on a third of the pages only.
    needed = max(2, len(pages) // 3)
    counts = Counter(key for page in pages for key in {_key(line) for line in page if _at_edge(line)})
    repeated = {key for key, count in counts.items() if count >= needed}
    return [
        [line for line in page if not (_at_edge(line) and (_key(line) in repeated or _PAGE_NUMBER.match(line.text)))]
        for page in pages
    ]


def _at_edge(line: Line) -> bool:
    return line.bottom < _EDGE * line.page_height or line.top > (1 - _EDGE) * line.page_height


def _key(line: Line) -> tuple[str, int]:
    """The same words at the same height; numbers may differ, for they count pages."""
    return _DIGITS.sub("#", line.text), round(line.top / 4)
