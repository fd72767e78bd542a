"""References: how people point at a passage ("4.2", "Report Author", "Opening hours"), and whether one fits."""

import re
from collections.abc import Iterable

_PART = re.compile(r", (?:paragraph|part) \d+$")


def points_at(references: Iterable[str], label: str, text: str) -> bool:
    """Whether any reference points at the passage with this locator label and text.

    A reference is a paragraph's number, the nearest heading's words (with or without its number), a
    label that a line of the passage begins with, or "Front matter" for a report's front page.
    """
    place = label.lower()
    heading = _PART.sub("", place).split(" › ")[-1]
    labels = {line.split(":")[0].strip().lower() for line in text.splitlines() if ":" in line}
    for reference in (item.lower().strip() for item in references):
        if re.search(rf"(?:^|\b)paragraph {re.escape(reference)}(?:,|$)", place) or reference in labels:
            return True
        if heading == reference or heading.endswith(f" {reference}") or heading.startswith(f"{reference}."):
            return True
        if reference == "front matter" and place.startswith("front page"):
            return True
    return False
