"""An answer as JSON keeps to the contract in the design: these keys, these types, whatever the status."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Status
from bot.assistant import Assistant
from bot.settings import Settings
from knowledge.documents import Audience
from prompts.notices import notices
from tests.answering.conftest import MakeAssistant
from tests.answering.papers import QUESTIONS

STATUSES = {"answered", "partial", "not_found", "clarify", "signposted", "urgent", "declined", "unavailable"}


def is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def assert_keeps_the_contract(answer: Answer) -> dict[str, Any]:
    """Hold the answer's JSON to the contract; give it."""
    said: dict[str, Any] = json.loads(answer.model_dump_json())
    wanted = {
        "id",
        "question",
        "audience",
        "mode",
        "took_ms",
        "status",
        "statements",
        "citations",
        "conflicts",
    }
    assert said.keys() >= wanted | {"actions", "next_steps", "versions"}
    assert isinstance(said["id"], str)
    assert said["id"]
    assert isinstance(said["question"], str)
    assert said["audience"] in {"public", "partner"}
    assert said["mode"] in {"extractive", "generative"}
    assert isinstance(said["took_ms"], int | float)
    assert said["took_ms"] >= 0
    assert said["status"] in STATUSES
    assert {"library", "index", "prompts", "model"} <= said["versions"].keys()
    assert all(is_text_or_none(version) for version in said["versions"].values())
    numbers = {citation["number"] for citation in said["citations"]}
    for statement in said["statements"]:
        assert isinstance(statement["text"], str)
        assert set(statement["citations"]) <= numbers
    for citation in said["citations"]:
        assert_citation(citation)
    for conflict in said["conflicts"]:
        assert isinstance(conflict["about"], str)
        assert len(conflict["readings"]) > 1
        assert {reading["citation"] for reading in conflict["readings"]} <= numbers
    for action in said["actions"]:
        assert {"ref", "action", "owners", "due", "status", "citation"} <= action.keys()
        assert all({"role", "organisation"} <= owner.keys() for owner in action["owners"])
    for step in said["next_steps"]:
        assert isinstance(step["text"], str)
        assert is_text_or_none(step["contact"])
    return said


def assert_citation(citation: dict[str, Any]) -> None:
    document = citation["document"]
    assert {"id", "title", "status", "published", "audience"} <= document.keys()
    assert document["published"] is None or date.fromisoformat(document["published"])
    assert all(isinstance(citation[key], str) and citation[key] for key in ("locator", "quote", "url"))


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("question", [*QUESTIONS, "", "x" * 3000, "Jak mogę uzyskać plan dla mojego dziecka?"])
def test_every_answer_keeps_the_contract(assistant: Assistant, question: str, audience: Audience) -> None:
    said = assert_keeps_the_contract(assistant.ask(question, audience))
    assert said["audience"] == audience.value
    assert bool(said["statements"]) == (said["status"] in {"answered", "partial"})


def test_two_answers_differ_in_nothing_but_their_id_and_time(assistant: Assistant) -> None:
    one, other = (assistant.ask(QUESTIONS[0]) for _ in range(2))
    assert one.id != other.id
    same = {"id", "took_ms"}
    assert one.model_dump(exclude=same) == other.model_dump(exclude=same)


def test_the_library_and_the_index_that_answered_are_named(assistant: Assistant) -> None:
    versions = assistant.ask(QUESTIONS[0]).versions
    assert versions.index == "0001"
    assert versions.library
    assert versions.prompts
    assert versions.model is None


def no_index(folder: Path) -> Path:
    return folder / "nothing"


def broken_index(folder: Path) -> Path:
    (folder / "index").mkdir()
    (folder / "index" / "CURRENT").write_bytes(bytes(5))
    return folder


@pytest.mark.parametrize("make", [no_index, broken_index])
@pytest.mark.parametrize("question", ["Who oversees the strategy?", "Who won the football?"])
def test_without_a_whole_index_answers_are_unavailable_and_not_not_found(
    tmp_path: Path, make_assistant: MakeAssistant, make: Callable[[Path], Path], question: str
) -> None:
    answer = make_assistant(data=make(tmp_path)).ask(question)
    assert_keeps_the_contract(answer)
    assert answer.status is Status.UNAVAILABLE
    assert answer.notice
    assert answer.next_steps
    assert answer.statements == ()


def test_without_its_model_answers_are_unavailable_and_tell_nothing_of_the_machine(
    tmp_path: Path, make_assistant: MakeAssistant, settings: Settings
) -> None:
    assert settings.models
    for whole in settings.models.glob("*.onnx"):
        (tmp_path / whole.name).write_bytes(whole.read_bytes()[:10_000])
    answer = make_assistant(models=tmp_path).ask("Who oversees the strategy?")
    assert answer.status is Status.UNAVAILABLE
    assert str(tmp_path) not in answer.model_dump_json()


def test_a_question_in_another_language_is_told_that_only_english_is_read(assistant: Assistant) -> None:
    answer = assistant.ask("Wer ist verantwortlich für die Strategie der Kinder mit Behinderung?")
    assert answer.status is Status.CLARIFY
    assert answer.notice == notices().say("not_english")
