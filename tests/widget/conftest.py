"""A real browser, Signpost served to it, and a host page of another origin. Each test sets what is answered."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.answer import Answer, ShownStatement
from bot.model.background import Stop
from bot.question import Question
from bot.records.database import Database
from bot.records.errors import NoSuchAnswer
from bot.records.kept import Deleted, Feedback
from bot.records.records import Records
from bot.safeguarding.kinds import Urgent
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.sites import Site, Sites
from knowledge.documents import Audience
from tests.web.samples import answer_with
from tests.web.set_assistant import SetAssistant

BROWSER = shutil.which("chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
TOKEN = "only-the-team-knows"
LONGEST = 10  # seconds that a held answer waits to be let go

Part = Urgent | ShownStatement | Answer
Step = Part | threading.Event | Exception


@dataclass
class ScriptedAssistant(SetAssistant):
    """Gives its script, step by step: a part is sent, an event is waited for, an error is raised."""

    script: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:  # type: ignore[override]
        """The script; without one, the set answer with its question."""
        self.questions.append(question)
        if not self.script:
            yield from super().parts(question, stop)
            return
        for step in self.script:
            if isinstance(step, threading.Event):
                step.wait(LONGEST)
            elif isinstance(step, Exception):
                raise step
            else:
                yield step.model_copy(update={"question": question.text}) if isinstance(step, Answer) else step


@dataclass
class SetRecords(Records):
    """Empty records that take feedback and deletions, and remember them."""

    folder: Path
    given: list[tuple[str, Feedback]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    is_broken: bool = False

    def __post_init__(self) -> None:
        """Begin with a database that has nothing in it."""
        super().__init__(Database(f"sqlite:///{self.folder / 'records.sqlite'}"))

    def keep_feedback(self, reader: Audience, answer_id: str, feedback: Feedback) -> None:
        """Keep feedback, unless it is set to fail."""
        if self.is_broken:
            raise NoSuchAnswer("no such answer")
        self.given.append((answer_id, feedback))

    def delete_conversation(self, reader: Audience, conversation: str) -> Deleted:
        """Remember a deletion."""
        self.deleted.append(conversation)
        return Deleted(answers=0, is_scrubbed=True)


@dataclass
class World:
    """What a test can set and look at."""

    address: str
    host: str
    assistant: ScriptedAssistant
    records: SetRecords
    pages: dict[str, tuple[str, dict[str, str]]]

    def host_page(self, path: str, body: str, *, head: str = "", policy: str | None = None) -> str:
        """Put a page on the host site, and give its address."""
        script = f'<script src="{self.address}/widget/signpost-widget.js" defer></script>'
        page = f'<!doctype html><html lang="en"><title>Host</title>{head}{script}<body><main><h1>Host</h1>{body}</main>'
        self.pages[path] = (page, {"Content-Security-Policy": policy} if policy else {})
        return self.host + path


@contextmanager
def serving(app: Any) -> Iterator[int]:
    """Serve an app on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        started = threading.Event()
        on_startup = server.startup

        async def startup(*arguments: Any, **named: Any) -> None:
            await on_startup(*arguments, **named)
            started.set()

        server.startup = startup  # type: ignore[method-assign]
        thread.start()
        started.wait(LONGEST)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def host_site(pages: dict[str, tuple[str, dict[str, str]]]) -> Starlette:
    """A site of another origin, with whatever pages the tests put on it."""

    async def page(request: Request) -> HTMLResponse:
        content, headers = pages.get(request.url.path, ("", {}))
        return HTMLResponse(content, headers=headers)

    return Starlette(routes=[Route("/{path:path}", page)])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Signpost and a host site, served."""
    assistant, records, pages = ScriptedAssistant(), SetRecords(tmp_path_factory.mktemp("records")), {}
    with serving(host_site(pages)) as host_port:
        host = f"http://localhost:{host_port}"
        sites = Sites(version=1, sites=(Site(origin=host, name="Host", asks_a_day=100_000),))
        settings = Settings(asks_a_minute=0, asks_a_minute_of_an_address=0, team_token=TOKEN)
        app: FastAPI = create_app(assistant, settings, records=records, sites=sites)
        with serving(app) as port:
            yield World(f"http://127.0.0.1:{port}", host, assistant, records, pages)


@pytest.fixture
def world(served: World) -> World:
    """Signpost as it is at the beginning: one set answer, nothing on record."""
    served.assistant.answer = answer_with()
    for kept in (served.assistant.script, served.assistant.questions, served.records.given, served.records.deleted):
        kept.clear()
    served.assistant.broken = None
    served.records.is_broken = False
    return served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it these tests are skipped, and fail where every check has to run.

    One a module: while it runs there is an event loop, and tests of other rooms need loops of their own.
    """
    if BROWSER is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed; .ci/run installs it.")
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a context of its own; what a page's scripts do wrong fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(address: str, **options: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", locale="en-GB", **options)
        contexts.append(context)
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def ask(page: Page, question: str = "How long may the council take?") -> None:
    """Type a question into the widget and send it."""
    page.get_by_role("textbox", name="question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
