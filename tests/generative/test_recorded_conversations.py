"""Conversations that were recorded are replayed without a network, and hold nothing that they should not."""

import re
from pathlib import Path

import pytest
import yaml

from evals.cassettes import NOWHERE, REAL, SCRIPTED, cassette
from tests.generative.asking import LIMITS, made_model
from tests.generative.papers import DECIDES, QUESTION, YOU_APPLY
from tests.generative.recorded import CASSETTES, SCENES, Scene, compose

FILES = sorted(CASSETTES.glob("*.yaml"))
WANTED = {
    "streamed": [YOU_APPLY, DECIDES, "complete"],
    "structured": [f"clock en {QUESTION}"],
    "busy-429": ["down"],
    "broken-500": ["down"],
    "cut": [YOU_APPLY, "down"],
}
NEVER = {
    "a key": r"sk-[A-Za-z0-9_-]{8,}|bearer\s+\S{8,}",
    "a cookie": r"(?:set-)?cookie\b",
    "an organisation": r"openai-(?:organization|project)|\borg-[A-Za-z0-9]{8,}",
    "an authorisation": r"authorization|x-api-key",
    "an e-mail address": r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
    "a phone number": r"(?<!\d)0\d{3,4} ?\d{3} ?\d{3,4}(?!\d)",
    "where the machine is": r"/(?:home|root|work|Users|tmp)/",
    "who asked": r"x-forwarded|user-agent|x-stainless|cf-ray",
}


def scene(name: str) -> Scene:
    return next(one for one in SCENES if one.name == name)


@pytest.mark.parametrize("name", WANTED)
def test_a_recorded_conversation_is_replayed_where_nothing_listens(name: str, tmp_path: Path) -> None:
    played = scene(name)
    with cassette(played.file(SCRIPTED), SCRIPTED) as playing:
        said = played.play(made_model(NOWHERE, tmp_path))
        assert playing.all_played
    assert said.split("\n") == WANTED[name]


@pytest.mark.parametrize("file", [file for file in FILES if "openai" in file.name], ids=lambda file: file.name)
def test_what_the_real_service_said_is_replayed_too(file: Path, tmp_path: Path) -> None:
    with cassette(file, REAL) as playing:
        assert scene(file.name.split(".")[0]).play(made_model(NOWHERE, tmp_path))
        assert playing.all_played


def test_without_its_cassette_a_replay_fails(tmp_path: Path) -> None:
    assert compose(made_model(NOWHERE, tmp_path, LIMITS.model_copy(update={"retries": 0}))) == "down"


def test_a_changed_prompt_finds_no_answer_in_a_cassette(tmp_path: Path) -> None:
    with cassette(scene("streamed").file(SCRIPTED), SCRIPTED) as playing:
        assert compose(made_model(NOWHERE, tmp_path), QUESTION.replace("must", "may")) == "down"
        assert playing.play_count == 0


def test_another_host_finds_the_same_answer(tmp_path: Path) -> None:
    with cassette(scene("streamed").file(SCRIPTED), SCRIPTED):
        said = compose(made_model("http://another.invalid/v1", tmp_path))
    assert said.split("\n") == WANTED["streamed"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_cassette_says_where_it_was_recorded_and_its_name_does_too(file: Path) -> None:
    source = yaml.safe_load(file.read_text(encoding="utf-8"))["recorded-from"]
    assert file.read_text(encoding="utf-8").startswith(f"# recorded-from: {source}\n")
    assert {SCRIPTED: "local-scripted", REAL: "openai"}[source] == file.name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_cassette_holds_no_key_and_nothing_personal(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [what for what, pattern in NEVER.items() if re.search(pattern, text, re.IGNORECASE)] == []


def test_every_scene_has_its_cassette_and_every_cassette_its_scene() -> None:
    assert {one.file(SCRIPTED) for one in SCENES} <= set(FILES)
    assert {file.name.split(".")[0] for file in FILES} == {one.name for one in SCENES}
