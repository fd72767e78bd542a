"""A paper that becomes one for partners, or goes, is gone for the public with the ingest that says so."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents import Audience
from retrieval.embedding import Embedder, LocalEmbedder
from retrieval.generations import current_name, index_folder
from retrieval.index import Index
from retrieval.ingest import Ingest, ingest
from tests.leaks.held import TinyEmbedder, assistant_on, client_of, everything_sent

ROOT = Path(__file__).resolve().parents[2]
GUIDE = "# Guide\n\nThe Strategic Board oversees the strategy.\n\nFamilies can book short breaks online.\n"
PAPER = (
    "# The zqvexil closure plan\n\nThe zqvexil board oversees the strategy.\n\nThe zqmorrid unit closes in June 2025.\n"
)
WORDS = (b"zqvexil", b"zqmorrid")
QUESTIONS = ("Who oversees the strategy?", "When does the unit close?", "What does the plan say?")


class Home:
    """A library and its index, and what the public is sent."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.library = folder / "library"
        self.paths = Ingest(library=self.library, data=folder / "data")
        self.embedder = embedder
        (self.library / "partner").mkdir(parents=True)
        (self.library / "guide.md").write_text(GUIDE, encoding="utf-8")
        self.index = Index(self.paths.data, lambda: embedder)
        self.assistant = assistant_on(self.index)

    @property
    def public(self) -> Path:
        return self.library / "paper.md"

    @property
    def private(self) -> Path:
        return self.library / "partner" / "paper.md"

    def ingest(self) -> str:
        return ingest(self.paths, lambda: self.embedder, self.embedder.name).generation

    def sent(self) -> bytes:
        return everything_sent(client_of(self.assistant), QUESTIONS, list(QUESTIONS), ["guide", "paper"]).lower()

    def words_sent(self) -> list[bytes]:
        sent = self.sent()
        return [word for word in WORDS if word in sent]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, TinyEmbedder())


def test_a_paper_moved_to_the_partners_is_gone_for_the_public_at_once(home: Home) -> None:
    home.public.write_text(PAPER, encoding="utf-8")
    home.ingest()
    assert home.words_sent() == list(WORDS)
    home.public.rename(home.private)
    home.ingest()
    assert home.words_sent() == []
    assert home.assistant.source("paper", Audience.PARTNER) is not None
    folder = index_folder(home.paths.data) / current_name(home.paths.data) / "public"
    assert not [file.name for file in folder.rglob("*") if file.is_file() and b"zqvexil" in file.read_bytes().lower()]
    home.private.unlink()
    home.ingest()
    assert home.words_sent() == []
    assert home.assistant.source("paper", Audience.PARTNER) is None


def test_what_happens_to_a_partners_paper_shows_in_no_byte_and_no_version(home: Home) -> None:
    home.ingest()
    before = home.sent(), home.assistant.ask(QUESTIONS[0]).versions
    changes: list[Callable[[], object]] = [
        lambda: home.private.write_text(PAPER, encoding="utf-8"),
        lambda: home.private.write_text(PAPER + "\nMore of the zqvexil.\n", encoding="utf-8"),
        home.private.unlink,
    ]
    for generation, change in enumerate(changes, start=2):
        change()
        assert home.ingest() == f"{generation:04d}"
        assert (home.sent(), home.assistant.ask(QUESTIONS[0]).versions) == before


def test_while_a_paper_is_moved_no_question_begun_afterwards_shows_it(home: Home) -> None:
    home.public.write_text(PAPER, encoding="utf-8")
    home.ingest()
    moved, stop = threading.Event(), threading.Event()
    shown_afterwards: list[str] = []
    errors: list[Exception] = []
    asked = threading.Semaphore(0)

    def ask() -> None:
        while not stop.is_set():
            begun_after = moved.is_set()
            try:
                said = home.assistant.ask("Who oversees the strategy?").model_dump_json().lower()
            except Exception as error:
                errors.append(error)
                return
            if begun_after:
                asked.release()
                if "zqvexil" in said:
                    shown_afterwards.append(said)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    home.public.rename(home.private)
    home.ingest()
    moved.set()
    enough = all(asked.acquire(timeout=30) for _ in range(20))
    stop.set()
    for thread in threads:
        thread.join(30)
    assert enough
    assert (errors, shown_afterwards) == ([], [])


def test_with_the_real_embedder_too_what_partners_hold_changes_no_byte(tmp_path: Path) -> None:
    embedder = LocalEmbedder(Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models"))
    with_paper, without = Home(tmp_path / "with", embedder), Home(tmp_path / "without", embedder)
    with_paper.private.write_text(PAPER, encoding="utf-8")
    for one in (with_paper, without):
        one.ingest()
    assert with_paper.sent() == without.sent()
