"""Conversations with a model service, recorded once and replayed without a network.

A cassette holds no key, cookie or organisation. It is found by what was asked: method, path and the digest of the
body, so that a changed prompt, or other passages, find none.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from evals.cases import Task

if TYPE_CHECKING:
    from vcr.request import Request

FOLDER = Path(__file__).parent / "cassettes"
RECORDED_MODEL = "scripted"
SCRIPTED, REAL = "local scripted server", "api.openai.com"
NOWHERE = "http://127.0.0.1:9/v1"  # nothing listens there, so a replay that leaves its cassette fails
_KEPT_HEADERS = {"content-type", "retry-after"}
_DIGEST = "sha256"
# What differs from one asking to the next without being asked otherwise.
_NOT_ASKED = ("id", "user", "model", "metadata", "safety_identifier", "prompt_cache_key")


def cassette_of(task: Task, folder: Path = FOLDER) -> Path:
    """Where a case's conversation is kept."""
    return folder / task.suite / f"{task.id}.yaml"


@contextmanager
def cassette(file: Path, source: str, *, records: bool = False) -> Iterator[Any]:
    """Play a cassette, or record one that says its ``source``. A request that it does not hold fails."""
    import vcr  # only there with the development dependencies

    recorder = vcr.VCR(before_record_request=_only_what_matters, before_record_response=_without_marks)
    recorder.register_serializer("marked", _Marked(source))
    with recorder.use_cassette(
        str(file),
        serializer="marked",
        record_mode="all" if records else "none",
        match_on=("method", "path", "body"),
        allow_playback_repeats=False,
    ) as playing:
        yield playing


def digested(body: bytes | str) -> str:
    """What stands for a body: the same for bodies that ask the same, JSON without ids and its keys in order."""
    asked = json.loads(body)
    if set(asked) == {_DIGEST}:
        return json.dumps(asked)  # a recorder shows each request several times
    for name in _NOT_ASKED:
        asked.pop(name, None)
    plain = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    return json.dumps({_DIGEST: hashlib.sha256(plain.encode()).hexdigest()})


def _only_what_matters(request: "Request") -> "Request":
    request.headers = {"content-type": "application/json"}
    request.uri = f"http://model.invalid{request.path}"
    request.body = digested(request.body)
    return request


def _without_marks(response: dict[str, Any]) -> dict[str, Any]:
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in headers if name.lower() in _KEPT_HEADERS}
    return response


class _Marked:
    """YAML that says where it was recorded."""

    def __init__(self, source: str) -> None:
        self.source = source

    def serialize(self, told: dict[str, Any]) -> str:
        """A cassette's text."""
        return f"# recorded-from: {self.source}\n" + yaml.safe_dump(
            {"recorded-from": self.source, **told}, sort_keys=True, allow_unicode=True, width=110
        )

    def deserialize(self, text: str) -> dict[str, Any]:
        """What a cassette's text tells."""
        told: dict[str, Any] = yaml.safe_load(text)
        return told
