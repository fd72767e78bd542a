"""Answers in several processes side by side: Python runs one thread at a time, so one process keeps one processor busy.

One process takes the questions, answers too, and does all the rest: it keeps the records, reads the pause switch and
counts who asks how often. Helpers only answer. They read the same index, which never changes while it is read, and
write nothing. See docs/decisions/processes.md.
"""

import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

from bot.answer import Answer, Part
from bot.assistant import Assistant, SourcePage
from bot.helper_process import Told
from bot.model.background import Stop
from bot.question import Question
from bot.records.records import Records
from bot.settings import Settings
from knowledge.documents import Audience

logger = logging.getLogger(__name__)

LONGEST = 30.0  # seconds for one answer, after which a helper is given up
LONGEST_START = 300.0  # seconds, on a machine that is busy with much else
BETWEEN_STARTS = 30.0  # seconds: a helper that cannot live is not started on and on
_LAST_WORDS = 5.0
MOST_BY_DEFAULT = 2  # each holds the index and the models anew: 0.42 GB


class HelperGone(Exception):
    """A helper's process has ended, or does not answer."""


class Helper:
    """A process that answers. One question at a time."""

    def __init__(self, settings: Settings) -> None:
        """Start it; it is ready when ``wait`` returns."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.helper_process", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._other = Connection(ours.detach())
        self._other.send_bytes(pickle.dumps(settings))

    def wait(self) -> None:
        """Wait until it is ready. Raises HelperGone."""
        self._receive(LONGEST_START)

    def ask(self, question: Question) -> Told:
        """The parts of an answer; none if it could not answer. Raises HelperGone."""
        with suppress(OSError, ValueError):
            self._other.send_bytes(pickle.dumps(question))
        told: Told = pickle.loads(self._receive(LONGEST))  # noqa: S301 - from a process that this one started
        return told

    def close(self) -> None:
        """End it."""
        self._other.close()
        try:
            self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _receive(self, within: float) -> bytes:
        try:
            if not self._other.poll(within):
                raise HelperGone("it does not answer")
            return self._other.recv_bytes()
        except (EOFError, OSError) as error:
            raise HelperGone("its process has ended") from error


class SideBySide:
    """An assistant that shares its questions with helpers. Safe for several threads; to be closed at the end."""

    def __init__(self, own: Assistant, settings: Settings, helpers: int, records: Records | None = None) -> None:
        """Answer with ``own`` and with so many helpers, each from when it is ready.

        ``own`` keeps its answers itself; those of the helpers are kept in ``records``.
        """
        self._own = own
        self._settings = settings
        self._records = records
        self._idle: list[Helper] = []
        self._all: set[Helper] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        for _ in range(helpers):
            self._start_another()

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[Part]:
        """As ``Assistant.parts``. A helper that fails costs time, never an answer."""
        told = None if self._own.pause and self._own.pause.state() else self._ask_helper(question)
        if told is None:
            yield from self._own.parts(question, stop)
            return
        if self._records and isinstance(answer := told[-1], Answer):
            self._records.keep(answer, question)
        yield from told

    def source(self, document_id: str, audience: Audience = Audience.PUBLIC) -> SourcePage | None:
        """As ``Assistant.source``."""
        return self._own.source(document_id, audience)

    def documents(self, audience: Audience = Audience.PUBLIC) -> tuple[str, ...]:
        """As ``Assistant.documents``."""
        return self._own.documents(audience)

    def check_ready(self) -> None:
        """As ``Assistant.check_ready``: helpers are not waited for."""
        self._own.check_ready()

    def ready_helpers(self) -> int:
        """How many helpers wait for a question."""
        return len(self._idle)

    def close(self) -> None:
        """End the helpers."""
        with self._lock:
            self._is_closed = True
            helpers, self._all, self._idle = self._all, set(), []
        for helper in helpers:
            helper.close()

    def _ask_helper(self, question: Question) -> Told:
        with self._lock:
            helper = self._idle.pop() if self._idle else None
        if helper is None:
            return None
        try:
            told = helper.ask(question)
        except HelperGone as error:
            self._give_up(helper, error, BETWEEN_STARTS)
            return None
        with self._lock:
            if not self._is_closed:
                self._idle.append(helper)
        return told

    def _start_another(self, after: float = 0.0) -> None:
        threading.Thread(target=self._start, args=(after,), name="starting a helper", daemon=True).start()

    def _start(self, after: float) -> None:
        time.sleep(after)
        with self._lock:
            if self._is_closed:
                return
            helper = Helper(self._settings)
            self._all.add(helper)
        try:
            helper.wait()
        except HelperGone as error:
            self._give_up(helper, error, BETWEEN_STARTS)
            return
        with self._lock:
            if not self._is_closed:
                self._idle.append(helper)

    def _give_up(self, helper: Helper, why: HelperGone, wait: float) -> None:
        with self._lock:
            known = helper in self._all
            self._all.discard(helper)
        if known:  # one that is ended at the end is not missed
            logger.warning("A process that helps to answer is given up: %s. Answers go on without it.", why)
            helper.close()
            self._start_another(wait)


def processes_for(settings: Settings) -> int:
    """How many processes answer: what is set, or else two where there are two processors.

    With a model answers mostly wait for it, and one process can wait for many.
    """
    if settings.has_model:
        return 1
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.processes or min(ours, MOST_BY_DEFAULT)
