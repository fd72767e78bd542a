"""A library is read whole: what its register says holds, the rest is inferred, a bad file spoils no other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.corpus import Corpus, read_corpus, source_files
from knowledge.documents import Audience, Document, DocumentKind
from knowledge.errors import LibraryError
from knowledge.register import REGISTER_FILE

Write = Callable[[str, str], Path]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def write(library: Path) -> Write:
    def in_library(name: str, text: str) -> Path:
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return in_library


def read(library: Path, *added: Path) -> Corpus:
    return read_corpus(library, source_files(library, added))


def only(corpus: Corpus) -> Document:
    (document,) = corpus.documents
    return document


def test_a_file_without_an_entry_is_described_by_what_it_says_of_itself(library: Path, write: Write) -> None:
    text = "# Cabinet report on transport\n\nDate of meeting: 17 December 2024\n\nThe bus runs.\n"
    write("2024_12 Transport (final).md", text)
    corpus = read(library)
    document = only(corpus)
    assert document.id == "2024-12-transport-final"
    assert document.title == "Cabinet report on transport"
    assert document.kind is DocumentKind.REPORT
    assert document.published == date(2024, 12, 17)
    assert document.audience is Audience.PUBLIC
    (note,) = corpus.notes
    assert "not in the register" in note
    assert "2024-12-17" in note


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SEND delivery plan", DocumentKind.DELIVERY_PLAN),
        ("Local area strategy", DocumentKind.STRATEGY),
        ("Directory of services", DocumentKind.DIRECTORY),
        ("How to appeal", DocumentKind.GUIDE),
        ("Briefing for members", DocumentKind.BRIEFING),
        ("Short breaks", DocumentKind.PAGE),
    ],
)
def test_the_kind_is_read_from_the_title(library: Path, write: Write, name: str, kind: DocumentKind) -> None:
    write("paper.md", f"# {name}\n\nSome text.\n")
    assert only(read(library)).kind is kind


@pytest.mark.parametrize(
    "mark",
    [
        "OFFICIAL-SENSITIVE",
        "Official Sensitive",
        "Not for publication",
        "Report Status: Part 2",
        "For partners only",
    ],
)
def test_a_paper_that_says_it_is_not_for_all_is_for_partners(library: Path, write: Write, mark: str) -> None:
    write("paper.md", f"# A paper\n\n{mark}\n\nSome text.\n")
    assert only(read(library)).audience is Audience.PARTNER


@pytest.mark.parametrize("folder", ["partner", "Partners", "OFFICERS", "2024/partner/plans"])
def test_a_paper_in_a_folder_for_partners_is_for_partners(library: Path, write: Write, folder: str) -> None:
    write(f"{folder}/paper.md", "# A paper\n\nSome text.\n")
    document = only(read(library))
    assert document.audience is Audience.PARTNER
    assert {passage.audience for passage in read(library).passages} == {Audience.PARTNER}


@pytest.mark.parametrize("what", ["the folder", "the file"])
def test_a_paper_added_from_a_folder_for_partners_is_for_partners(
    library: Path, write: Write, tmp_path: Path, what: str
) -> None:
    write("page.md", "# A page\n\nSome text.\n")
    paper = tmp_path / "partner" / "2025" / "paper.md"
    paper.parent.mkdir(parents=True)
    paper.write_text("# A paper\n\nA secret.\n", encoding="utf-8")
    documents = read(library, paper if what == "the file" else paper.parent).documents
    assert {document.id: document.audience.value for document in documents} == {
        "page": "public",
        "paper": "partner",
    }


def test_the_entry_holds_against_what_the_paper_says(library: Path, write: Write) -> None:
    write("a.md", "# A report\n\nOFFICIAL-SENSITIVE until 3 March 2025\n\nSome text.\n")
    write(REGISTER_FILE, "documents:\n- {id: open, file: a.md, title: Opened, kind: page, audience: public}\n")
    corpus = read(library)
    document = only(corpus)
    assert (document.id, document.title, document.audience) == ("open", "Opened", Audience.PUBLIC)
    assert corpus.notes == ()


def test_an_added_file_called_like_a_registered_one_is_another_document(
    library: Path, write: Write, tmp_path: Path
) -> None:
    write("a.md", "# A report\n\nThe board meets.\n")
    write(REGISTER_FILE, "documents:\n- {id: a, file: a.md, title: Ours, kind: page, audience: public}\n")
    other = tmp_path / "elsewhere" / "a.md"
    other.parent.mkdir()
    other.write_text("# Another report\n\nThe board never meets.\n", encoding="utf-8")
    corpus = read(library, other)
    assert {document.id: document.title for document in corpus.documents} == {
        "a": "Ours",
        "a-2": "Another report",
    }
    ids = [passage.id for passage in corpus.passages]
    assert len(ids) == len(set(ids))


def test_a_bad_file_is_reported_and_the_rest_is_read(library: Path, write: Write) -> None:
    write("good.md", "# Good\n\nThe board meets.\n")
    write("empty.md", "")
    write("program.exe", "MZ")
    (library / "report.docx").write_bytes(b"PK no longer a Word file")
    (library / "scan.pdf").write_bytes(b"%PDF-1.7 cut off")
    (library / "unreadable.txt").symlink_to("/proc/self/mem")
    corpus = read(library)
    assert [document.id for document in corpus.documents] == ["good"]
    bad = {problem.file for problem in corpus.problems}
    assert bad == {"empty.md", "program.exe", "report.docx", "scan.pdf", "unreadable.txt"}
    assert all("\n" not in str(problem) and problem.reason.endswith(".") for problem in corpus.problems)


def test_hidden_files_and_office_locks_are_no_documents(library: Path, write: Write) -> None:
    write("good.md", "# Good\n\nThe board meets.\n")
    for name in (".DS_Store", ".git/config.md", "~$good.docx"):
        write(name, "rubbish")
    assert read(library).problems == ()


def test_when_no_file_can_be_read_each_is_named(library: Path, write: Write) -> None:
    write("one.md", "")
    write("two.exe", "MZ")
    with pytest.raises(LibraryError, match=r"(?s)one\.md.*two\.exe"):
        read(library)


def test_an_entry_whose_file_is_gone_is_noted(library: Path, write: Write) -> None:
    write("good.md", "# Good\n\nThe board meets.\n")
    write(REGISTER_FILE, "documents:\n- {id: a, file: gone.md, title: Gone, kind: page, audience: public}\n")
    assert read(library).notes[0] == "gone.md: in the register, but the file is not in the library."
