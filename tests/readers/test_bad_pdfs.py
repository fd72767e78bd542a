"""A PDF that is locked, scanned or made to harm costs one plain line."""

import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge.errors import UnreadableDocument
from knowledge.readers import read_file
from knowledge.readers.limits import Limits

SECONDS = 5


def reason(path: Path, limits: Limits | None = None) -> str:
    """Why a file cannot be read, checked to be one line and quick in coming."""
    start = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        read_file(path, path.name, limits)
    assert time.monotonic() - start < SECONDS
    assert caught.value.file == path.name
    assert "\n" not in caught.value.reason
    return caught.value.reason


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(60, 700, "Text")
    canvas.save()
    assert "password protected" in reason(path)


def test_a_scanned_pdf_is_told(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawImage(ImageReader(Image.new("RGB", (200, 200), "grey")), 0, 0, 500, 700)
    canvas.save()
    told = reason(path)
    assert "no text layer; it looks scanned" in told
    assert "OCR" in told


def test_a_pdf_of_too_many_pages_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for _ in range(5):
        canvas.drawString(60, 700, "Text")
        canvas.showPage()
    canvas.save()
    assert "more than 3 pages" in reason(path, Limits(pdf_pages=3))


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_stream_that_unpacks_without_end_is_refused(layers: int, tmp_path: Path) -> None:
    packed = b"0" * 80_000_000
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode " * layers
    stream = b"4 0 obj<</Length %d/Filter[%s]>>stream\n%s\nendstream endobj\n" % (
        len(packed),
        filters,
        packed,
    )
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    tree = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    data = b"%PDF-1.4\n" + tree + page + stream + b"trailer<</Root 1 0 R>>\n%%EOF"
    assert "unpacks" in reason(put(tmp_path, "a.pdf", data))


def _form(number: int, drawn: bytes) -> bytes:
    head = b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
    return head % (number, number + 1, len(drawn)) + b"stream\n" + drawn + b"\nendstream endobj\n"


@pytest.mark.parametrize("levels", [8, 30])
def test_pdf_forms_that_draw_each_other_without_end_are_refused(levels: int, tmp_path: Path) -> None:
    tree = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources 9 0 R>>endobj\n"
    resources = b"9 0 obj<</XObject<</X 10 0 R>>>>endobj\n4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n"
    forms = b"".join(_form(10 + level, b"/X Do " * 10) for level in range(levels))
    data = b"%PDF-1.4\n" + tree + page + resources + forms + b"trailer<</Root 1 0 R>>\n%%EOF"
    assert "more on page 1" in reason(put(tmp_path, "a.pdf", data))
