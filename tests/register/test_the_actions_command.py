"""``signpost actions`` lists what its filters ask for, for people, programs and spreadsheets."""

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from pydantic import TypeAdapter
from typer.testing import CliRunner, Result

from bot.cli.actions import actions
from knowledge.actions import Action
from knowledge.corpus import Corpus
from knowledge.documents import Audience, Document, Passage
from retrieval.generations import Manifest

app = typer.Typer()
app.command("actions")(actions)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """An index of the texts alone: the command opens nothing else."""
    folder = tmp_path_factory.mktemp("data")
    ring = folder / "index" / "0001" / "public"
    ring.mkdir(parents=True)
    for name, kind, values in (
        ("documents", Document, corpus.documents),
        ("passages", Passage, corpus.passages),
        ("actions", Action, corpus.actions),
    ):
        (ring / f"{name}.json").write_bytes(TypeAdapter(tuple[kind, ...]).dump_json(values))  # type: ignore[valid-type]
    (ring / "sentences.json").write_text(json.dumps([[] for _ in corpus.passages]))
    manifest = Manifest(
        generation="0001",
        made="2026-01-15T00:00:00Z",
        fingerprint="",
        library="",
        embedder="",
        passages={Audience.PUBLIC: len(corpus.passages)},
        files={},
    )
    (ring.parent / "manifest.json").write_text(manifest.model_dump_json())
    (folder / "index" / "CURRENT").write_text("0001\n")
    return folder


def run(data: Path, *options: str) -> Result:
    return CliRunner().invoke(app, list(options), env={"SIGNPOST_DATA": str(data)}, standalone_mode=False)


def refs(result: Result) -> list[str]:
    return [row["ref"] for row in json.loads(result.stdout)["rows"]]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--owner", "NHS D", "--due-by", "March 2026"], ["EI-01", "EI-02", "IN-02"]),
        (["--late", "2026-01-15"], ["EI-02"]),
        (["--status", "amber"], ["IN-01", "IN-02"]),
        (["--status", "not_started", "--status", "complete"], ["SU-01", "SU-02"]),
        (["--without-owner"], ["SU-01"]),
        (["--without-date"], ["SU-01"]),
        (["--joint"], ["IN-02"]),
        (["--ref", "ei-02", "--plan", "plan-2024"], ["EI-02"]),
        (["--text", "travel"], ["IN-02"]),
        (["--due-after", "2026-03-31"], ["IN-01"]),
        (["--owner", "Ofsted"], []),
    ],
)
def test_each_filter_gives_its_rows(data: Path, options: list[str], wanted: list[str]) -> None:
    assert refs(run(data, *options, "--json")) == wanted


def test_late_alone_means_today(data: Path) -> None:
    result = run(data, "--late", "--json")
    assert "EI-02" in refs(result)
    assert "late on" in json.loads(result.stdout)["understood"]


def test_a_row_as_json_says_all_that_is_known(data: Path) -> None:
    row = json.loads(run(data, "--ref", "EI-02", "--json").stdout)["rows"][0]
    assert row["owners"][0]["role"] == "Designated Clinical Officer"
    assert row["due"]["latest"] == "2025-12-31"
    assert row["url"].endswith("/sources/plan-2025?passage=row-3#row-3")
    assert row["illustrative"] is False


def test_csv_has_a_line_for_each_row(data: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(run(data, "--csv").stdout)))
    assert [line["ref"] for line in lines] == ["EI-01", "EI-02", "IN-01", "IN-02", "SU-01", "SU-02", "SU-03"]


def test_two_plans_are_compared(data: Path) -> None:
    changes = json.loads(run(data, "--compare", "plan-2024", "plan-2025", "--json").stdout)["changes"]
    assert {"slipped", "added", "dropped", "owners_changed"} <= {change["kind"] for change in changes}


@pytest.mark.parametrize(
    "options", [["2026-01-01"], ["--status", "purple"], ["--due-by", "soon"], ["--plan", "none"], ["--json", "--csv"]]
)
def test_what_makes_no_sense_is_said(data: Path, options: list[str]) -> None:
    assert isinstance(run(data, *options).exception, typer.BadParameter)
