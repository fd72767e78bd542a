"""A library of its own, and the command run on it as a person would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIGNPOST = Path(sys.executable).with_name("signpost")

STRATEGY = """# Elmshire SEND strategy

The Elmshire Partnership Board oversees the strategy.

## Money

The deficit of the high needs block stood at £12.5 million in March 2024.
"""
TRANSPORT = """# Elmshire school transport

Parents apply for school transport by 31 March 2027.
"""
PARTNER = """# Elmshire recovery plan

Closing the Thornbury annexe saves £400,000 a year.
"""
DEFICIT = "How big is the deficit?"


@dataclass(frozen=True)
class Run:
    """How a run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The lines of JSON that were printed."""
        return [json.loads(line) for line in self.out.splitlines()]

    def complained(self) -> str:
        """The one line on standard error."""
        assert "Traceback" not in self.err, self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass(frozen=True)
class Home:
    """Where the command reads and writes in a test."""

    library: Path
    data: Path
    models: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """What the command is told of this home, and of nobody else's settings."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("SIGNPOST_", "OPENAI_"))}
        places = {"LIBRARY": self.library, "DATA": self.data, "MODELS": self.models}
        return {
            **ours,
            **{f"SIGNPOST_{name}": str(path) for name, path in places.items()},
            # No terminal: what rich would colour, and how wide it would write, is set.
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "TERM": "dumb",
            **settings,
        }

    def run(self, *words: str, stdin: bytes = b"", **settings: str) -> Run:
        """Run the command to its end."""
        done = subprocess.run(
            [str(SIGNPOST), *words],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
            env=self.environment(**settings),
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def write_library(folder: Path) -> Path:
    """Write two public documents and one for partners."""
    (folder / "partner").mkdir(parents=True)
    (folder / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    (folder / "transport.md").write_text(TRANSPORT, encoding="utf-8")
    (folder / "partner" / "plan.md").write_text(PARTNER, encoding="utf-8")
    return folder
