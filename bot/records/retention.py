"""Retention: old records are deleted when serving starts, and once a day as long as it goes on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from bot.records.errors import RecordsUnusable
from bot.records.records import Records

logger = logging.getLogger(__name__)

ONE_DAY = 24 * 60 * 60.0  # seconds


def purge_old(records: Records, days: int, now: datetime) -> None:
    """Delete what is older than so many days. What stands in the way is logged; the next day tries again."""
    try:
        deleted = records.purge(now - timedelta(days=days))
    except RecordsUnusable as error:
        logger.warning("Old records were not deleted. %s", error)
        return
    if not deleted.is_scrubbed:
        logger.warning("Old records were deleted, but traces stay in the database's files until the next time.")


@contextmanager
def purging_daily(records: Records, days: int, every: float = ONE_DAY) -> Iterator[None]:
    """Delete what is too old now, and again every so many seconds until the block ends."""
    over = Event()

    def purge_again_and_again() -> None:
        purge_old(records, days, records.now())
        while not over.wait(every):
            purge_old(records, days, records.now())

    thread = Thread(target=purge_again_and_again, name="purging records", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
