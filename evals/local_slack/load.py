"""Load on the bot as Slack makes it: events at a fixed rate, each sent up to three times, over a Slack that fails."""

import asyncio
import itertools
import json
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import aiohttp
from pydantic import BaseModel, ConfigDict

from bot.slack.http import PATH
from evals.local_slack.payloads import callback, direct, mention, signed
from evals.local_slack.server import TEAM, Fail, LocalSlack

CONVERSATIONS = 200
_RETRIES = 60  # a second apart; Slack itself goes on for six minutes
_ANSWER = re.compile(r"This is what the documents say on (Question \d+)")


class Load(BaseModel):
    """What is sent, and what goes wrong."""

    model_config = ConfigDict(frozen=True)

    events: int = 1000
    a_second: float = 20.0
    failing: float = 0.05  # of Slack's replies: a third each 429, 500 and no answer, half of those after the deed
    kill_after: tuple[int, ...] = ()  # kill the bot, without a word, after so many events
    seconds_per_answer: float = 0.02
    seed: int = 1


class Outcome(BaseModel):
    """What came of it."""

    model_config = ConfigDict(frozen=True)

    events: int
    sent: int
    calls: int
    calls_failed: int
    answered_once: int
    apologised: int
    answered_again: int
    silent: int
    ack_p50_ms: float
    ack_p99_ms: float
    ack_longest_ms: float
    not_acknowledged: int
    answer_p50_s: float
    answer_p99_s: float
    seconds: float

    @property
    def is_complete(self) -> bool:
        """Whether every event was answered exactly once, or apologised for."""
        nothing_lost = self.silent == 0 and self.answered_again == 0
        return nothing_lost and self.answered_once + self.apologised == self.events

    @property
    def is_prompt(self) -> bool:
        """Whether events were acknowledged in time."""
        return self.ack_p99_ms <= 1000


class _Sent(NamedTuple):
    acks: list[float]
    refused: list[int]
    at: dict[str, float]


