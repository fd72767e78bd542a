"""As much of CSS as hides text: inline styles, and the rules of a page's own style elements."""

import re
from collections.abc import Iterable, Iterator

import soupsieve
from bs4 import BeautifulSoup, Tag

Declarations = dict[str, str]

_COMMENT = re.compile(r"/\*.{0,20000}?\*/", re.DOTALL)
_PLAIN = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<parts>(?:[.#][\w-]+)*)", re.IGNORECASE)
_TELLING = re.compile(
    r"(?:^|[;\s])(?:display|visibility|opacity|font|font-size|color|background|background-color|position|left|right|top"
    r"|margin-left|text-indent|clip|clip-path|height|max-height|width|max-width|overflow|transform)\s*:",
    re.IGNORECASE,
)
_SCREENS = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*", re.IGNORECASE)
_RULES = 2_000
_SEARCHES = 100  # rules whose selector needs the whole page to be searched


def declarations(style: str) -> Declarations:
    """The declarations of a style attribute or rule, the last of each name."""
    found: Declarations = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


class StyleRules:
    """What the style elements of a page say about its elements. Sheets in other files are not read."""

    def __init__(self, soup: BeautifulSoup, sheets: Iterable[str]) -> None:
        self._plain: list[tuple[re.Match[str], Declarations]] = []
        self._found: dict[int, Declarations] = {}
        searches = 0
        for selector, style in _rules("\n".join(sheets)):
            plain = _PLAIN.fullmatch(selector)
            if plain and selector:
                self._plain.append((plain, style))
            elif searches < _SEARCHES and ":" not in selector:
                searches += 1
                for tag in _select(soup, selector):
                    self._found.setdefault(id(tag), {}).update(style)

    def of(self, tag: Tag) -> Declarations:
        """The declarations that hold for an element, its own style last."""
        style: Declarations = {}
        for selector, declared in self._plain:
            if _is_meant(tag, selector):
                style |= declared
        return style | self._found.get(id(tag), {}) | declarations(str(tag.get("style") or ""))


def _rules(sheet: str) -> Iterator[tuple[str, Declarations]]:
    """The rules that could hide text, one selector each; those for print or for some widths only are skipped."""
    depth_skipped = count = 0
    opened: list[bool] = []
    prelude = ""
    for piece in re.split(r"([{}])", _COMMENT.sub(" ", sheet)):
        if piece == "{":
            at_rule = prelude.lstrip().startswith("@")
            skipped = at_rule and not _SCREENS.fullmatch(prelude.strip())
            opened.append(skipped)
            depth_skipped += skipped
        elif piece == "}":
            if opened:
                depth_skipped -= opened.pop()
        elif opened and not depth_skipped and _TELLING.search(piece) and not prelude.lstrip().startswith("@"):
            for selector in prelude.split(","):
                count += 1
                if count <= _RULES:
                    yield selector.strip(), declarations(piece)
        else:
            prelude = piece
    return


def _select(soup: BeautifulSoup, selector: str) -> list[Tag]:
    try:
        return list(soupsieve.select(selector, soup))
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        return []  # a browser skips what it cannot read, too


def _is_meant(tag: Tag, selector: re.Match[str]) -> bool:
    if selector["tag"] and selector["tag"].lower() != tag.name:
        return False
    classes = set(tag.get_attribute_list("class"))
    for part in re.findall(r"[.#][\w-]+", selector["parts"]):
        if part[1:] not in classes if part[0] == "." else part[1:] != tag.get("id"):
            return False
    return True
