"""Load: many people asking at once over HTTP, as families do, and what they wait.

Start a server without limits for an address and without a model, then:

    SIGNPOST_ASKS_A_MINUTE=0 SIGNPOST_ASKS_A_MINUTE_OF_AN_ADDRESS=0 SIGNPOST_ASKS_A_DAY=0 signpost serve
    python -m evals.load http://127.0.0.1:8000

All begin at the same moment. Each person asks, waits for the whole answer, reads it for 5 seconds on average, and asks
again; with ``--reading 0`` nobody ever stops, and the figures say how much the server can do. The first two seconds
are not counted.
Client and server share the machine, so the server alone is a little faster.
"""

import argparse
import asyncio
import random
import sys
import time
from itertools import count
from math import ceil

import httpx
from pydantic import BaseModel, ConfigDict

from evals.cases import Split, SuiteName
from evals.golden import load_tasks

WARM_UP = 2.0  # seconds
SEED = 20261124


class Load(BaseModel):
    """What came of it; times in milliseconds, by nearest rank."""

    model_config = ConfigDict(frozen=True)

    people: int
    seconds: float
    reading: float
    answers: int
    errors: int
    median_ms: float
    p95_ms: float
    worst_ms: float


def questions() -> list[str]:
    """What is asked: the dev questions, each different from the one before."""
    tasks = load_tasks(Split.DEV, [SuiteName.STRATEGY, SuiteName.REFUSALS])
    return [task.case.question for task in sorted(tasks, key=lambda task: (task.library, task.id))]


async def measure(address: str, people: int, seconds: float, reading: float) -> Load:
    """Let so many people ask for so long, reading each answer for so many seconds on average."""
    chance = random.Random(SEED)  # nobody has to be unable to guess it
    asked, number = questions(), count()
    waits: list[float] = []
    errors = 0
    began = time.perf_counter()

    async def person(client: httpx.AsyncClient) -> None:
        nonlocal errors
        while (at := time.perf_counter()) - began < seconds + WARM_UP:
            body = {"question": asked[next(number) % len(asked)]}
            try:
                response = await client.post(f"{address}/api/ask", json=body)
                is_good = response.status_code == 200 and response.json()["status"] != "unavailable"
            except httpx.HTTPError:
                is_good = False
            if at - began >= WARM_UP:
                waits.append((time.perf_counter() - at) * 1000)
                errors += not is_good
            if reading:
                await asyncio.sleep(chance.expovariate(1 / reading))

    limits = httpx.Limits(max_connections=people)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        await asyncio.gather(*(person(client) for _ in range(people)))
    waits.sort()
    return Load(
        people=people,
        seconds=seconds,
        reading=reading,
        answers=len(waits),
        errors=errors,
        median_ms=_at(waits, 0.5),
        p95_ms=_at(waits, 0.95),
        worst_ms=round(waits[-1], 1) if waits else 0,
    )


def _at(waits: list[float], share: float) -> float:
    return round(waits[ceil(share * len(waits)) - 1], 1) if waits else 0


def main() -> int:
    """Run it, print the figures, and say by the exit code whether nobody was failed and 95 of 100 waited under 1 s."""
    parser = argparse.ArgumentParser(description="Many people asking at once.")
    parser.add_argument("address")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reading", type=float, default=5)
    given = parser.parse_args()
    load = asyncio.run(measure(given.address.rstrip("/"), given.people, given.seconds, given.reading))
    print(load.model_dump_json(indent=2))
    return 0 if load.answers and not load.errors and load.p95_ms <= 1000 else 1


if __name__ == "__main__":
    sys.exit(main())
