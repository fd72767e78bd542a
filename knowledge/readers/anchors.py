"""Anchors: the short, stable, URL-safe names of passages within their document."""

import re
import unicodedata

_NOT_SAFE = re.compile(r"(?:[^a-z0-9.]|(?<!\d)\.|\.(?!\d))+")
_LENGTH = 60


def slug(text: str) -> str:
    """Write text so that it can stand in a web address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    cut = _NOT_SAFE.sub("-", plain).strip("-.")[:_LENGTH]
    return cut.strip("-.") or "text"


class Anchors:
    """Hands out anchors, each only once: "4.2", then "4.2-2"."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Give the wanted anchor, with the first free number after it when it is taken."""
        anchor = wanted
        while anchor in self._taken:
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            anchor = f"{wanted}-{self._counts[wanted]}"
        self._taken.add(anchor)
        return anchor
