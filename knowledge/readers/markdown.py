"""Reads Markdown, with tables."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.readers.blocks import Block, BlockKind, Cell, Reading, Table
from knowledge.readers.hidden import Hidden, HiddenKind, is_sentence_like
from knowledge.readers.limits import Limits
from knowledge.readers.list_marks import BULLET
from knowledge.readers.markdown_html import RawHtml
from knowledge.readers.text_files import decode, hidden_characters
from knowledge.readers.tidy import tidy, tidy_lines
from knowledge.readers.titles import guess_title

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.{1,300}?)[\"']?[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,100})\]:\s*\S")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NESTING = 20


def read_markdown(data: bytes, name: str, limits: Limits) -> Reading:
    """Read a Markdown file."""
    text = decode(data, name, limits).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    title = None
    front = _FRONT.match(text)
    if front:
        named = _TITLE.search(front.group(1))
        title = tidy(named.group(1)) if named else None
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    # Only the words of a link are kept, so one that goes nowhere good is read as a link too, not shown as source.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    environment: dict[str, Any] = {}
    text, notes = _without_unused_notes(text)
    tokens = parser.parse(text, environment)
    walk = _Walk(RawHtml(text))
    blocks = walk.walk(tokens)
    hidden = (*notes, *walk.hidden, *_in_references(environment), *hidden_characters(text))
    return Reading(blocks=tuple(blocks), title=title or guess_title(blocks), hidden=hidden)


def _without_unused_notes(text: str) -> tuple[str, list[Hidden]]:
    """Without the footnotes that nothing points to, which no page shows; their lines stay, empty."""
    hidden: list[Hidden] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        note = _FOOTNOTE.match(line)
        if note and text.count(f"[^{note[1]}]") == 1:
            lines[number] = ""
            hidden.append(Hidden(kind=HiddenKind.COMMENT, place=f"footnote [^{note[1][:40]}]"))
    return "\n".join(lines), hidden


def _in_references(environment: dict[str, Any]) -> list[Hidden]:
    """Definitions of links can carry a title that no page shows: people keep comments in them."""
    references: dict[str, dict[str, str]] = environment.get("references", {})
    return [
        Hidden(kind=HiddenKind.COMMENT, place=f"link [{label.lower()[:40]}]")
        for label, reference in references.items()
        if is_sentence_like(reference.get("title", ""))
    ]


class _Walk:
    """Walks the flat list of tokens, remembering which lists and items it is inside."""

    def __init__(self, raw: RawHtml) -> None:
        self._raw = raw
        self._line = 1
        self.hidden: list[Hidden] = []
        self._blocks: list[Block] = []
        self._lists: list[int | None] = []
        self._marker: str | None = None
        self._in_item = 0
        self._tables = 0

    def walk(self, tokens: list[Token]) -> list[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            self._line = token.map[0] + 1 if token.map else self._line
            if token.type == "table_open":
                end = next(at for at in range(index, len(tokens)) if tokens[at].type == "table_close")
                self._table(tokens[index:end])
                index = end
            elif token.type == "heading_open":
                level = int(token.tag[1:])
                self._add(BlockKind.HEADING, self._inline(tokens[index + 1]), level)
                index += 1
            else:
                self._token(token)
            index += 1
        return self._blocks

    def _token(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            start = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None
            self._lists.append(start)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._in_item += 1
            self._marker = f"{token.info}{token.markup}" if self._lists[-1] is not None else BULLET
        elif token.type == "list_item_close":
            self._in_item -= 1
            self._marker = None
        elif token.type == "inline":
            self._text(self._inline(token))
        elif token.type in ("code_block", "fence"):
            self._text(self._seen(tidy_lines(token.content)))
        elif token.type == "html_block":
            self._text(tidy_lines(self._html(token.content)).strip())

    def _text(self, text: str) -> None:
        if not text.strip():
            return
        if self._marker is not None:
            depth = len(self._lists) - 1
            self._blocks.append(Block(kind=BlockKind.LIST_ITEM, text=text, level=depth, marker=self._marker))
            self._marker = None
        elif self._in_item and self._blocks and self._blocks[-1].kind is BlockKind.LIST_ITEM:
            # A second paragraph of the same item belongs to it.
            last = self._blocks[-1]
            self._blocks[-1] = last.model_copy(update={"text": f"{last.text} {text}"})
        else:
            self._add(BlockKind.PARAGRAPH, text, 0)

    def _add(self, kind: BlockKind, text: str, level: int) -> None:
        if text.strip():
            self._blocks.append(Block(kind=kind, text=text, level=level))

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[Cell]] = []
        header_rows = 0
        for index, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(Cell(text=self._inline(tokens[index + 1])))
            elif token.type == "thead_close":
                header_rows = len(rows)
        # Markdown cannot leave a header out, only leave it empty.
        if header_rows and not any(cell.text for cell in rows[0]):
            rows, header_rows = rows[1:], 0
        self._tables += 1
        table = Table(name=f"table {self._tables}", rows=tuple(tuple(row) for row in rows), header_rows=header_rows)
        self._blocks.append(Block(kind=BlockKind.TABLE, table=table))

    def _inline(self, token: Token) -> str:
        parts: list[str] = []
        for child in token.children or []:
            if child.type in ("text", "code_inline", "text_special") or child.type == "image":
                parts.append(self._seen(child.content))
            elif child.type in ("softbreak", "hardbreak"):
                parts.append("\n")
            elif child.type == "html_inline":
                parts.append("\n" if _BREAK.match(child.content) else self._html(child.content))
        return tidy_lines("".join(parts))

    def _seen(self, text: str) -> str:
        shown = self._raw.seen(text)
        self._note()
        return shown

    def _html(self, html: str) -> str:
        shown = self._raw.show(html)
        self._note()
        return shown

    def _note(self) -> None:
        self.hidden += [Hidden(kind=kind, place=f"line {self._line}") for kind in self._raw.hidden]
        self._raw.hidden.clear()
