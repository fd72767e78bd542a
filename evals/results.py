"""What a run found, on disk: one folder a run, written case by case, so that a run cut short can go on."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answer import Answer
from bot.question import QuestionKind
from evals.cases import FOUND, Split, SuiteName, Task
from evals.metrics.measures import Scores
from evals.seen import SeenPassage


class RunUnusable(Exception):
    """A run cannot be read or gone on with; says which and why."""


class Mode(StrEnum):
    """Whether a language model words the answers."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


class Machine(BaseModel):
    """Where a run was made."""

    model_config = ConfigDict(frozen=True)

    cores: int
    system: str
    python: str


class RunInfo(BaseModel):
    """What was run: enough to run it again, and to know whether two runs may be compared."""

    model_config = ConfigDict(frozen=True)

    name: str
    made: datetime
    split: Split
    suites: tuple[SuiteName, ...]
    mode: Mode
    repeats: int = Field(ge=1)
    golden: str = Field(description="the digest of the cases")
    libraries: dict[str, str] = Field(description="the digest of each library and of the code that reads it")
    left_out: tuple[str, ...] = Field(default=(), description="libraries that are not on this machine")
    machine: Machine


class Outcome(BaseModel):
    """One answer, and what it was worth."""

    model_config = ConfigDict(frozen=True)

    task: Task
    repeat: int = 1
    answer: Answer
    ranked: tuple[SeenPassage, ...]
    scores: Scores
    tokens: int = Field(default=0, description="that a model used for it")

    @property
    def key(self) -> tuple[str, int]:
        """Its case and which time it was asked."""
        return self.task.id, self.repeat

    @property
    def is_refused(self) -> bool:
        """Whether no answer was given."""
        return self.answer.status not in FOUND

    @property
    def kind(self) -> QuestionKind | None:
        """The kind as which the question was read."""
        return self.answer.kind


class Run(BaseModel):
    """A whole run."""

    model_config = ConfigDict(frozen=True)

    info: RunInfo
    outcomes: tuple[Outcome, ...]
    seconds: float = Field(default=0.0, description="of the wall clock, of the last part where it was gone on with")

    def check_asked_all(self, tasks: Iterable[Task]) -> None:
        """See that every one of these cases was asked. Raises RunUnusable, so that a part is never taken for all."""
        asked = {outcome.task.id for outcome in self.outcomes}
        if missing := sorted(task.id for task in tasks if task.id not in asked):
            raise RunUnusable(f"{self.info.name} did not ask {len(missing)} of the cases, such as {missing[0]}.")


class RunFolder:
    """A run as it is written and read."""

    def __init__(self, path: Path) -> None:
        """The run in ``path``."""
        self.path = path

    def start(self, info: RunInfo) -> None:
        """Begin a run."""
        self.path.mkdir(parents=True)
        (self.path / "run.json").write_text(info.model_dump_json(indent=1), encoding="utf-8")

    def check_asks(self, tasks: Iterable[Task]) -> None:
        """See that the run asks just these cases, as they are now. Raises RunUnusable."""
        if self.info().golden != digest_of(tasks):
            raise RunUnusable(f"{self.path.name} asked other cases than these. Start a new run.")

    def add(self, outcome: Outcome) -> None:
        """Write one outcome; it counts even if the run is cut short now."""
        with (self.path / "outcomes.jsonl").open("a", encoding="utf-8") as file:
            file.write(outcome.model_dump_json() + "\n")

    def finish(self, seconds: float) -> None:
        """Say that the run is whole."""
        (self.path / "seconds").write_text(f"{seconds:.1f}", encoding="utf-8")

    def info(self) -> RunInfo:
        """What was run. Raises RunUnusable."""
        try:
            return RunInfo.model_validate_json((self.path / "run.json").read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise RunUnusable(f"{self.path} is no run: run.json cannot be read ({type(error).__name__}).") from error

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome that was wholly written, as it came. Raises RunUnusable for one of another version."""
        file = self.path / "outcomes.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
        for number, line in enumerate(lines, 1):
            if not line.endswith("\n"):
                return  # cut off while it was written
            try:
                yield Outcome.model_validate_json(line)
            except ValidationError as error:
                raise RunUnusable(f"{file}, line {number}: it was written by another version. Run it again.") from error

    def read(self) -> Run:
        """The run. Raises RunUnusable when it was cut short or cannot be read."""
        info = self.info()
        try:
            seconds = float((self.path / "seconds").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RunUnusable(f"{self.path.name} was cut short. Go on with: signpost eval run --resume") from error
        outcomes = sorted(self.outcomes(), key=lambda one: one.key)
        return Run(info=info, outcomes=tuple(outcomes), seconds=seconds)


def find_run(folder: Path, name: str) -> RunFolder:
    """A run by its name or path; ``last`` is the newest, ``previous`` the one before. Raises RunUnusable."""
    if (Path(name) / "run.json").is_file():
        return RunFolder(Path(name))
    runs = sorted(path for path in folder.glob("*") if (path / "run.json").is_file())
    names = [path.name for path in runs]
    back = {"last": 1, "previous": 2}.get(name)
    if back and len(runs) >= back:
        return RunFolder(runs[-back])
    if name in names:
        return RunFolder(folder / name)
    raise RunUnusable(f"There is no run {name}. Runs are: {', '.join(names[-8:]) or 'none yet'}.")


def digest_of(tasks: Iterable[Task]) -> str:
    """The same for the same cases, in whatever order."""
    return hashlib.sha256("\n".join(sorted(task.digest for task in tasks)).encode()).hexdigest()[:12]
