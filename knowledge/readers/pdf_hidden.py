"""Takes out of a PDF page what a person who opens it does not see."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.page import Page

from knowledge.readers.colours import WHITE, looks_alike
from knowledge.readers.hidden import Hidden, HiddenKind, says_something
from knowledge.readers.pdf_fills import rgb
from knowledge.readers.pdf_ink import Drawing, draw
from knowledge.unseen import carries_unseen

_TINY = 2.0  # points
_MOST_BOXES = 2_000  # a map or a chart has more, and what is behind its letters is anyone's guess
_SLACK = 1.0
_SCAN_PICTURE = 0.5  # share of the page that a scan's picture covers at least
_SCAN_LETTERS = 0.1  # share of a scan's letters that have ink at most

_Box = tuple[float, float, float, float]


@dataclass
class HiddenOnPage:
    """What was taken from a page; ``is_scan`` when its words lie unseen behind a picture of them, and were kept."""

    hidden: list[Hidden] = field(default_factory=list)
    is_scan: bool = False


@dataclass(frozen=True)
class _Drawn:
    """A page's letters and what is drawn behind or over them, each with its place in the order of drawing."""

    letters: list[tuple[int, LTChar, LTContainer[LTComponent]]]
    boxes: NDArray[np.float64]
    order: NDArray[np.int64]
    colours: list[str | None]
    pictures: list[_Box]


def take_hidden(page: Page) -> HiddenOnPage:
    """Take the unseen letters out of a page before its text is read, and say what they were."""
    drawing = draw(page)
    drawn = _drawn(drawing)
    see_through = drawing.has_gradient or _blends(page)
    window = _window(page, drawing)
    kinds = [_kind(at, letter, drawing, drawn, window, see_through) for at, letter, _holder in drawn.letters]
    found = HiddenOnPage(is_scan=_is_scan(drawing, drawn, kinds))
    if found.is_scan:
        unseen = {HiddenKind.NO_INK, HiddenKind.COVERED}
        kinds = [
            None if kind in unseen and _is_in_picture(letter, drawn) else kind
            for kind, (_, letter, _) in zip(kinds, drawn.letters, strict=True)
        ]
    place = f"page {page.page_number}"
    for kind in dict.fromkeys(kind for kind in kinds if kind):
        text = "".join(
            letter.get_text() for one, (_, letter, _) in zip(kinds, drawn.letters, strict=True) if one is kind
        )
        if says_something(text):
            found.hidden.append(Hidden(kind=kind, place=place))
    gone = {id(letter) for kind, (_, letter, _) in zip(kinds, drawn.letters, strict=True) if kind}
    for holder in {id(holder): holder for _, letter, holder in drawn.letters if id(letter) in gone}.values():
        holder._objs = [item for item in holder._objs if id(item) not in gone]
    if carries_unseen("".join(letter.get_text() for _, letter, _ in drawn.letters)):
        found.hidden.append(Hidden(kind=HiddenKind.CHARACTERS, place=place))
    if _has_notes(page):
        found.hidden.append(Hidden(kind=HiddenKind.COMMENT, place=place))
    return found


def _drawn(drawing: Drawing) -> _Drawn:
    letters: list[tuple[int, LTChar, LTContainer[LTComponent]]] = []
    boxes: list[_Box] = []
    order: list[int] = []
    colours: list[str | None] = []
    pictures: list[_Box] = []
    for at, (item, holder) in enumerate(drawing.objects()):
        if isinstance(item, LTChar):
            letters.append((at, item, holder))
        elif isinstance(item, LTImage):
            pictures.append(item.bbox)
            if not _shows_through(item):
                boxes.append(item.bbox)
                order.append(at)
                colours.append(None)
        elif isinstance(item, LTCurve) and item.fill and len(boxes) < _MOST_BOXES:
            boxes.append(item.bbox)
            order.append(at)
            colours.append(rgb(item.non_stroking_color))
    return _Drawn(letters, np.array(boxes, dtype=float).reshape(-1, 4), np.array(order, dtype=int), colours, pictures)


