"""The scripted model service in a process of its own: its work is not taken for ours, and it can be killed.

    python -m evals.scripted_process

Prints the port that it listens on. POST /script sets the replies by the shape that is asked for; GET /asked tells what
was asked and when. Times are of the monotonic clock, which all processes of a machine share.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from urllib.request import Request, urlopen

from evals.scripted_model import Asked, ModelServer, Reply, reading
from knowledge.quotes import normalise

NUMBER = "%NUMBER%"  # in a reply, where the number of its passage comes
NONE = '{"statements": [], "complete": "none"}'
_WAIT_SECONDS = 5


class Script:
    """The replies by shape, and the passage that an answer needs to be among what was given."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.needs: str | None = None
        self.was_given = False

    def set(self, told: dict[str, Any]) -> None:
        """Take over what was posted."""
        self.replies = {shape: Reply(**reply) for shape, reply in told["replies"].items()}
        self.needs, self.was_given = told["needs"], False

    def __call__(self, asked: Asked) -> Reply:
        """The reply to a request."""
        reply = self.replies.get(asked.shape)
        if reply is None:
            return Reply(text=reading(asked.body["messages"][-1]["content"]))
        if self.needs is None:
            return reply
        given = [normalise(text) for text in asked.passages]
        self.was_given = normalise(self.needs) in given
        if not self.was_given:
            return Reply(text=NONE)
        number = given.index(normalise(self.needs)) + 1
        return Reply(**{**asdict(reply), "text": reply.text.replace(f'"{NUMBER}"', str(number))})


class ModelProcess:
    """The service as the one who started it sees it."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process = process
        self._control = f"http://127.0.0.1:{port}"
        self.url = f"{self._control}/v1"

    def script(self, replies: dict[str, Reply], needs: str | None = None) -> None:
        """Set the replies. ``needs``: the text of the passage whose number stands in them."""
        told = {"replies": {shape: asdict(reply) for shape, reply in replies.items()}, "needs": needs}
        body = json.dumps(told).encode()
        request = Request(f"{self._control}/script", data=body, headers={"content-type": "application/json"})
        with urlopen(request, timeout=_WAIT_SECONDS):
            return

    def asked(self) -> dict[str, Any]:
        """What was asked since the replies were set, and whether the passage was given."""
        with urlopen(f"{self._control}/asked", timeout=_WAIT_SECONDS) as reply:
            found: dict[str, Any] = json.load(reply)
            return found

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait(_WAIT_SECONDS)


@contextmanager
def model_process() -> Iterator[ModelProcess]:
    """Start the service, and end it with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "evals.scripted_process"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            if process.stdout is None:
                raise RuntimeError("the scripted service has no output to read its port from")
            yield ModelProcess(process, int(process.stdout.readline()))
        finally:
            process.kill()


def main() -> None:
    """Serve until killed."""
    script = Script()
    server = ModelServer(script)
    server.control = script.set
    server.report = lambda: {"was_given": script.was_given}
    server.serve()
    print(server.port, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
