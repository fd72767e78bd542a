"""The local Slack: takes Web API calls over real HTTP, keeps what they did, and fails as it is told to."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from aiohttp import WSMsgType, web

from evals.local_slack.conversations import Conversations
from evals.local_slack.methods import METHODS, Oops

TEAM, BOT_USER, BOT, APP = "T0HOME", "U0BOT", "B0BOT", "A0APP"
BOT_TOKEN = "xoxb-local-slack-token"
APP_TOKEN = "xapp-local-slack-token"
SIGNING_SECRET = "local-signing-secret"


@dataclass(frozen=True)
class Fail:
    """How a call fails. ``after``: it is carried out all the same. Without a status it is never answered."""

    status: int | None = None
    after: bool = False
    retry_after: int = 1


@dataclass
class Call:
    """A call as it came."""

    method: str
    given: dict[str, Any]
    at: float
    token: str
    failed: Fail | None = None
    error: str | None = None


@dataclass
class Slack:
    """What there is in the workspace."""

    conversations: Conversations = field(default_factory=Conversations)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    ephemeral: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    prompts: list[dict[str, Any]] = field(default_factory=list)
    lacks: set[str] = field(default_factory=set)  # methods that this workspace does not have
    only_old_blocks: bool = False
    url: str = ""


class LocalSlack:
    """Runs in a thread of its own. Use as a context manager."""

    def __init__(self) -> None:
        self.slack = Slack()
        self.calls: list[Call] = []
        self.fails: Callable[[str, dict[str, Any]], Fail | None] = lambda method, given: None
        self.envelopes: dict[str, dict[str, Any]] = {}
        self.url = ""
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._socket: web.WebSocketResponse | None = None
        self._thread = threading.Thread(target=self._run, name="local slack", daemon=True)

    def __enter__(self) -> "LocalSlack":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop)
        self._thread.join(5)

    @property
    def api_url(self) -> str:
        """What SIGNPOST_SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    def response_url(self, name: str) -> str:
        """A response address."""
        return f"{self.url}/respond/{name}"

    def wait_for(self, holds: Callable[[], Any], seconds: float = 10.0) -> Any:
        """Wait until something holds, and give it. Raises TimeoutError with the last calls."""
        ends = time.monotonic() + seconds
        with self._changed:
            while time.monotonic() < ends:
                if held := holds():
                    return held
                self._changed.wait(0.05)  # not everything that may hold is told
        last = [(call.method, call.error, call.failed) for call in self.calls[-12:]]
        raise TimeoutError(f"still not so after {seconds} s; the last calls were {last}")

    def called(self, method: str) -> list[Call]:
        """The calls of a method that were not made to fail."""
        return [call for call in self.calls if call.method == method and call.failed is None]

    def send(self, envelope: Mapping[str, Any]) -> None:
        """Send an envelope over the web socket."""
        future = asyncio.run_coroutine_threadsafe(self._send(dict(envelope)), self._loop)
        future.result(5)

    @property
    def is_connected(self) -> bool:
        """Whether a bot is connected in Socket Mode."""
        return self._socket is not None and not self._socket.closed

    def close_socket(self) -> None:
        """Cut the web socket, as Slack does now and then."""
        if self._socket:
            asyncio.run_coroutine_threadsafe(self._socket.close(), self._loop).result(5)

    async def _leave(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._loop.stop()

    async def _send(self, envelope: dict[str, Any]) -> None:
        if self._socket is None:
            raise RuntimeError("no bot is connected")
        await self._socket.send_json(envelope)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_get("/socket", self._web_socket)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        port = runner.addresses[0][1]
        self.url = self.slack.url = f"http://127.0.0.1:{port}"

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _given(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(method, given, time.time(), token)
        call.failed = fail = self.fails(method, given)
        if fail and not fail.after:
            self._note(call)
            return await _failing(fail)
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        try:
            reply = {"ok": True, **self._method(method, is_allowed=token == wanted)(self.slack, given)}
        except Oops as oops:
            call.error = str(oops)
            reply = {"ok": False, "error": str(oops), "response_metadata": {"messages": oops.why}}
        self._note(call)
        return await _failing(fail) if fail else web.json_response(reply)

    def _method(self, method: str, *, is_allowed: bool) -> Callable[[Slack, dict[str, Any]], dict[str, Any]]:
        if not is_allowed:
            raise Oops("invalid_auth")
        if method in self.slack.lacks or method not in METHODS:
            raise Oops("unknown_method")
        return METHODS[method]

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        call = Call("response_url", given, time.time(), "")
        call.failed = fail = self.fails("response_url", given)
        if fail is None or fail.after:
            if self.slack.only_old_blocks and any(b["type"] in {"table", "context_actions"} for b in given["blocks"]):
                return web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
            self.slack.responses.append({**given, "name": request.match_info["name"]})
        self._note(call)
        return await _failing(fail) if fail else web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self.slack.uploads[request.match_info["id"]]["content"] = (await request.read()).decode()
        return web.Response(text="OK")

    async def _web_socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        with self._changed:
            self._socket = socket
            self._changed.notify_all()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answered = json.loads(message.data)
                with self._changed:
                    self.envelopes[answered["envelope_id"]] = {**answered, "at": time.time()}
                    self._changed.notify_all()
        return socket

    def _note(self, call: Call) -> None:
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()


async def _given(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    elif request.can_read_body:
        given |= dict(await request.post())
    for name in ("blocks", "view", "metadata", "chunks", "files"):
        if isinstance(given.get(name), str):
            given[name] = json.loads(given[name])
    return given


async def _failing(fail: Fail) -> web.StreamResponse:
    if fail.status is None:
        await asyncio.sleep(3600)  # until the caller gives up
    if fail.status == 429:
        headers = {"Retry-After": str(fail.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    return web.Response(text="Internal Server Error", status=fail.status or 500)
