"""Looks into a PDF's streams before it is parsed: a few bytes can be made to unpack to gigabytes."""

import re
import zlib

from knowledge.errors import UnreadableDocument
from knowledge.readers.limits import Limits

_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_DICTIONARY = 2_000
_LAYERS = 3


def check_streams(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a file with a stream, other than an image, that unpacks past the limit."""
    total = 0
    for found in _STREAM.finditer(data):
        # Images are never unpacked by the reader, and a scan's are honestly large.
        start = max(data.rfind(b"obj", 0, found.start()), found.start() - _DICTIONARY, 0)
        if _IMAGE.search(data, start, found.start()):
            continue
        total += _unpacked_size(memoryview(data)[found.end() :], limits.pdf_stream_bytes)
        if total > limits.pdf_stream_bytes * 2:
            raise UnreadableDocument(
                name, "unpacks to far more than a document holds. Print it to a new PDF, and use that."
            )


def _unpacked_size(stream: memoryview, limit: int) -> int:
    """The size of a stream unpacked, looking through layers, and not past the limit."""
    largest = 0
    layer: bytes | memoryview = stream
    for _ in range(_LAYERS):
        if bytes(layer[:1]) != b"\x78":
            break
        try:
            layer = zlib.decompressobj().decompress(layer, limit + 1)
        except zlib.error:
            break
        largest = max(largest, len(layer))
        if largest > limit:
            return limit * 3
    return largest
