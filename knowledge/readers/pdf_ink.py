"""Draws a PDF page in memory, keeping for each letter what pdfplumber forgets: its ink, and what is drawn over it."""

from collections.abc import Iterator
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

# PDF 32000-1, 9.3.6: mode 3 neither fills nor strokes, mode 7 only clips.
_WITHOUT_INK = {3, 7}


class _Device(PDFPageAggregatorWithMarkedContent):
    """The device that pdfplumber draws on, remembering the letters that were drawn without ink."""

    _mode = 0

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.without_ink: set[int] = set()

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._mode = int(textstate.render) if isinstance(textstate.render, int | float) else 0
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **named: Any) -> float:
        advance: float = super().render_char(*args, **named)
        drawn = self.cur_item._objs
        if self._mode in _WITHOUT_INK and drawn:
            self.without_ink.add(id(drawn[-1]))
        return advance


class _Interpreter(PDFPageInterpreter):
    """Draws a page, noticing gradients, which pdfminer does not draw."""

    has_gradient = False

    def do_sh(self, name: object) -> None:
        self.has_gradient = True


class Drawing:
    """A page as it was drawn, object by object, in order."""

    def __init__(self, layout: LTPage, without_ink: set[int], has_gradient: bool) -> None:
        self.layout = layout
        self.has_gradient = has_gradient
        self._without_ink = without_ink

    def objects(self) -> Iterator[tuple[LTComponent, LTContainer[Any]]]:
        """Every object with what holds it, in the order of drawing."""
        todo: list[Iterator[tuple[LTComponent, LTContainer[Any]]]] = [_inside(self.layout)]
        while todo:
            one = next(todo[-1], None)
            if one is None:
                todo.pop()
            elif isinstance(one[0], LTContainer):
                todo.append(_inside(one[0]))
            else:
                yield one

    def has_ink(self, letter: LTChar) -> bool:
        """Whether a letter leaves a mark on the page."""
        return id(letter) not in self._without_ink


def _inside(holder: LTContainer[Any]) -> Iterator[tuple[LTComponent, LTContainer[Any]]]:
    return ((item, holder) for item in list(holder._objs))


def draw(page: Page) -> Drawing:
    """Draw a page once, for us and for pdfplumber, which takes what is drawn here for its own."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    interpreter = _Interpreter(page.pdf.rsrcmgr, device)
    interpreter.process_page(page.page_obj)
    layout = device.get_result()
    page._layout = layout
    return Drawing(layout, device.without_ink, interpreter.has_gradient)
