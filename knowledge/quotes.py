"""Quotes: the one place that says when a quote stands in a passage."""

import re

_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Fold every run of white space to one space, and change nothing else."""
    return _SPACE.sub(" ", text).strip()


def stands_in(quote: str, text: str) -> bool:
    """Say whether the quote is in the text, character for character once white space is normalised.

    An empty quote proves nothing, so it stands nowhere.
    """
    wanted = normalise(quote)
    return bool(wanted) and wanted in normalise(text)
