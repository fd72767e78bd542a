"""``signpost serve``: it answers over HTTP, beside the command, and stops when told to."""

import json
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.command.home import DEFICIT, SIGNPOST, Home


@contextmanager
def serving(home: Home) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, with the address that it prints."""
    server = subprocess.Popen(
        [str(SIGNPOST), "serve", "--port", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=home.environment(),
    )
    assert server.stdout
    try:
        said = server.stdout.readline()
        assert "http://127.0.0.1:" in said, said
        yield server, next(word for word in said.split() if word.startswith("http://"))
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate(timeout=20)


def fetch(request: str | urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request, timeout=20) as response:
        assert response.status == 200
        return bytes(response.read())


def test_it_answers_beside_the_command_and_stops_on_sigterm(copied: Home) -> None:
    with serving(copied) as (server, address):
        assert json.loads(fetch(f"{address}/readyz")) == {"status": "ready"}
        request = urllib.request.Request(
            f"{address}/api/ask",
            data=json.dumps({"question": DEFICIT}).encode(),
            headers={"Content-Type": "application/json"},
        )
        answer = json.loads(fetch(request))
        assert (answer["status"], answer["audience"]) == ("answered", "public")
        assert "£12.5 million" in answer["statements"][0]["text"]
        page = fetch(f"{address}{answer['citations'][0]['url']}")
        assert "£12.5 million" in page.decode()
        beside = copied.run("ask", DEFICIT, "--json")
        assert (beside.code, beside.answers[0]["status"]) == (0, "answered")
        server.send_signal(signal.SIGTERM)
        _, complaint = server.communicate(timeout=20)
    assert server.returncode in {0, -signal.SIGTERM}
    assert complaint == ""


def test_it_stops_on_ctrl_c(copied: Home) -> None:
    with serving(copied) as (server, address):
        fetch(f"{address}/healthz")
        server.send_signal(signal.SIGINT)
        _, complaint = server.communicate(timeout=20)
    assert server.returncode in {0, 130}
    assert complaint == ""


def test_a_taken_port_is_named(copied: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = copied.run("serve", "--port", str(port))
    assert (done.code, done.out) == (1, "")
    assert str(port) in done.complained()
