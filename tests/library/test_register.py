"""The register: what is wrong with it is said in one line that names the file and the place."""

from pathlib import Path

import pytest

from knowledge.documents import Audience
from knowledge.errors import LibraryError
from knowledge.register import REGISTER_FILE, load_register

ENTRY = "- {id: a, file: a.md, title: A, kind: report, audience: public}\n"


def write_register(folder: Path, text: str) -> Path:
    (folder / REGISTER_FILE).write_text(text, encoding="utf-8")
    return folder


def complaint(library: Path) -> str:
    """What is said of the library's register, once it is seen that it is one line naming the file."""
    with pytest.raises(LibraryError) as caught:
        load_register(library)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(library / REGISTER_FILE))
    assert "try again." in line or "Give each its own." in line
    return line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "documents:\n- {id: a, file: a.md, title: A, kind: report, audience: public, colour: red}\n",
            "colour",
        ),
        (
            "documents:\n- {id: a, file: a.md, title: A, kind: report}\n",
            "documents.0.audience: Field required",
        ),
        (
            "documents:\n- {id: a, file: a.md, title: A, kind: report, audience: all}\n",
            "documents.0.audience",
        ),
        ("documents:\n- {id: A!, file: a.md, title: A, kind: report, audience: public}\n", "documents.0.id"),
        ("documents:\n- {id: a, file: a.md, title: A, kind: poem, audience: public}\n", "documents.0.kind"),
        ("default_audience: everyone\n", "default_audience"),
        ("documnets: []\n", "documnets"),
        ("- a\n", "the file as a whole"),
        ("just words\n", "the file as a whole"),
    ],
)
def test_a_wrong_entry_is_named_by_its_place(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(write_register(tmp_path, text))


@pytest.mark.parametrize(
    ("second", "field"),
    [
        ("- {id: a, file: b.md, title: B, kind: report, audience: public}\n", "id 'a'"),
        ("- {id: b, file: a.md, title: B, kind: report, audience: public}\n", "file 'a.md'"),
    ],
)
def test_two_entries_for_one_document_are_refused(tmp_path: Path, second: str, field: str) -> None:
    assert f"two entries have the {field}" in complaint(write_register(tmp_path, f"documents:\n{ENTRY}{second}"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"documents:\n{ENTRY}- [b\n", "line 4"),
        ("documents:\n  - id: a\n id: b\n", "line 3"),
        ("documents: !!python/object:os.system {}\n", "line 1"),
        ("documents:\n- {id: a, published: 2024-02-31}\n", "day is out of range"),
        ("documents: \x00", "special characters"),
    ],
)
def test_yaml_that_cannot_be_read_is_named_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(write_register(tmp_path, text))


def test_a_register_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / REGISTER_FILE).write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in complaint(tmp_path)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "documents: []\n"])
def test_an_empty_register_has_no_documents(tmp_path: Path, text: str) -> None:
    assert load_register(write_register(tmp_path, text)).documents == ()


def test_without_a_register_the_library_is_for_the_public(tmp_path: Path) -> None:
    register = load_register(tmp_path)
    assert (register.documents, register.default_audience) == ((), Audience.PUBLIC)
