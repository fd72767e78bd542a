"""Conversations with a model service, recorded once and replayed without a network.

    python -m tests.generative.recorded

records afresh: every scene from the local scripted service; with OPENAI_API_KEY set also the scenes that the real
service can play, in files of their own. A cassette holds no key, cookie or organisation, and is found by what was asked:
method, path and body, so that a changed prompt finds none.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.generative.compose import Composed, compose_with_model
from bot.generative.reading import read_with_model
from bot.model.budget import TokenBudget
from bot.model.errors import ModelFailed
from bot.model.model import LanguageModel
from evals.cassettes import REAL, SCRIPTED, cassette
from knowledge.documents import Audience, Document, DocumentKind, Locator, LocatorKind, Passage
from retrieval.search import Found
from tests.generative.asking import LIMITS, TODAY, Reply, Script, chat, made_model, replies, writes
from tests.generative.model_server import answer, model_server, reading
from tests.generative.papers import APPLY, DECIDES, QUESTION, YOU_APPLY

CASSETTES = Path(__file__).parent / "cassettes"
PATIENT = LIMITS.model_copy(update={"answer_seconds": 30.0, "first_token_seconds": 20.0})
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
