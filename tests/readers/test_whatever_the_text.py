"""What holds for every text, however odd: nothing is invented, and every passage has a name of its own."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.documents import Audience, Document, DocumentKind, Passage
from knowledge.errors import UnreadableDocument
from knowledge.quotes import normalise
from knowledge.readers import read_file
from knowledge.readers.passages import cut


def describe(path: Path) -> Document:
    """A register entry for a test file."""
    return Document(id="doc", file=path.name, title="T", kind=DocumentKind.REPORT, audience=Audience.PUBLIC)


SAFE = re.compile(r"^[a-z0-9][a-z0-9.-]*$")
words = st.sampled_from(
    [
        "the",
        "board",
        "of",
        "Dorset",
        "meets.",
        "£4.6m",
        "and",
        "2.5",
        "million",
        "was",
        "Agreed,",
        "SEND:",
        "help!",
        "(see",
        "4.2)",
        "31.12.2024",
    ]
)
starts = st.sampled_from(
    ["", "1.1 ", "1.2. ", "- 1.3. ", "2. ", "- ", "a) ", "Author: ", "4. 3 ", "43 ", "\t", "2.1\n"]
)
lines = st.builds(lambda start, rest: start + " ".join(rest), starts, st.lists(words, min_size=1, max_size=25))
texts = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", "\n\n\n", "\n\x0c"])), min_size=1, max_size=25).map(
    lambda parts: "".join(line + end for line, end in parts)
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(text: str, folder: Path, suffix: str = ".txt") -> tuple[Passage, ...]:
    path = folder / f"a{suffix}"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        return cut(describe(path), read_file(path, path.name))
    except UnreadableDocument:
        return ()


@quick
@given(text=texts)
def test_every_line_of_a_passage_stands_in_the_text(text: str, tmp_path: Path) -> None:
    source = normalise(re.sub(r"\x0c", " ", text))
    for passage in read(text, tmp_path):
        for line in passage.text.split("\n"):
            assert normalise(line.removeprefix("• ")) in source


@quick
@given(text=texts)
def test_no_word_of_the_text_is_lost(text: str, tmp_path: Path) -> None:
    kept = " ".join(f"{passage.locator.label} {passage.text} {passage.headings}" for passage in read(text, tmp_path))
    for word in re.findall(r"[^\W\d_]{3,}", text):
        assert word in kept


@quick
@given(
    text=st.one_of(texts, st.text(min_size=1, max_size=400)),
    suffix=st.sampled_from([".txt", ".md", ".html", ".csv"]),
)
def test_ids_are_unique_and_safe_in_an_address(text: str, suffix: str, tmp_path: Path) -> None:
    passages = read(text, tmp_path, suffix)
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(SAFE.match(passage.anchor) for passage in passages)


@quick
@given(text=st.one_of(texts, st.text(min_size=1, max_size=400)))
def test_the_same_text_gives_the_same_passages(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == read(text, tmp_path)
