"""Files in the shape of SQuAD become libraries and questions, or say what is wrong with them."""

from pathlib import Path
from typing import Any

import pytest

from evals.cases import SuiteName
from evals.libraries import is_here
from evals.outside.sets import OutsideError
from evals.outside.squad import read_squad
from tests.evals.outside.made_up import squad, write_squad


def test_every_paragraph_becomes_an_item_and_every_question_a_task(tmp_path: Path) -> None:
    read = read_squad(write_squad(tmp_path))
    laid = read.lay_out(tmp_path / "library")
    tasks = {task.id: task for task in read.tasks(laid)}
    assert [len(article.items) for article in read.articles] == [3, 2]
    assert len(tasks) == 10
    assert all(is_here(task.library) for task in tasks.values())


def test_the_right_passage_of_a_question_is_that_of_its_paragraph(tmp_path: Path) -> None:
    read = read_squad(write_squad(tmp_path))
    laid = read.lay_out(tmp_path / "library")
    tasks = {task.id: task.case for task in read.tasks(laid)}
    texts = {passage.id: passage.text for passages in laid.passages.values() for passage in passages}
    (right,) = tasks["harbour:q3"].expected.passages
    assert texts[right].startswith("The harbour master is Imogen Strake.")
    assert tasks["harbour:q3"].expected.facts == (("Imogen Strake",),)
    assert tasks["harbour:q3"].expected.refusal is False


def test_an_impossible_question_is_to_be_refused(tmp_path: Path) -> None:
    read = read_squad(write_squad(tmp_path))
    tasks = {task.id: task for task in read.tasks(read.lay_out(tmp_path / "library"))}
    assert tasks["harbour:q6"].suite is SuiteName.REFUSALS
    assert tasks["harbour:q6"].case.expected.refusal is True
    assert tasks["harbour:q6"].case.expected.passages == ()


def test_of_a_long_paragraph_only_the_part_with_the_answer_is_right(tmp_path: Path) -> None:
    told = squad()
    long = "The tide comes in and goes out again, and nobody in the town looks up. " * 40
    told["data"][0]["paragraphs"][1]["context"] = f"{long} Its name is the Pell tide. {long}"
    told["data"][0]["paragraphs"][1]["qas"] = [
        {"id": "long", "question": "What is it called?", "answers": [{"text": "the Pell tide"}]}
    ]
    read = read_squad(write_squad(tmp_path, told))
    laid = read.lay_out(tmp_path / "library")
    (right,) = next(task for task in read.tasks(laid) if task.id == "harbour:long").case.expected.passages
    assert len(laid.passages["0.1"]) > 2
    assert "-part-" in right


def test_a_sample_is_the_same_each_time_and_begins_a_larger_one(tmp_path: Path) -> None:
    file = write_squad(tmp_path)
    three, five = read_squad(file, 3), read_squad(file, 5)
    assert three.questions == five.questions[:3] == read_squad(file, 3).questions
    assert (three.questions_in_all, len(three.articles)) == (10, 2)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"data": []}, "holds no question"),
        ({"articles": []}, r"data: Field required"),
        ({"data": [{"title": "A", "paragraphs": [{"qas": []}]}]}, r"data\.0\.paragraphs\.0\.context: Field required"),
        (
            {"data": [{"title": "A", "paragraphs": [{"context": "B.", "qas": [{"id": "x", "question": "C?"}]}]}]},
            "question x has no answer",
        ),
    ],
)
def test_a_file_of_another_shape_is_named_with_what_is_wrong(told: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=said) as error:
        read_squad(write_squad(tmp_path, told))
    assert "harbour.json" in str(error.value)


def test_a_file_that_is_no_json_or_not_there_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"data": [', encoding="utf-8")
    with pytest.raises(OutsideError, match=r"broken\.json is not in the shape of SQuAD"):
        read_squad(broken)
    with pytest.raises(OutsideError, match="cannot be read"):
        read_squad(tmp_path / "nowhere.json")


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    told = squad()
    told["data"][1]["paragraphs"][0]["qas"][0]["id"] = "q1"
    with pytest.raises(OutsideError, match="two questions have the id q1"):
        read_squad(write_squad(tmp_path, told))
