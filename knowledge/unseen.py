"""Characters that nobody sees: they break quotes, and can carry words that a program reads and a person does not."""

import re

# Control characters, soft hyphens, zero-width and direction marks, fillers, variation selectors, the tag block,
# halves of characters, and private use, which means nothing outside the font that it was drawn with.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# A run of marks above one letter hides the text around it; no language that is read here needs more than three.
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARKS}{{3}}){_MARKS}+")
# The flags of England, Scotland and Wales are spelled with tags, and hide nothing.
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f")
# One zero-width mark joins or parts a word. Eight in a row are bits, tags and rows of selectors are letters,
# and an override shows a text in another order than it has.
_CARRIES = re.compile(
    "[\U000e0020-\U000e007e]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3}|[\u202d\u202e]"
    "|[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff]{8}"
)


def without_unseen(text: str) -> str:
    """A text without what nobody sees in it."""
    if text.isascii() and text.isprintable():
        return text  # as most lines are
    return _PILED.sub(r"\1", UNSEEN.sub("", text))


def carries_unseen(text: str) -> bool:
    """Whether unseen characters of a text carry words or turn them round, and are not just layout."""
    return bool(_CARRIES.search(_FLAG.sub("", text)))
