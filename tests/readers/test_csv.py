"""A CSV file is read whatever program wrote it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents import DocumentKind, Passage

ReadPath = Callable[..., tuple[Passage, ...]]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"), ("|", "utf-8")]
)
def test_csv_is_read_whatever_its_delimiter_and_encoding(
    delimiter: str, encoding: str, tmp_path: Path, passages_in: ReadPath
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(delimiter.join(["Name", "Cost"]) + "\n" + delimiter.join(["Café", "£5"]) + "\n", encoding=encoding)
    (passage,) = passages_in(path, DocumentKind.DIRECTORY)
    assert passage.text == "Name: Café | Cost: £5"
