"""Takes Markdown's inline marks out of plain text: people paste Markdown into .txt files."""

import re

# Every repeat has an upper bound, so that a hostile line cannot make the search slow.
_LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\\n]){1,500})\]\((?:\\.|[^()\\\n]){0,2000}\)")
_STRONG = re.compile(r"(?<![\w*])\*{2,3}(?=\S)([^*\n]{1,2000}?)(?<=\S)\*{2,3}(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def strip_marks(text: str) -> str:
    """Leave the words of emphasis and links, without their marks."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))
    if "_" in text:
        text = _UNDERLINED.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
