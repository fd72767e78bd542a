"""One event loop in a thread of its own, where every call to a model runs, so that any thread can wait or stop it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any


class Background:
    """Runs coroutines. The thread is made at first use, and does not keep the process alive."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()

    def start(self, coroutine: Coroutine[Any, Any, None]) -> Future[None]:
        """Begin to run a coroutine; cancelling the future cancels it."""
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="model", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)


class Stop:
    """Lets whoever waits for an answer give it up, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._then: list[Callable[[], object]] = []
        self.is_asked = False

    def now(self) -> None:
        """Give up: what runs is cancelled, and nothing more is begun."""
        with self._lock:
            self.is_asked = True
            then, self._then = self._then, []
        for act in then:
            act()

    def on_stop(self, act: Callable[[], object]) -> None:
        """Do this when it is given up; at once when it has been."""
        with self._lock:
            if not self.is_asked:
                self._then.append(act)
                return
        act()
