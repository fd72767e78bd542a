"""Folds what looks alike together, so that a rule about wording is not fooled by how the letters are written."""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from knowledge.unseen import without_unseen

# Cyrillic and Greek letters that are drawn like Latin ones, from Unicode's confusables (UTS 39), small letters as well.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυι",
    "ABESIJKMHOPCTYXaesijopcyxdqwhlABEZHIKMNOPTYXavopui",
)
_MIXED = re.compile(r"[^\W\d_]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_FIGURES = str.maketrans("013457@$", "oieastas")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"\b(?:[0-9a-fA-F]{2}){8,}\b")
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_BINARY = re.compile(r"(?:[01]{8}\s*){4,}")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}){4,}")


def plain_letters(text: str) -> str:
    """Letters and digits without their decoration: 𝐀 and Ａ as A, and Latin-looking letters of other scripts as Latin.

    The letters of other scripts are left alone in a text that has more of them than of Latin.
    """
    undressed = "".join(_undressed(character) for character in text)
    letters = _MIXED.findall(undressed)
    latin = sum("LATIN" in unicodedata.name(one, "") for word in letters for one in word)
    if 2 * latin < sum(map(len, letters)):
        return undressed
    return _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), undressed)


def _undressed(character: str) -> str:
    if character.isascii() or unicodedata.category(character) not in {"Lu", "Ll", "Lo", "Nd", "So"}:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and plain.isalnum() else character


def folded(text: str) -> str:
    """A text ready to be searched by rules: nothing unseen, plain letters and quotes."""
    return plain_letters(without_unseen(text)).translate(_QUOTES)


def decodings(text: str) -> Iterator[str]:
    """What a text may say in other writings: figures for letters, backwards, rot13, base64, hexadecimal and so on."""
    yield text.translate(_FIGURES)
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    if _PERCENT.search(text):
        yield unquote(text, errors="replace")
    if "&#" in text:
        yield html.unescape(text)
    if _ESCAPED.search(text):
        yield _ESCAPED.sub(lambda found: chr(int(found[0][2:], 16)), text)
    for found in _BINARY.findall(text):
        yield bytes(int(byte, 2) for byte in re.findall("[01]{8}", found)).decode("utf-8", errors="replace")
    for found in _BASE64.findall(text):
        yield from _decoded(found)
    for found in _HEX.findall(text):
        yield bytes.fromhex(found).decode("utf-8", errors="replace")


def _decoded(text: str) -> Iterator[str]:
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    try:
        plain = base64.b64decode(padded, altchars=b"-_" if set("-_") & set(text) else None).decode("utf-8")
    except (binascii.Error, ValueError):
        return
    if plain.isprintable():
        yield plain
