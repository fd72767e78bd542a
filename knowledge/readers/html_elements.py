"""What the elements of a web page are: furniture or content, block or inline, and the text they show."""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

_FURNITURE = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "svg",
        "button",
        "select",
        "option",
        "iframe",
        "object",
    ),
    *("canvas", "audio", "video", "input", "textarea", "dialog", "head", "map", "math"),
}
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "menu", "menubar"}
BLOCK_TAGS = {
    *(
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "form",
    ),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "header",
        "footer",
        "aside",
    ),
    *("address", "details", "summary", "fieldset", "legend", "hr", "center", "hgroup", "menu"),
}
_SOURCE_SPACE = re.compile(r"\s+")
_DEPTH = 200


def source_text(text: str) -> str:
    """Text as the page shows it: line ends of the source are only spaces."""
    return _SOURCE_SPACE.sub(" ", text)


def is_furniture(tag: Tag) -> bool:
    """Say whether an element is there to get around the site, not to be read."""
    if tag.name in _FURNITURE or tag.get("role") in _FURNITURE_ROLES:
        return True
    if tag.name in ("header", "footer"):
        # The header of an article is content; that of the page is not.
        return tag.find_parent(["main", "article", "section"]) is None
    return "breadcrumbs" in tag.get_attribute_list("class")


def text_of(tag: Tag) -> str:
    """The visible text of an element, with its line breaks."""
    return "".join(_texts(tag, 0))


def _texts(tag: Tag, depth: int) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
                yield source_text(child)
        elif isinstance(child, Tag) and not is_furniture(child) and depth < _DEPTH:
            breaks = child.name == "br" or child.name in BLOCK_TAGS
            yield "\n" if breaks else ""
            yield from _texts(child, depth + 1)
            yield "\n" if breaks else ""
