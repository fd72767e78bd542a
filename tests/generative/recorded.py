"""Conversations with a model service, recorded once and replayed without a network.

    python -m tests.generative.recorded

records afresh: every scene from the local scripted service; with OPENAI_API_KEY set also the scenes that the real
service can play, in files of their own. A cassette holds no key, cookie or organisation, and is found by what was asked:
method, path and body, so that a changed prompt finds none.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vcr
import yaml
from vcr.request import Request

from bot.generative.compose import Composed, compose_with_model
from bot.generative.reading import read_with_model
from bot.model.budget import TokenBudget
from bot.model.errors import ModelFailed
from bot.model.model import LanguageModel
from knowledge.documents import Audience, Document, DocumentKind, Locator, LocatorKind, Passage
from retrieval.search import Found
from tests.generative.asking import LIMITS, TODAY, Reply, Script, chat, made_model, replies, writes
from tests.generative.model_server import answer, model_server, reading
from tests.generative.papers import APPLY, DECIDES, QUESTION, YOU_APPLY

CASSETTES = Path(__file__).parent / "cassettes"
SCRIPTED, REAL = "local scripted server", "api.openai.com"
NOWHERE = "http://127.0.0.1:9/v1"  # nothing listens there, so a replay that leaves its cassette fails
PATIENT = LIMITS.model_copy(update={"answer_seconds": 30.0, "first_token_seconds": 20.0})
_KEPT_HEADERS = {"content-type", "retry-after"}
_REAL_MODEL = "gpt-4.1-mini"


@dataclass(frozen=True)
class Scene:
    """What is asked of the model, and what the scripted service does; ``is_real``: the real one can play it too."""

    name: str
    play: Callable[[LanguageModel], str]
    script: Script
    is_real: bool = False

    def file(self, source: str) -> Path:
        """Its cassette, whose name says where it was recorded."""
        return CASSETTES / f"{self.name}.{'local-scripted' if source == SCRIPTED else 'openai'}.yaml"


def evidence() -> list[Found]:
    """One passage to answer from."""
    document = Document(
        id="transport", file="transport.md", title="School transport guide", kind=DocumentKind.GUIDE,
        audience=Audience.PUBLIC,
    )  # fmt: skip
    passage = Passage(
        id="transport:apply", document_id="transport", audience=Audience.PUBLIC, text=f"{APPLY} {DECIDES}",
        locator=Locator(kind=LocatorKind.HEADING, label="School transport guide"),
    )  # fmt: skip
    made = {"row": 0, "fused": 1.0, "likeness": 1.0, "words": 1.0, "sentences": (), "sentence_likeness": ()}
    return [Found.model_validate({**made, "passage": passage, "document": document})]


def compose(model: LanguageModel, question: str = QUESTION) -> str:
    """What is composed, told in a line a statement and how it ended."""
    *said, last = compose_with_model(question, evidence(), model, Audience.PUBLIC, "en")
    assert isinstance(last, Composed)
    ended = last.fell_back or last.complete
    return "\n".join([*(one.text for one in said if not isinstance(one, Composed)), ended.value])


def read(model: LanguageModel) -> str:
    """How a question is read."""
    try:
        found = read_with_model(QUESTION, (), "service: asks who can help", model, TODAY)
    except ModelFailed as error:
        return error.fell_back.value
    return f"{found.kind.value} {found.language} {found.stand_alone}"


_GOOD = answer((YOU_APPLY, 1, APPLY), (DECIDES, 1, DECIDES))
SCENES = (
    Scene("streamed", compose, writes((YOU_APPLY, APPLY), (DECIDES, DECIDES)), is_real=True),
    Scene("structured", read, lambda asked: Reply(text=reading(QUESTION, kind="clock")), is_real=True),
    Scene("busy-429", compose, replies(Reply(status=429, error_code="rate_limit_exceeded", retry_after="1"))),
    Scene("broken-500", compose, replies(Reply(status=500))),
    Scene("cut", compose, replies(Reply(text=_GOOD, cut_after=14, finish=None))),
)


def _only_what_matters(request: Request) -> Request:
    request.headers = {"content-type": "application/json"}
    request.uri = f"http://model.invalid{request.path}"
    return request


def _without_marks(response: dict[str, Any]) -> dict[str, Any]:
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in headers if name.lower() in _KEPT_HEADERS}
    return response


def same_body(one: Request, other: Request) -> bool:
    """Whether two requests ask the same: JSON, without ids, its keys in order."""
    return normal(one.body) == normal(other.body)


def normal(body: bytes | str) -> str:
    """A body in the one form in which it is compared."""
    asked = json.loads(body)
    for name in ("id", "user", "model", "metadata", "safety_identifier", "prompt_cache_key"):
        asked.pop(name, None)
    return json.dumps(asked, sort_keys=True, ensure_ascii=False)


class _Marked:
    """YAML that says where it was recorded."""

    def __init__(self, source: str) -> None:
        self.source = source

    def serialize(self, told: dict[str, Any]) -> str:
        return f"# recorded-from: {self.source}\n" + yaml.safe_dump(
            {"recorded-from": self.source, **told}, sort_keys=True, allow_unicode=True, width=110
        )

    def deserialize(self, text: str) -> dict[str, Any]:
        told: dict[str, Any] = yaml.safe_load(text)
        return told


@contextmanager
def cassette(file: Path, source: str, *, records: bool = False) -> Iterator[Any]:
    """Play a cassette, or record one. A request that it does not hold fails."""
    recorder = vcr.VCR(before_record_request=_only_what_matters, before_record_response=_without_marks)
    recorder.register_matcher("same_body", same_body)
    recorder.register_serializer("marked", _Marked(source))
    with recorder.use_cassette(
        str(file),
        serializer="marked",
        record_mode="all" if records else "none",
        match_on=("method", "path", "same_body"),
        allow_playback_repeats=False,
    ) as playing:
        yield playing


def main() -> None:
    """Record every scene afresh."""
    with tempfile.TemporaryDirectory() as data:
        for scene in SCENES:
            file = scene.file(SCRIPTED)
            file.unlink(missing_ok=True)
            with model_server(scene.script) as server, cassette(file, SCRIPTED, records=True):
                print(file.name, "|", scene.play(made_model(server.url, Path(data), PATIENT)).replace("\n", " | "))
            if scene.is_real and (key := os.environ.get("OPENAI_API_KEY")):
                _record_real(scene, key, Path(data))


def _record_real(scene: Scene, key: str, data: Path) -> None:
    file = scene.file(REAL)
    file.unlink(missing_ok=True)
    budget = TokenBudget(data, 100_000, lambda: TODAY)
    model = LanguageModel(chat("https://api.openai.com/v1", key, _REAL_MODEL), PATIENT, budget)
    with cassette(file, REAL, records=True):
        print(file.name, "|", scene.play(model).replace("\n", " | "))


if __name__ == "__main__":
    main()