class BotProcess:
    """The bot as a process that can be killed and started again."""

    def __init__(self, local: LocalSlack, folder: Path, seconds_per_answer: float) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._arguments = [str(self.port), local.url, str(folder), str(seconds_per_answer)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it takes events."""
        return f"http://127.0.0.1:{self.port}{PATH}"

    async def start(self) -> None:
        """Start it, and wait until it takes events."""
        command = [sys.executable, "-m", "evals.local_slack.serve_bot", *self._arguments]
        self._process = await asyncio.to_thread(subprocess.Popen, command, stdin=subprocess.PIPE)
        async with aiohttp.ClientSession() as session:
            for _ in range(600):
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/health") as reply:
                        if reply.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)
        raise TimeoutError("the bot did not start")

    async def kill(self) -> None:
        """Kill it in the middle of what it does."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            await asyncio.to_thread(self._process.wait)

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self._process:
            self._process.terminate()
            self._process.wait(60)


async def run_load(load: Load, folder: Path) -> Outcome:
    """Send the load, wait until everything is answered, and count."""
    chance = random.Random(load.seed)
    with LocalSlack() as local:
        users = [f"U{number:04}" for number in range(CONVERSATIONS)]
        local.slack.users = {user: {"team_id": TEAM} for user in users}
        local.slack.channels = {f"C{number:04}": {} for number in range(CONVERSATIONS)}
        bot = BotProcess(local, folder, load.seconds_per_answer)
        await bot.start()
        lock = asyncio.Lock()
        local.fails = lambda method, given: _fail(chance, load.failing)
        started = time.time()
        try:
            sent = await _send_all(load, local, bot, lock)
            await _wait_until_answered(local, load.events)
        finally:
            bot.stop()
        return _count(load, local, sent, time.time() - started)


def _fail(chance: random.Random, share: float) -> Fail | None:
    if chance.random() >= share:
        return None
    after = chance.random() < 0.5
    return chance.choice([Fail(429, retry_after=1), Fail(500, after=after), Fail(None, after=after)])


async def _send_all(load: Load, local: LocalSlack, bot: BotProcess, lock: asyncio.Lock) -> _Sent:
    """Send at fixed times, whatever the bot does; a latency counts from when an event was due."""
    chance, sent = random.Random(load.seed + 1), _Sent([], [], {})
    timeout, connector = aiohttp.ClientTimeout(total=10), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        began, tasks = time.time(), []
        for number in range(load.events):
            due = began + number / load.a_second
            await asyncio.sleep(max(due - time.time(), 0.0))
            if number in load.kill_after:
                tasks.append(asyncio.create_task(_restart(bot, lock)))
            body = _event(local, number)
            sent.at[f"Question {number}"] = due
            for time_ in range(chance.randint(1, 3)):
                wait = time_ * chance.uniform(0.0, 1.0)
                tasks.append(asyncio.create_task(_deliver(session, bot.url, body, due + wait, sent)))
        await asyncio.gather(*tasks)
    return sent


async def _restart(bot: BotProcess, lock: asyncio.Lock) -> None:
    async with lock:
        await bot.kill()
        await bot.start()


def _event(local: LocalSlack, number: int) -> bytes:
    at, ts = number % CONVERSATIONS, local.slack.conversations.new_ts()
    user, text = f"U{at:04}", f"Question {number}"
    event = mention(user, f"C{at:04}", text, ts) if number % 2 else direct(user, text, ts)
    return json.dumps(callback(event)).encode()


async def _deliver(session: aiohttp.ClientSession, url: str, body: bytes, due: float, sent: _Sent) -> None:
    """Send an event as Slack does: what is not acknowledged within three seconds is sent again."""
    await asyncio.sleep(max(due - time.time(), 0.0))
    for retry in itertools.count():
        began = due if retry == 0 else time.time()
        headers = {"Content-Type": "application/json", **signed(body)}
        headers |= {"X-Slack-Retry-Num": str(retry)} if retry else {}
        try:
            async with session.post(url, data=body, headers=headers) as reply:
                if reply.status == 200:
                    sent.acks.append(time.time() - began)
                    return
                sent.refused.append(reply.status)
        except (aiohttp.ClientError, TimeoutError):
            sent.refused.append(0)
        if retry == _RETRIES:
            return
        await asyncio.sleep(1.0)


async def _wait_until_answered(local: LocalSlack, events: int, most: float = 120.0) -> None:
    ends, last, same = time.time() + most, -1, 0
    while time.time() < ends:
        found = len(local.slack.conversations.of_bot())
        same = same + 1 if found == last else 0
        last = found
        # Nothing more may come: a second answer would come late.
        if found >= events and same >= 30:
            return
        await asyncio.sleep(0.1)


def _count(load: Load, local: LocalSlack, sent: _Sent, seconds: float) -> Outcome:
    answers: Counter[str] = Counter()
    sorry = 0
    waits = []
    for channel in local.slack.conversations.messages:
        for message in local.slack.conversations.of_bot(channel):
            found = _ANSWER.search(json.dumps(message.get("blocks", [])))
            if found:
                answers[found.group(1)] += 1
                waits.append(float(message["ts"]) - sent.at[found.group(1)])
            else:
                sorry += 1
    silent = load.events - len(answers) - sorry
    acks, waits = sorted(sent.acks), sorted(waits)
    return Outcome(
        events=load.events,
        sent=len(sent.acks) + len(sent.refused),
        calls=len(local.calls),
        calls_failed=sum(call.failed is not None for call in local.calls),
        answered_once=sum(times == 1 for times in answers.values()),
        apologised=sorry,
        answered_again=sum(times > 1 for times in answers.values()),
        silent=max(silent, 0),
        ack_p50_ms=_at(acks, 0.5) * 1000,
        ack_p99_ms=_at(acks, 0.99) * 1000,
        ack_longest_ms=_at(acks, 1.0) * 1000,
        not_acknowledged=len(sent.refused),
        answer_p50_s=_at(waits, 0.5),
        answer_p99_s=_at(waits, 0.99),
        seconds=seconds,
    )


def _at(values: list[float], share: float) -> float:
    """By nearest rank."""
    return round(values[min(int(share * len(values)), len(values) - 1)], 4) if values else 0.0
