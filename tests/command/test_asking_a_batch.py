"""``signpost ask --batch``: one answer a line, in order, whatever the lines hold."""

import json
from pathlib import Path

import pytest

from tests.command.home import DEFICIT, Home, Run

SAVES = "What does closing the Thornbury annexe save?"
LINES = [
    json.dumps({"id": "first", "q": DEFICIT}),
    "",
    '{"id": "broken", ',
    json.dumps({"id": 7, "q": SAVES}),
    "   ",
    json.dumps({"id": 8, "q": SAVES, "audience": "partner", "history": [DEFICIT]}),
    '{"id": "half", "q": "What is \\ud800 the deficit?"}',
    json.dumps({"q": "no id"}),
    "[1, 2]",
    json.dumps({"id": True, "q": DEFICIT}),
    json.dumps({"id": "control", "q": "How \u0000big\u0007 is\u200b the\u202e deficit?"}),
    json.dumps({"id": "welsh", "q": "Pryd mae'r bwrdd yn cyfarfod nesaf yn y sir?"}),
    json.dumps({"id": "empty", "q": ""}),
    json.dumps({"id": "long", "q": "deficit " * 12_500}),
    json.dumps({"id": "king", "q": DEFICIT, "audience": "king"}),
    json.dumps({"id": "last", "q": "Who oversees the strategy?", "other": "is not minded"}, ensure_ascii=False),
]
BAD = [3, 7, 8, 9, 10, 15]  # by their numbers in the file
ANSWERED = ["first", 7, 8, "control", "welsh", "empty", "long", "last"]


@pytest.fixture(scope="module")
def batch(indexed: Home, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of a file with all of these lines, and with a byte order mark."""
    file = tmp_path_factory.mktemp("signpost-batch") / "questions.jsonl"
    file.write_text("\n".join(LINES), encoding="utf-8-sig")
    return indexed.run("ask", "--batch", str(file), "--json")


def test_order_and_ids_are_kept(batch: Run) -> None:
    assert [answer["id"] for answer in batch.answers] == ANSWERED


def test_each_bad_line_is_complained_of_by_number(batch: Run) -> None:
    assert batch.code == 1
    complaints = batch.err.splitlines()
    assert len(complaints) == len(BAD)
    for number, complaint in zip(BAD, complaints, strict=True):
        assert f"questions.jsonl, line {number}: " in complaint


@pytest.mark.parametrize(
    ("id_", "status"),
    [
        ("first", "answered"),
        (8, "answered"),
        ("control", "answered"),
        ("welsh", "clarify"),
        ("empty", "clarify"),
        ("long", "clarify"),
        ("last", "answered"),
    ],
)
def test_each_line_is_answered_for_itself(batch: Run, id_: str | int, status: str) -> None:
    (answer,) = [answer for answer in batch.answers if answer["id"] == id_]
    assert answer["status"] == status


def test_a_line_may_say_whose_documents_may_be_used(batch: Run) -> None:
    public, partner = (next(a for a in batch.answers if a["id"] == id_) for id_ in (7, 8))
    assert (public["audience"], partner["audience"]) == ("public", "partner")
    assert "400,000" in partner["statements"][0]["text"]
    assert "400,000" not in json.dumps(public)


def test_hidden_characters_are_out_of_what_is_printed(batch: Run) -> None:
    (answer,) = [answer for answer in batch.answers if answer["id"] == "control"]
    assert answer["question"] == DEFICIT


def test_standard_input_is_read_like_a_file(indexed: Home) -> None:
    lines = [{"id": 1, "q": DEFICIT}, {"id": 2, "q": SAVES}]
    text = "\ufeff" + "\r\n".join(json.dumps(line) for line in lines)
    done = indexed.run("ask", "--batch", "-", "--json", "--audience", "partner", stdin=text.encode())
    assert (done.code, done.err) == (0, "")
    assert [(answer["id"], answer["audience"]) for answer in done.answers] == [(1, "partner"), (2, "partner")]


def test_a_folder_is_no_batch(indexed: Home, tmp_path: Path) -> None:
    done = indexed.run("ask", "--batch", str(tmp_path), "--json")
    assert (done.code, done.out) == (2, "")
    assert str(tmp_path) in done.complained()
