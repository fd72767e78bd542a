"""Makes text fit to be read and quoted: nothing invisible in it, and single spaces."""

import re
import unicodedata

from knowledge.unseen import without_unseen

_SOFT_BREAK = re.compile("\u00ad[ \t]*\n[ \t]*")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Word's Symbol font writes its bullets into the private-use area.
_SYMBOL_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf0a8\uf076]")


def tidy_lines(text: str) -> str:
    """Clean text whose line ends mean something: they stay, with single spaces inside each line."""
    text = _LINE_END.sub("\n", _SOFT_BREAK.sub("", text))
    text = without_unseen(_SYMBOL_BULLETS.sub("•", text)).translate(_LIGATURES)
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines)


def tidy(text: str) -> str:
    """Clean running text: one line, single spaces."""
    return " ".join(tidy_lines(text).split())
