"""Folders in the shape of BEIR become libraries and questions, or say what is wrong with them."""

from pathlib import Path

import pytest

from evals.outside.beir import read_beir
from evals.outside.sets import OutsideError
from tests.evals.outside.made_up import write_beir


def test_every_item_becomes_a_document_and_every_judged_query_a_task(tmp_path: Path) -> None:
    read = read_beir(write_beir(tmp_path))
    laid = read.lay_out(tmp_path / "library")
    tasks = {task.id: task.case for task in read.tasks(laid)}
    assert set(laid.passages) == {"doc-a", "doc-b", "doc-c", "doc-d"}
    assert set(tasks) == {"harbour:1", "harbour:2", "harbour:3"}
    assert {laid.items()[id_] for id_ in tasks["harbour:1"].expected.passages} == {"doc-a", "doc-b"}
    assert tasks["harbour:2"].expected.refusal is False


def test_grades_are_kept_and_items_judged_irrelevant_are_not_right(tmp_path: Path) -> None:
    questions = {one.id: one.grades for one in read_beir(write_beir(tmp_path)).questions}
    assert questions["1"] == {"doc-b": 2, "doc-a": 1}
    assert questions["3"] == {"doc-d": 1}


def test_without_test_judgements_all_that_are_there_count(tmp_path: Path) -> None:
    home = write_beir(tmp_path)
    (home / "qrels" / "test.tsv").unlink()
    assert [one.id for one in read_beir(home).questions] == ["4"]


def test_an_item_relevant_but_not_in_the_corpus_is_known_and_never_found(tmp_path: Path) -> None:
    home = write_beir(tmp_path)
    (home / "qrels" / "test.tsv").write_text("2\tdoc-lost\t1\n2\tdoc-c\t1\n", encoding="utf-8")
    read = read_beir(home)
    laid = read.lay_out(tmp_path / "library")
    (task,) = read.tasks(laid)
    assert read.questions[0].grades == {"doc-lost": 1, "doc-c": 1}
    assert {laid.items()[id_] for id_ in task.case.expected.passages} == {"doc-c"}


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus.jsonl", "", r"corpus\.jsonl is empty"),
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\n{"_id": ', r"corpus\.jsonl, line 2: "),
        ("corpus.jsonl", '{"_id": "a"}\n', r"corpus\.jsonl, line 1: text: Field required"),
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\n' * 2, r"line 2: the id a was given before"),
        ("queries.jsonl", '{"_id": "1", "text": "b"}\n', r"queries\.jsonl lacks a query that is judged: 2, 3"),
        ("qrels/test.tsv", "1\tdoc-a\tvery\n2\tdoc-b\tvery\n", r"test\.tsv, line 2: "),
        ("qrels/test.tsv", "1\tdoc-a\n", r"test\.tsv, line"),
        ("qrels/test.tsv", "", "finds nothing relevant"),
    ],
)
def test_what_is_wrong_is_said_with_its_file_and_line(file: str, text: str, said: str, tmp_path: Path) -> None:
    home = write_beir(tmp_path)
    (home / file).write_text(text, encoding="utf-8")
    with pytest.raises(OutsideError, match=said):
        read_beir(home)


def test_a_folder_without_judgements_or_without_anything_is_named(tmp_path: Path) -> None:
    home = write_beir(tmp_path)
    for file in (home / "qrels").iterdir():
        file.unlink()
    with pytest.raises(OutsideError, match=r"qrels has no \.tsv file"):
        read_beir(home)
    with pytest.raises(OutsideError, match=r"corpus\.jsonl cannot be read"):
        read_beir(tmp_path / "nowhere")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    home = write_beir(tmp_path)
    (home / "queries.jsonl").write_bytes('{"_id": "1", "text": "café"}\n'.encode("latin-1"))
    with pytest.raises(OutsideError, match=r"queries\.jsonl cannot be read: it is not UTF-8"):
        read_beir(home)
