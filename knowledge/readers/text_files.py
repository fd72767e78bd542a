"""Turns the bytes of a text file into text, whatever encoding it was saved in."""

import codecs

from charset_normalizer import from_bytes

from knowledge.errors import UnreadableDocument
from knowledge.readers.hidden import Hidden, HiddenKind
from knowledge.readers.limits import Limits, check_characters, check_size
from knowledge.unseen import carries_unseen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_ODD_SHARE = 0.1


def decode(data: bytes, name: str, limits: Limits) -> str:
    """Decode a text file: its own byte-order mark first, then UTF-8, then the likeliest encoding."""
    check_size(name, len(data), limits.text_bytes)
    text = _decode_marked(data) or _decode_guessed(data)
    if text is None or _looks_binary(text):
        raise UnreadableDocument(name, "is not a text file, whatever its name says. Save it again as plain text.")
    check_characters(name, len(text), limits)
    if not text.strip():
        raise UnreadableDocument(name, "has no text in it. Check the file, or take it out of the library.")
    return text


def hidden_characters(text: str) -> tuple[Hidden, ...]:
    """The lines of a text in which unseen characters carry something."""
    if not carries_unseen(text):
        return ()
    numbered = enumerate(text.splitlines(), start=1)
    found = [number for number, line in numbered if carries_unseen(line)]
    return tuple(Hidden(kind=HiddenKind.CHARACTERS, place=f"line {number}") for number in found)


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return None


def _decode_guessed(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Windows first: nearly every office file that is not UTF-8 is, and a short text misleads a guess.
    try:
        windows = data.decode("cp1252")
    except UnicodeDecodeError:
        windows = None
    if windows is not None and not _looks_binary(windows):
        return windows
    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding, errors="replace") if best else None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(1 for letter in sample if letter == "\ufffd" or (letter < " " and letter not in "\t\n\r\f\v"))
    return odd > _ODD_SHARE * len(sample)
