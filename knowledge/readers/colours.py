"""Colours as files write them, and whether a text can be told from what is behind it."""

import re

from PIL import ImageColor

WHITE = "FFFFFF"
# Readable text needs a contrast of 4.5 (WCAG 2.2, 1.4.3). Below this the eye finds nothing at all: pale grey on
# white is 1.3.
LEAST_CONTRAST = 1.15
_CLEAR = re.compile(
    r"transparent|(?:rgba|hsla|rgb|hsl)\([^)]*[,/]\s*(?:0|0?\.0+|0%)\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00", re.IGNORECASE
)


def is_clear(colour: str) -> bool:
    """Whether a CSS colour lets everything behind it through."""
    text = colour.strip().lower()
    four_parts = not text.startswith(("rgb(", "hsl(")) or text.count(",") == 3 or "/" in text
    return bool(_CLEAR.fullmatch(text)) and four_parts


def css_colour(colour: str) -> str | None:
    """A CSS colour as RRGGBB; none for what is no plain colour, like a variable or a gradient."""
    try:
        red, green, blue = ImageColor.getrgb(colour.strip().lower().replace(" ", ""))[:3]
    except ValueError:
        return None
    return f"{red:02X}{green:02X}{blue:02X}"


def looks_alike(text: str, background: str) -> bool:
    """Whether text of one colour is lost on the other, both RRGGBB."""
    lighter, darker = sorted((_luminance(text), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) < LEAST_CONTRAST


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