def _shows_through(picture: LTImage) -> bool:
    return any(picture.stream.get(name) is not None for name in ("SMask", "Mask", "ImageMask"))


def _kind(
    at: int, letter: LTChar, drawing: Drawing, drawn: _Drawn, window: _Box, see_through: bool
) -> HiddenKind | None:
    across, up = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    if not (window[0] <= across <= window[2] and window[1] <= up <= window[3]):
        return HiddenKind.OUTSIDE
    if letter.size < _TINY:
        return HiddenKind.TINY
    if not drawing.has_ink(letter):
        return HiddenKind.NO_INK
    if see_through or len(drawn.boxes) >= _MOST_BOXES:
        return None
    under = _around(drawn, across, up, across, up)
    before, after = under[drawn.order[under] < at], under[drawn.order[under] > at]
    colour = rgb(letter.graphicstate.ncolor)
    behind = drawn.colours[int(before[-1])] if len(before) else WHITE
    if colour and behind and looks_alike(colour, behind):
        return HiddenKind.SAME_COLOUR
    return HiddenKind.COVERED if len(after) and len(_around(drawn, *letter.bbox, among=after)) else None


def _around(
    drawn: _Drawn, left: float, low: float, right: float, high: float, among: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """The boxes that hold a place whole, in the order of drawing."""
    boxes = drawn.boxes if among is None else drawn.boxes[among]
    inside = (
        (boxes[:, 0] <= left + _SLACK)
        & (boxes[:, 1] <= low + _SLACK)
        & (boxes[:, 2] >= right - _SLACK)
        & (boxes[:, 3] >= high - _SLACK)
    )
    rows: NDArray[np.int64] = np.flatnonzero(inside)
    return rows if among is None else among[rows]


def _window(page: Page, drawing: Drawing) -> _Box:
    """The part of the page that is shown: its crop box, where it has one that can be placed simply."""
    whole = drawing.layout.bbox
    media, crop = page.page_obj.mediabox, page.page_obj.cropbox
    if page.rotation or not crop or crop == media:
        return whole
    shifted = (crop[0] - media[0], crop[1] - media[1], crop[2] - media[0], crop[3] - media[1])
    return (max(shifted[0], 0), max(shifted[1], 0), min(shifted[2], whole[2]), min(shifted[3], whole[3]))


def _blends(page: Page) -> bool:
    """Whether anything on the page is drawn half transparent, so that what is drawn over a text may show it."""
    states = resolve1((resolve1(page.page_obj.resources) or {}).get("ExtGState")) or {}
    for state in (resolve1(each) or {} for each in states.values()):
        mode = str(resolve1(state.get("BM")) or "Normal")
        share = resolve1(state.get("ca", 1))
        if "Normal" not in mode or (isinstance(share, int | float) and share < 1):
            return True
    return False


def _is_scan(drawing: Drawing, drawn: _Drawn, kinds: Sequence[HiddenKind | None]) -> bool:
    """Whether a page is a picture whose words a program has recognised and put behind it, as scanners do."""
    inked = sum(kind is None for kind in kinds)
    if not drawn.letters or inked > _SCAN_LETTERS * len(drawn.letters):
        return False
    page = drawing.layout.width * drawing.layout.height
    covered = sum(max(box[2] - box[0], 0) * max(box[3] - box[1], 0) for box in drawn.pictures)
    return bool(page and covered >= _SCAN_PICTURE * page)


def _is_in_picture(letter: LTChar, drawn: _Drawn) -> bool:
    across, up = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    return any(box[0] <= across <= box[2] and box[1] <= up <= box[3] for box in drawn.pictures)


def _has_notes(page: Page) -> bool:
    """Whether somebody's comments are stuck on the page."""
    notes = resolve1(page.page_obj.attrs.get("Annots"))
    for note in notes if isinstance(notes, list) else []:
        entry = resolve1(note)
        said = resolve1(entry.get("Contents")) if isinstance(entry, dict) else None
        if isinstance(said, bytes) and says_something(decode_text(said)):
            return True
    return False
