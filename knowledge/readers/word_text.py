"""The text of a Word paragraph: links and insertions in, deleted text out; word_hidden has taken hidden runs out."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_BREAKS = {qn("w:br"), qn("w:cr")}
_LEFT_OUT = {
    *(
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pPr"),
        qn("w:rPr"),
        qn("w:instrText"),
        qn("w:drawing"),
        qn("w:pict"),
    ),
    *(qn("w:object"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"),
}
_DEPTH = 30


def text_of(element: Element, depth: int = 0) -> str:
    """Read the text below an element in order."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag in _BREAKS:
            parts.append("\n" if child.get(qn("w:type")) in (None, "textWrapping") else " ")
        elif tag == qn("w:tab"):
            parts.append("\t")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif tag in _LEFT_OUT or depth > _DEPTH:
            continue
        else:
            parts.append(text_of(child, depth + 1))
    return "".join(parts)
