"""``signpost ingest`` and ``signpost doctor``: what they say of a library and its index, sound or hurt."""

import json
from pathlib import Path

from filelock import FileLock

from tests.command.home import DEFICIT, Home

GRANT = "# Elmshire grants\n\nThe sensory garden grant is worth £9,400.\n"


def test_a_second_ingest_says_that_nothing_has_changed(copied: Home) -> None:
    done = copied.run("ingest")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Nothing has changed")


def test_an_added_file_is_remembered_and_a_broken_one_named_each_time(copied: Home, tmp_path: Path) -> None:
    added = tmp_path / "grants.md"
    added.write_text(GRANT, encoding="utf-8")
    (copied.library / "scan.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    first = copied.run("ingest", str(added))
    again = copied.run("ingest")
    for done in (first, again):
        assert done.code == 1
        assert done.complained().startswith("scan.pdf: ")
    assert "Indexed 4 documents" in first.out
    assert again.out.startswith("Nothing has changed")
    (answer,) = copied.run("ask", "How much is the sensory garden grant worth?", "--json").answers
    assert "£9,400" in answer["statements"][0]["text"]
    looked = copied.run("doctor")
    assert looked.code == 1
    assert any(line.startswith("bad") and "scan.pdf" in line for line in looked.out.splitlines())


def test_a_path_that_is_not_there_is_named(copied: Home) -> None:
    done = copied.run("ingest", "/no/such/place")
    assert (done.code, done.out) == (1, "")
    assert "/no/such/place" in done.complained()


def test_a_missing_library_is_named(tmp_path: Path, models: Path) -> None:
    home = Home(tmp_path / "no-library", tmp_path / "data", models)
    done = home.run("ingest")
    assert (done.code, done.out) == (1, "")
    assert str(home.library) in done.complained()


def test_one_ingest_at_a_time(copied: Home) -> None:
    with FileLock(copied.data / "writing.lock"):
        done = copied.run("ingest")
    assert (done.code, done.out) == (1, "")
    assert "Another Signpost process" in done.complained()


def test_a_broken_index_is_said_to_be_and_ingest_repairs_it(copied: Home) -> None:
    index = copied.data / "index"
    for file in (index / (index / "CURRENT").read_text().strip() / "public").glob("*.*"):
        file.write_bytes(file.read_bytes()[:20])
    done = copied.run("ask", DEFICIT, "--json")
    (answer,) = done.answers
    assert (done.code, done.err, answer["status"], answer["statements"]) == (1, "", "unavailable", [])
    assert copied.run("ingest").code == 0
    (again,) = copied.run("ask", DEFICIT, "--json").answers
    assert again["status"] == "answered"


def test_a_batch_on_a_broken_index_answers_every_line_unavailable(copied: Home) -> None:
    (copied.data / "index" / "CURRENT").write_text("nonsense")
    lines = b"\n".join(json.dumps({"id": id_, "q": DEFICIT}).encode() for id_ in ("a", "b"))
    done = copied.run("ask", "--batch", "-", "--json", stdin=lines)
    assert done.code == 1
    assert [(answer["id"], answer["status"]) for answer in done.answers] == [
        ("a", "unavailable"),
        ("b", "unavailable"),
    ]


def test_the_doctor_notes_what_was_inferred(indexed: Home) -> None:
    done = indexed.run("doctor")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    (inferred,) = [line for line in lines if "transport.md" in line]
    assert inferred.startswith("note")
    assert "not in the register" in inferred
    assert "audience public" in inferred
    assert not any(line.startswith("bad") for line in lines)


def test_the_doctor_finds_no_index_and_makes_none(tmp_path: Path, indexed: Home) -> None:
    home = Home(indexed.library, tmp_path / "data", indexed.models)
    done = home.run("doctor")
    assert (done.code, done.err) == (1, "")
    assert any(line.startswith("bad") and "signpost ingest" in line for line in done.out.splitlines())
    assert not (home.data / "index").exists()
