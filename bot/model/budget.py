"""A day's tokens, counted over all processes that share a data folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError


class _Spent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    tokens: int


class TokenBudget:
    """Says whether there are tokens left today, and counts what was spent."""

    def __init__(self, folder: Path, most: int, today: Callable[[], date]) -> None:
        """Keep the count in ``folder``; ``most`` tokens may be spent on one day."""
        self._file = folder / "model-tokens.json"
        self._lock = FileLock(folder / "model-tokens.lock", timeout=2)
        self._folder = folder
        self._most = most
        self._today = today

    def left(self) -> int:
        """The tokens that may still be spent today; a day's last answer may overspend by its own length."""
        return self._most - self._spent()

    def spend(self, tokens: int) -> None:
        """Count tokens. Raises OSError where the folder takes no writing, filelock.Timeout where it is stuck."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock:
            spent = _Spent(day=self._today(), tokens=self._spent() + tokens)
            written = self._file.with_suffix(".new")
            written.write_text(spent.model_dump_json(), encoding="utf-8")
            written.replace(self._file)

    def _spent(self) -> int:
        try:
            spent = _Spent.model_validate_json(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValidationError):
            return 0  # nothing was spent yet, or the count was cut off: it starts again
        return spent.tokens if spent.day == self._today() else 0
