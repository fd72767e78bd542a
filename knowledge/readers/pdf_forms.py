"""Counts how often a PDF page draws its forms: forms in forms can make a small page endless to draw."""

import re
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page

_DRAWN = re.compile(rb"/([^\s/\[\]<>()]{1,100})\s+Do\b")
_DEPTH = 12
ENDLESS = 10**9


def forms_drawn(page: Page) -> int:
    """How many forms are drawn in all for a page; ENDLESS when they are nested past all sense."""
    known: dict[int, int] = {}
    contents = resolve1(page.page_obj.attrs.get("Contents"))
    streams = [resolve1(part) for part in contents] if isinstance(contents, list) else [contents]
    data = b"\n".join(part.get_data() for part in streams if isinstance(part, PDFStream))
    return _drawn(data, page.page_obj.resources, known, 0)


def _drawn(data: bytes, resources: Any, known: dict[int, int], depth: int) -> int:
    if depth > _DEPTH:
        return ENDLESS
    forms = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    total = 0
    for name in _DRAWN.findall(data):
        form = resolve1(forms.get(name.decode("latin-1")))
        if not isinstance(form, PDFStream) or "Form" not in str(form.get("Subtype")):
            continue
        key = id(form)
        if key not in known:
            inner = form.get("Resources") or resources
            known[key] = 1 + _drawn(form.get_data(), inner, known, depth + 1)
        total += known[key]
    return total
