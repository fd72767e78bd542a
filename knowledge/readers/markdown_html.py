"""The HTML inside a Markdown file: which elements are open, and whether what stands between them is seen."""

import re
from html.parser import HTMLParser

from bs4 import BeautifulSoup, Tag

from knowledge.readers.css import StyleRules
from knowledge.readers.hidden import HiddenKind, is_sentence_like, says_something
from knowledge.readers.html_elements import BLOCK_TAGS
from knowledge.readers.html_hidden import Setting, hidden_by_setting, hidden_kind, is_apart, set_inside

_STYLE = re.compile(r"<style[^>]{0,200}>(.{0,100000}?)</style", re.IGNORECASE | re.DOTALL)
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track"}
_UNREAD = {"script", "style", "template", "noscript", "head", "title", "textarea", "select", "iframe", "svg"}
_BREAKS = BLOCK_TAGS | {"br", "tr", "td", "th"}
_DEPTH = 200


class RawHtml(HTMLParser):
    """Follows the raw HTML of a file piece by piece; text of the file is shown through ``seen``."""

    def __init__(self, source: str) -> None:
        """Read the style rules of the whole file first: they hold before and after where they stand."""
        super().__init__(convert_charrefs=True)
        self._rules = StyleRules(BeautifulSoup("", "lxml"), _STYLE.findall(source))
        self._open: list[tuple[str, Setting, HiddenKind | None, bool]] = []
        self._shown: list[str] = []
        self.hidden: list[HiddenKind] = []

    def show(self, html: str) -> str:
        """Read a piece of HTML; give the text in it that is seen."""
        self._shown = []
        self.feed(html)
        if self.rawdata and not self.rawdata.startswith("<!--"):
            self.close()
        return "".join(self._shown)

    def seen(self, text: str) -> str:
        """The text as it is shown where it stands: itself, or nothing."""
        kind, is_read = self._kind()
        if kind and says_something(text):
            self.hidden.append(kind)
        return text if is_read and kind is None else ""

    def _kind(self) -> tuple[HiddenKind | None, bool]:
        kinds = [kind for _name, _setting, kind, _read in self._open if kind]
        setting = self._open[-1][1] if self._open else Setting()
        return (kinds[0] if kinds else hidden_by_setting(setting)), all(read for *_rest, read in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        if tag in _BREAKS:
            self._shown.append("\n")
        if tag in _VOID or len(self._open) >= _DEPTH:
            return
        element = Tag(name=tag, attrs={name: value or "" for name, value in attrs})
        element["class"] = str(element.get("class") or "").split()  # type: ignore[assignment]
        style = self._rules.of(element)
        outside = self._open[-1][1] if self._open else Setting()
        is_read = tag not in _UNREAD and not is_apart(element)
        self._open.append((tag, set_inside(element, style, outside), hidden_kind(element, style), is_read))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """HTML does not know elements that close themselves, save the void ones."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element closes, and with it what was left open inside."""
        if tag in _BREAKS:
            self._shown.append("\n")
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self._shown.append(self.seen(data))

    def handle_comment(self, data: str) -> None:
        """A comment is never shown."""
        if is_sentence_like(data):
            self.hidden.append(HiddenKind.COMMENT)
