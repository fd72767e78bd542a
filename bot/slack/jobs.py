"""Takes jobs in: stored first, then set going."""

from collections.abc import Callable

from bot.slack.store import Store
from bot.slack.work import Work


class Jobs:
    """The way in for jobs."""

    def __init__(self, store: Store, wake: Callable[[int], None]) -> None:
        self.store = store
        self._wake = wake

    async def add(self, key: str, work: Work, event: str | None = None) -> int | None:
        """Take a job in; none when it was taken in before. Raises RecordsUnusable."""
        id_ = await self.store.add(key, work, event)
        if id_ is not None:
            self._wake(id_)
        return id_

    async def agree(self, id_: int) -> bool:
        """Set a job going that was only offered; False when it was going already. Raises RecordsUnusable."""
        agreed = await self.store.offer_taken(id_)
        if agreed:
            self._wake(id_)
        return agreed

    async def again(self, id_: int, work: Work) -> None:
        """Begin a job anew with other words. Raises RecordsUnusable."""
        await self.store.ask_again(id_, work)
        self._wake(id_)
