"""Reads golden sets from files, and writes the JSON schema that editors check them with."""

import json
from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot.records.golden_drafts import TAG as DRAFT
from evals.cases import GoldenSet, Split, SuiteName, Task, tasks_of

FOLDER = Path(__file__).parent / "golden"
SCHEMA = FOLDER / "schema.json"


class GoldenError(Exception):
    """A golden file cannot be used; says which, where and why."""


def read_golden(file: Path) -> GoldenSet:
    """One file's cases. Raises GoldenError."""
    try:
        return GoldenSet.model_validate(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except OSError as error:
        raise GoldenError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValidationError, yaml.YAMLError) as error:
        raise GoldenError(f"{file}: {' '.join(str(error).splitlines()[:4])}") from error


def load_tasks(split: Split, suites: Iterable[SuiteName] = (), folder: Path = FOLDER) -> tuple[Task, ...]:
    """Every case of a split, or of some of its suites. Drafts are kept elsewhere and never count.

    Raises GoldenError: for a file that cannot be used or stands in the wrong place, an id used twice, no case at all.
    """
    wanted = set(suites) or set(SuiteName)
    tasks: list[Task] = []
    for file in sorted((folder / split).glob("*/*.yaml")):
        if file.parent.name not in set(SuiteName):
            raise GoldenError(f"{file.parent} is no suite. Suites are: {', '.join(SuiteName)}.")
        if SuiteName(file.parent.name) not in wanted:
            continue
        golden = read_golden(file)
        if drafts := [case.id for case in golden.cases if DRAFT in case.tags]:
            raise GoldenError(f"{file} holds a draft, {drafts[0]}. Check it, then take the tag {DRAFT} away.")
        if (golden.split, golden.suite) != (split, file.parent.name):
            raise GoldenError(f"{file} says that it is {golden.suite} of {golden.split}. Move it or mend it.")
        tasks += tasks_of(golden)
    if not tasks:
        raise GoldenError(f"{folder / split} holds no golden case of {', '.join(sorted(wanted))}.")
    ids = [task.id for task in tasks]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise GoldenError(f"Two cases have the same id: {', '.join(twice[:5])}.")
    return tuple(tasks)


def schema() -> str:
    """The JSON schema of a golden file, as it is kept beside them."""
    return json.dumps(GoldenSet.model_json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
