"""Takes out of a web page what a person who opens it does not see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PreformattedString

from knowledge.readers.colours import WHITE, css_colour, is_clear, looks_alike
from knowledge.readers.css import Declarations, StyleRules
from knowledge.readers.hidden import Hidden, HiddenKind, is_sentence_like, says_something
from knowledge.readers.tidy import tidy
from knowledge.unseen import carries_unseen

_CODE = {"script", "style"}
_FOR_PROGRAMS = {"template", "noscript"}
# Meant for screen readers, or for the eye alone: not text for everyone, and on nearly every council page.
_APART = {"visually-hidden", "visuallyhidden", "sr-only", "govuk-visually-hidden", "screen-reader-text"}
_HEADING = re.compile(r"h[1-6]")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|ex|vw|vh|in|cm|mm)?")
_PIXELS = {
    **{"px": 1, "pt": 4 / 3, "em": 16, "rem": 16, "%": 0.16, "ex": 8},
    **{"vw": 12, "vh": 8, "in": 96, "cm": 38, "mm": 3.8},
}
_FAR = 400  # pixels to the left of, or above, everything
_TINY = 2.7  # pixels: two points
_NOTHING = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%.*\)|circle\(\s*0.*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """How text is set at a place of the page; a colour that is not known is none."""

    colour: str | None = "000000"
    background: str | None = WHITE
    pixels: float = 16.0


def take_hidden(soup: BeautifulSoup) -> tuple[Hidden, ...]:
    """Take hidden elements, texts and comments out of a parsed page, and say what they were and where."""
    sheets = [style.get_text() for style in soup.find_all("style")]
    return tuple(_Search(StyleRules(soup, sheets)).run(soup))


class _Search:
    def __init__(self, rules: StyleRules) -> None:
        self._rules = rules
        self._place = "at the top"

    def run(self, soup: BeautifulSoup) -> Iterator[Hidden]:
        """Walk the page in order. A list of what is still to do, not recursion: pages can be nested without end."""
        todo: list[tuple[object, Setting]] = [(soup, Setting())]
        while todo:
            node, setting = todo.pop()
            if isinstance(node, Tag):
                found, inside = self._element(node, setting)
                yield from found
                if inside is not None:
                    todo.extend((child, inside) for child in reversed(node.contents))
            elif isinstance(node, NavigableString):
                yield from self._text(node, setting)

    def _element(self, tag: Tag, setting: Setting) -> tuple[list[Hidden], Setting | None]:
        """What is hidden here, and how the text inside is set; none when nothing inside is to be read."""
        if tag.name in _CODE or tag.name in _FOR_PROGRAMS:
            told = tag.name in _FOR_PROGRAMS and is_sentence_like(_all_text(tag))
            tag.decompose()
            return [Hidden(kind=HiddenKind.UNUSED_PART, place=self._place)] if told else [], None
        style = self._rules.of(tag)
        kind = hidden_kind(tag, style)
        if kind or is_apart(tag):
            told = kind is not None and says_something(_all_text(tag))
            place = self._place
            tag.decompose()
            return [Hidden(kind=kind, place=place)] if told and kind else [], None
        if _HEADING.fullmatch(tag.name):
            heading = tidy(tag.get_text(" "))[:60]
            self._place = f'under "{heading}"' if heading else self._place
        return [], set_inside(tag, style, setting)

    def _text(self, text: NavigableString, setting: Setting) -> Iterator[Hidden]:
        if isinstance(text, Comment):
            if is_sentence_like(text):
                yield Hidden(kind=HiddenKind.COMMENT, place=self._place)
            text.extract()
            return
        if isinstance(text, PreformattedString):
            return
        kind = hidden_by_setting(setting)
        if kind and text.strip():
            if says_something(text):
                yield Hidden(kind=kind, place=self._place)
            text.extract()
        elif carries_unseen(text):
            yield Hidden(kind=HiddenKind.CHARACTERS, place=self._place)


def is_apart(tag: Tag) -> bool:
    """Whether an element is for screen readers alone, or kept from them: part of its readers do not get it."""
    return tag.get("aria-hidden") == "true" or bool(_APART & set(tag.get_attribute_list("class")))


def hidden_kind(tag: Tag, style: Declarations) -> HiddenKind | None:
    """How an element is hidden with all that is in it; none when it is not."""
    if tag.has_attr("hidden") or "hidden" in tag.get_attribute_list("class"):
        return HiddenKind.NOT_SHOWN
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return HiddenKind.NOT_SHOWN
    if _number(style.get("opacity")) == 0 or "scale(0" in style.get("transform", "").replace(" ", ""):
        return HiddenKind.NOT_SHOWN
    if _NOTHING.search(style.get("clip", "")) or _NOTHING.search(style.get("clip-path", "")):
        return HiddenKind.NOT_SHOWN
    if style.get("overflow") in {"hidden", "clip"}:
        sizes = (style.get(name) for name in ("height", "max-height", "width", "max-width"))
        if any(size is not None and 0 <= pixels < 2 for size in sizes if (pixels := _pixels(size)) is not None):
            return HiddenKind.NOT_SHOWN
    return HiddenKind.OUTSIDE if _is_far_away(style) else None


def _is_far_away(style: Declarations) -> bool:
    moved = ("left", "top", "right", "bottom") if style.get("position") in {"absolute", "fixed", "relative"} else ()
    shifts = [_pixels(style.get(name)) for name in (*moved, "text-indent", "margin-left")]
    far = re.search(r"translate[xy]?\(\s*-(\d+)", style.get("transform", ""))
    return any(shift is not None and shift <= -_FAR for shift in shifts) or bool(far and int(far[1]) >= _FAR)


def set_inside(tag: Tag, style: Declarations, outside: Setting) -> Setting:
    """How the text inside an element is set."""
    setting = outside
    colour = style.get("color") or (str(tag.get("color") or "") if tag.name == "font" else "")
    if colour and colour != "inherit":
        # Clear text is what is behind it.
        setting = replace(setting, colour=setting.background if is_clear(colour) else css_colour(colour))
    background = style.get("background-color") or style.get("background") or str(tag.get("bgcolor") or "")
    if background and not is_clear(background) and background not in {"none", "inherit"}:
        setting = replace(setting, background=css_colour(background))
    if is_clear(colour):
        setting = replace(setting, colour=setting.background)
    size = _font_pixels(style, outside.pixels)
    return setting if size is None else replace(setting, pixels=size)


def hidden_by_setting(setting: Setting) -> HiddenKind | None:
    """How text that is set like this is hidden; none when it can be read."""
    if setting.pixels < _TINY:
        return HiddenKind.TINY
    alike = setting.colour and setting.background and looks_alike(setting.colour, setting.background)
    return HiddenKind.SAME_COLOUR if alike else None


def _font_pixels(style: Declarations, outside: float) -> float | None:
    written = style.get("font-size")
    if written is None and "font" in style:
        short = re.search(r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?:\s*/|\s)", style["font"])
        written = short[1] if short else None
    found = _LENGTH.fullmatch(written.strip()) if written else None
    if not found:
        return None
    number, unit = float(found[1]), found[2] or "px"
    return number * outside if unit == "em" else number / 100 * outside if unit == "%" else number * _PIXELS[unit]


def _pixels(length: str | None) -> float | None:
    found = _LENGTH.fullmatch(length.strip()) if length else None
    return float(found[1]) * _PIXELS[found[2] or "px"] if found else None


def _number(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text.strip()) if text else None
    return float(found[1]) if found else None


def _all_text(tag: Tag) -> str:
    return " ".join(str(text) for text in tag.find_all(string=True))
