"""Makes text fit to be read and quoted: nothing invisible in it, and single spaces."""

import re
import unicodedata

# Invisible characters break quotes, and can carry words that a person does not see but a model reads:
# control characters, soft hyphens, zero-width and direction marks, and the Unicode tag block.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_SOFT_BREAK = re.compile("\u00ad[ \t]*\n[ \t]*")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Word's Symbol font writes its bullets into the private-use area.
_SYMBOL_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf0a8\uf076]")


def tidy_lines(text: str) -> str:
    """Clean text whose line ends mean something: they stay, with single spaces inside each line."""
    text = _LINE_END.sub("\n", _SOFT_BREAK.sub("", text))
    text = _SYMBOL_BULLETS.sub("•", _INVISIBLE.sub("", text)).translate(_LIGATURES)
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines)


def tidy(text: str) -> str:
    """Clean running text: one line, single spaces."""
    return " ".join(tidy_lines(text).split())
