"""In a real browser, the script puts the same answer on the page as the server does without it."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
import uvicorn
from bs4 import BeautifulSoup, Tag
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.testclient import TestClient

from bot.answer import Answer, NextStep, ShownStatement, Statement, Status
from bot.model.background import Stop
from bot.question import Question
from bot.settings import Settings
from bot.web.app import create_app
from tests.web.samples import (
    ACTIONS,
    CONFLICT,
    NOT_FOUND,
    ONLY_HELP,
    URGENT,
    WITH_HELP,
    answer_with,
    citation,
)
from tests.web.set_assistant import SetAssistant

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")

NASTY = '<img src=x onerror=alert(1)> </p> javascript:alert(1) "'
ANSWERS: tuple[Answer, ...] = (
    answer_with(),
    CONFLICT,
    NOT_FOUND,
    URGENT,
    WITH_HELP,
    ONLY_HELP,
    ACTIONS,
    answer_with(status=Status.UNAVAILABLE, notice="Signpost cannot search just now."),
    answer_with(citations=(citation(published=None),)),
    answer_with(
        notice=NASTY,
        statements=(Statement(text=NASTY, citations=(1, 7)),),
        citations=(citation(quote=NASTY, title=NASTY, locator=NASTY, url="javascript:alert(1)"),),
        next_steps=(NextStep(text=NASTY, contact=f"{NASTY} · 01305 228558 · http://a.example/b."),),
    ),
    answer_with(question="z" * 3000),
)
ASKS_ALL_IN_TURN = """
const questions = %s;
const answers = document.getElementById("answer");
const askNext = () => {
  if (answers.getAttribute("aria-busy") === "true") return;
  if (!questions.length) {
    fetch("/done", { method: "POST", body: document.documentElement.outerHTML });
    return;
  }
  document.getElementById("q").value = questions.shift();
  document.getElementById("ask").requestSubmit();
};
new MutationObserver(askNext).observe(answers, { attributes: true });
askNext();
"""


class InTurn(SetAssistant):
    """Gives the answers one after the other, by the number at the start of the question."""

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[ShownStatement | Answer]:
        """Give the answer with this number."""
        number = question.text.partition(":")[0]
        yield ANSWERS[int(number)].model_copy(update={"question": question.text, "id": f"id{number}"})


def questions() -> list[str]:
    """A question for each answer."""
    return [f"{number}: {answer.question}" for number, answer in enumerate(ANSWERS)]


@pytest.fixture
def done() -> Queue[str]:
    """Where the browser hands in the page when it has asked everything."""
    return Queue()


@pytest.fixture
def app(done: Queue[str]) -> FastAPI:
    """The web surface, with a page that asks everything by itself."""
    made = create_app(InTurn(), Settings())
    page = TestClient(made).get("/").text
    page = page.replace("</head>", '<script type="module" src="/all.js"></script></head>')

    @made.get("/all")
    def everything() -> HTMLResponse:
        return HTMLResponse(page)

    @made.get("/all.js")
    def script() -> Response:
        return Response(ASKS_ALL_IN_TURN % questions(), media_type="text/javascript")

    @made.post("/done")
    async def hand_in(request: Request) -> None:
        done.put((await request.body()).decode())

    return made


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Where the app is served, on a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def shape(element: Tag) -> list[object]:
    """What a reader and a screen reader get of an element: tags, classes, links, and words."""
    parts: list[object] = []
    for child in element.children:
        if isinstance(child, Tag):
            parts.append(
                (
                    child.name,
                    child.get("class", []),
                    child.get("href"),
                    child.get("scope"),
                    child.get("role"),
                    shape(child),
                )
            )
        elif text := " ".join(child.get_text().split()):
            parts.append(text)
    return parts


def asked_in_a_browser(address: str, profile: Path, done: Queue[str]) -> str:
    """The page at the address, as it stands when its script has asked everything."""
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [str(BROWSER), *flags.split(), "--no-first-run", "--remote-debugging-port=0"]
    browser = subprocess.Popen(
        [*command, f"--user-data-dir={profile}", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return done.get(timeout=60)
    finally:
        browser.terminate()
        browser.wait()


def test_each_answer_has_the_same_shape_with_and_without_the_script(
    app: FastAPI, address: str, tmp_path: Path, done: Queue[str]
) -> None:
    page = BeautifulSoup(asked_in_a_browser(f"{address}/all", tmp_path, done), "lxml")
    by_script = page.select("#answer > article")
    client = TestClient(app)
    by_server = [
        BeautifulSoup(client.get("/", params={"q": question}).text, "lxml").select_one("#answer > article")
        for question in questions()
    ]
    assert len(by_script) == len(ANSWERS)
    for scripted, served in zip(by_script, by_server, strict=True):
        assert served is not None
        assert scripted["class"] == served["class"]
        assert shape(scripted) == shape(served)
    assert page.select_one("[role=status]").get_text().startswith("Answer.")
    assert page.select_one("#answer")["aria-busy"] == "false"
