"""Puts load on the Slack bot through a local Slack that fails, and prints what came of it.

    python -m evals.slack_load [--events N] [--rate EVENTS_A_SECOND] [--failing SHARE] [--kill TIMES]

The bot runs as a process of its own, over real HTTP, with an assistant that answers at once: it is the surface that is
measured, not the answering. Load, Slack and bot share this machine. Exit 1 when an event was not answered exactly once
or apologised for, or when the acknowledgement's 99th percentile is over one second (of a bot that is not killed).
"""

import argparse
import asyncio
import sys
import tempfile
from os import cpu_count
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.local_slack.load import Load, Outcome, run_load


def main() -> int:
    """Run the load, once without and once with kills unless the number of kills is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=20.0, help="events a second")
    parser.add_argument("--failing", type=float, default=0.05, help="share of Slack's replies that fail")
    parser.add_argument("--kill", type=int, default=None, help="how often the bot is killed and started again")
    asked = parser.parse_args()
    outcomes = {}
    for kills in (0, 2) if asked.kill is None else (asked.kill,):
        at = tuple(asked.events * place // (kills + 1) for place in range(1, kills + 1))
        load = Load(events=asked.events, a_second=asked.rate, failing=asked.failing, kill_after=at)
        with tempfile.TemporaryDirectory() as folder:
            outcomes[kills] = asyncio.run(run_load(load, Path(folder)))
    _show(outcomes)
    # While a killed bot starts again, events pile up: then it is only asked that none is lost.
    good = [outcome.is_complete and (outcome.is_prompt or kills > 0) for kills, outcome in outcomes.items()]
    return 0 if all(good) else 1


def _show(outcomes: dict[int, Outcome]) -> None:
    table = Table("Figure", *(f"killed {kills} times" for kills in outcomes), title=f"Slack load, {cpu_count()} cores")
    for name in Outcome.model_fields:
        values = (getattr(outcome, name) for outcome in outcomes.values())
        table.add_row(name.replace("_", " "), *(f"{value:g}" for value in values))
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
