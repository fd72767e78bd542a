"""A bad file costs one plain line, never a crash, a hang or the memory of the machine."""

import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from knowledge.documents import Audience, Document, DocumentKind
from knowledge.errors import UnreadableDocument
from knowledge.readers import READERS, SUFFIXES, read_file
from knowledge.readers.limits import Limits
from knowledge.readers.passages import cut


def describe(path: Path) -> Document:
    """A register entry for a test file."""
    return Document(id="doc", file=path.name, title="T", kind=DocumentKind.REPORT, audience=Audience.PUBLIC)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SECONDS = 10  # of the processor; under coverage, late in the whole suite, the slowest takes twice its 2.3 s alone


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


def repacked(data: bytes, member: str, content: bytes) -> bytes:
    """An Office file with one of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
        if member not in old.namelist():
            new.writestr(member, content)
    return out.getvalue()


@pytest.fixture
def word() -> bytes:
    out = BytesIO()
    document = WordDocument()
    document.add_paragraph("1.1 Text.")
    document.save(out)
    return out.getvalue()


@pytest.fixture
def excel() -> bytes:
    out = BytesIO()
    book = Workbook()
    book.worksheets[0].append(["Name", "Place"])
    book.worksheets[0].append(["Hub", "Poole"])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_empty_file_is_told(suffix: str, tmp_path: Path) -> None:
    assert reason(put(tmp_path, f"a{suffix}", b"")).startswith("is empty")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_file_that_is_something_else_is_told(suffix: str, tmp_path: Path) -> None:
    assert "again" in reason(put(tmp_path, f"a{suffix}", bytes(range(256)) * 40))


def test_an_unknown_kind_of_file_is_told_with_the_kinds_that_can_be_read(tmp_path: Path) -> None:
    assert ".docx" in reason(put(tmp_path, "a.pptx", b"x"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "not there" in reason(tmp_path / "gone.txt")


def test_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    reason(tmp_path / "folder.txt")


def test_a_file_over_the_limit_is_told(tmp_path: Path) -> None:
    assert "larger than the limit" in reason(put(tmp_path, "a.txt", b"x" * 2000), Limits(file_bytes=1000))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_password_is_told(name: str, tmp_path: Path) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert "password protected" in reason(put(tmp_path, name, locked))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_the_old_office_format_is_told(name: str, tmp_path: Path) -> None:
    assert "old Office format" in reason(put(tmp_path, name, OLE))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_zip_bomb_is_not_unpacked(name: str, word: bytes, excel: bytes, tmp_path: Path) -> None:
    whole = word if name.endswith("docx") else excel
    bomb = repacked(whole, "media/picture.bin", b"\x00" * 60_000_000)
    path = put(tmp_path, name, bomb)
    tracemalloc.start()
    assert "unpacks" in reason(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_not_expanded(encoding: str, word: bytes, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><d>&l9;</d>'
    path = put(tmp_path, "a.docx", repacked(word, "word/document.xml", xml.encode(encoding)))
    assert "entities" in reason(path)


def test_xml_entities_in_a_sheet_are_not_expanded(excel: bytes, tmp_path: Path) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><worksheet/>'
    assert "entities" in reason(put(tmp_path, "a.xlsx", repacked(excel, "xl/worksheets/sheet1.xml", xml)))


def test_a_sheet_that_lies_about_its_size_is_read_for_what_it_holds(tmp_path: Path, excel: bytes) -> None:
    with zipfile.ZipFile(BytesIO(excel)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    lying = xml.replace('<dimension ref="A1:B2"', '<dimension ref="A1:XFD1048576"')
    assert lying != xml
    path = put(tmp_path, "a.xlsx", repacked(excel, "xl/worksheets/sheet1.xml", lying.encode()))
    start = time.monotonic()
    (block,) = read_file(path, path.name).blocks
    assert time.monotonic() - start < SECONDS
    assert block.table is not None
    assert len(block.table.rows) == 2


def test_a_cell_in_the_last_corner_of_a_sheet_does_not_hang(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "here", "there"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert "cells" in reason(path)


def test_a_merged_range_over_a_whole_sheet_does_not_hang(tmp_path: Path, excel: bytes) -> None:
    with zipfile.ZipFile(BytesIO(excel)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = repacked(excel, "xl/worksheets/sheet1.xml", xml.replace("</sheetData>", merged).encode())
    assert "cells" in reason(put(tmp_path, "a.xlsx", data))


def test_huge_spans_in_a_web_table_are_cut_to_the_table(tmp_path: Path) -> None:
    cell = '<td colspan="99999" rowspan="99999">x</td>'
    path = put(tmp_path, "a.html", f"<table>{f'<tr>{cell}</tr>' * 3}</table>".encode())
    start = time.monotonic()
    read_file(path, path.name)
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 50_000 + b"text"),
        ("deep-lists.html", b"<ul><li>" * 5_000 + b"text"),
        ("deep.md", b"> " * 20_000 + b"text"),
        ("deep-list.md", b"\n".join(b" " * 2 * depth + b"- x" for depth in range(500))),
        ("stars.md", b"**a **" * 20_000),
        ("stars.txt", b"**a **" * 50_000),
        ("brackets.txt", b"[" * 200_000),
        ("brackets.md", b"[" * 30_000),
        ("links.txt", b"[a](" * 100_000),
        ("labels.txt", b"A b c d e f g h " * 100_000 + b":"),
        ("numbers.txt", b"1.1.1.1." * 100_000),
        ("items.txt", b"\n".join(b"%d. Item" % (n % 100) for n in range(60_000))),
        ("one-line.txt", b"x" * 4_000_000),
        ("spaces.txt", b"a" + b" " * 4_000_000 + b"b"),
        ("quotes.csv", b'"' * 99_999),
        ("commas.csv", b"," * 140_000),
    ],
)
def test_a_hostile_text_is_read_or_refused_in_good_time(name: str, data: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, name, data)
    start = time.process_time()  # not the wall's: other work on the machine is no fault of the reader
    try:
        reading = read_file(path, name)
        cut(describe(path), reading)
    except UnreadableDocument:
        pass
    assert time.process_time() - start < SECONDS


def _cut_short(data: bytes) -> Iterator[bytes]:
    for share in (0.1, 0.5, 0.9, 0.99):
        yield data[: int(len(data) * share)]


def test_office_files_cut_short_are_told(word: bytes, excel: bytes, tmp_path: Path) -> None:
    for name, whole in (("a.docx", word), ("a.xlsx", excel)):
        for data in _cut_short(whole):
            assert "again" in reason(put(tmp_path, name, data))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(min_size=1, max_size=3000),
    start=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04"]),
    suffix=st.sampled_from(sorted(READERS)),
)
def test_random_bytes_are_read_or_refused_and_nothing_else(
    data: bytes, start: bytes, suffix: str, tmp_path: Path
) -> None:
    path = put(tmp_path, f"a{suffix}", start + data)
    try:
        cut(describe(path), read_file(path, path.name))
    except UnreadableDocument:
        return
