"""Writes the items of a data set as a library, and finds out which passages each of them became.

Every article is a page of HTML, because there any text can be written so that it is read as it stands. Where an article
has several items, each stands under a heading of its own, which bounds it; its number keeps the anchors apart. The
library is then read as an ingest reads it, so that right passages are known by their true anchors, however an item
was cut.
"""

import html
import re
import shutil
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience, DocumentKind, Passage
from knowledge.register import REGISTER_FILE

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_HEADING = 40  # letters of a title in a heading: its number must survive in the anchor, which is cut at 60


class Item(BaseModel):
    """What the data set calls a paragraph or a document: what is found or not."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str


class Article(BaseModel):
    """Items that belong together under one title."""

    model_config = ConfigDict(frozen=True)

    title: str
    items: tuple[Item, ...]


class LaidOut(BaseModel):
    """A library made of a data set."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    passages: dict[str, tuple[Passage, ...]]

    def passages_with(self, item: str, answers: Sequence[str] = ()) -> tuple[str, ...]:
        """The passages of an item, ``document:anchor``; where it was cut in several, those that hold an answer."""
        parts = self.passages.get(item, ())
        holding = [part for part in parts if any(_plain(answer) in _plain(part.text) for answer in answers)]
        return tuple(part.id for part in holding or parts)

    def items(self) -> dict[str, str]:
        """Of each passage, the item that it comes from."""
        return {passage.id: item for item, passages in self.passages.items() for passage in passages}


def lay_out(articles: Sequence[Article], folder: Path) -> LaidOut:
    """Write the articles into ``folder``, emptied first, and read them back. Raises LibraryError."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    documents = []
    for number, article in enumerate(articles, 1):
        name = f"article-{number}"
        (folder / f"{name}.html").write_text(_page(article), encoding="utf-8")
        documents.append(
            {
                "id": name,
                "file": f"{name}.html",
                "title": _clean(article.title) or name,
                "kind": DocumentKind.PAGE.value,
                "audience": Audience.PUBLIC.value,
            }
        )
    register = yaml.safe_dump({"documents": documents}, allow_unicode=True)
    (folder / REGISTER_FILE).write_text(register, encoding="utf-8")
    return LaidOut(folder=folder, passages=_read_back(articles, folder))


def _page(article: Article) -> str:
    title = html.escape(_clean(article.title))
    parts = [f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>"]
    parts += [f"<h1>{title}</h1>"] if title else []
    for number, item in enumerate(article.items, 1):
        if len(article.items) > 1:
            parts.append(f"<h2>{html.escape(_heading(article, number))}</h2>")
        parts.append(f"<p>{html.escape(_clean(item.text) or _clean(article.title))}</p>")
    return "\n".join([*parts, "</body></html>", ""])


def _heading(article: Article, number: int) -> str:
    return f"{_clean(article.title)[:_HEADING].strip()} {number}".strip()


def _read_back(articles: Sequence[Article], folder: Path) -> dict[str, tuple[Passage, ...]]:
    item_under: dict[tuple[str, str | None], str] = {}
    for number, article in enumerate(articles, 1):
        alone = len(article.items) == 1
        for place, item in enumerate(article.items, 1):
            item_under[f"article-{number}", None if alone else _heading(article, place)] = item.id
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in read_corpus(folder, source_files(folder)).passages:
        heading = passage.headings[-1] if passage.headings else ""
        item_id = item_under.get((passage.document_id, heading), item_under.get((passage.document_id, None)))
        if item_id is not None:
            found[item_id].append(passage)
    return {item_id: tuple(passages) for item_id, passages in found.items()}


def _clean(text: str) -> str:
    return _SPACE.sub(" ", _NOT_TEXT.sub(" ", text)).strip()


def _plain(text: str) -> str:
    return _clean(text).casefold()
