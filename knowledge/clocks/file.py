"""Reading the file of clocks, and finding a clock in it by name."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import ValidationError, model_validator
from rapidfuzz import fuzz, process

from knowledge.clocks.errors import ClockError, ClockFileError
from knowledge.clocks.law import Clock, Entry

CLOCKS_FILE = Path(__file__).with_name("clocks.yaml")
VERSION = 1
_FOR_EVERY_CLOCK = ("checked", "counting_sources", "working_day")
_CLOSE_ENOUGH = 60  # of 100: "anual reviw" finds annual-review, "cheese" finds nothing


class Clocks(Entry):
    """The clocks of one file, in its order."""

    clocks: tuple[Clock, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each clock."""
        return tuple(clock.name for clock in self.clocks)

    @model_validator(mode="after")
    def _one_clock_a_name(self) -> Self:
        for name in self.names:
            if self.names.count(name) > 1:
                raise ValueError(f"two clocks are called '{name}'")
        return self


def load_clocks(file: Path = CLOCKS_FILE) -> Clocks:
    """Read and check a file of clocks.

    Raises ClockFileError, in one line that names the file, the clock and the step, if the file cannot
    be read or anything in it is missing, unknown or does not hold together.
    """
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise ClockFileError(f"{file}: cannot be read: {reason}") from error
    spread = _spread(written, file)
    try:
        return Clocks.model_validate(spread)
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in _where(first["loc"], written))
        reason = first["msg"].removeprefix("Value error, ")
        raise ClockFileError(f"{file}: {where}{reason}") from error


def _spread(written: Any, file: Path) -> dict[str, Any]:
    """Give each clock what the file says once for all of them, so that a clock stands alone."""
    if not isinstance(written, Mapping) or not isinstance(written.get("clocks"), list):
        raise ClockFileError(f"{file}: it has no list of clocks")
    if written.get("version") != VERSION:
        version = written.get("version")
        raise ClockFileError(f"{file}: its version is {version}; this program reads version {VERSION}")
    unknown = sorted(set(written) - {"version", "clocks", *_FOR_EVERY_CLOCK}, key=str)
    if unknown:
        raise ClockFileError(f"{file}: '{unknown[0]}' is not known here")
    shared = {key: written[key] for key in _FOR_EVERY_CLOCK if key in written}
    clocks = [{**shared, **clock} if isinstance(clock, Mapping) else clock for clock in written["clocks"]]
    return {"clocks": clocks}


def _where(loc: tuple[int | str, ...], written: Any) -> list[str]:
    """Put a place such as clocks, 3, steps, 2, by into words: clock 'appeal', step 'last-day', by."""
    words: list[str] = []
    at = written
    for part in loc:
        at = at[part] if _leads_on(at, part) else None
        if isinstance(part, str):
            words.append(part)
            continue
        kind = words.pop().removesuffix("s")
        named = at.get("name") or at.get("id") if isinstance(at, Mapping) else None
        words.append(f"{kind} '{named}'" if named else f"{kind} number {part + 1}")
    return words


def _leads_on(at: Any, part: int | str) -> bool:
    if isinstance(at, list):
        return isinstance(part, int) and part < len(at)
    return isinstance(at, Mapping) and part in at


@cache
def _our_clocks() -> Clocks:
    return load_clocks()


def clock_names(clocks: Clocks | None = None) -> tuple[str, ...]:
    """The names that ``find_clock`` knows, of our own file unless other clocks are given."""
    return (clocks or _our_clocks()).names


def find_clock(name: str, clocks: Clocks | None = None) -> Clock:
    """The clock of this name; capitals, and spaces for hyphens, do not matter.

    Raises ClockError, with the closest name if one is close and the list of all names, if there is none.
    """
    clocks = clocks or _our_clocks()
    plain = re.sub(r"[\s_-]+", "-", name.strip().lower())
    for clock in clocks.clocks:
        if clock.name == plain:
            return clock
    close = process.extractOne(plain, clocks.names, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    meant = f' Did you mean "{close[0]}"?' if close else ""
    raise ClockError(f'There is no clock called "{name}".{meant} The clocks are: {", ".join(clocks.names)}.')
