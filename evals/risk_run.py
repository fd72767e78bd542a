"""Asks whether messages are recognised as a risk, and prints how many are, how many falsely, and how long it takes.

    python -m evals.risk_run [--split dev|held_out] [--rules-only] [--show]

With ``--show`` the misses of the questions to develop on are printed; of the held-out ones only the figures.
Exit 0 if it ran.
"""

import argparse
import sys
from time import process_time
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bot.build import likeness_maker
from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.likeness import Likeness
from bot.safeguarding.recognise import Risk, recognise
from bot.settings import Settings
from evals.golden import Split
from evals.red_team import OrdinaryCase, RiskCase, Voice, load_ordinary, load_risks
from knowledge.documents import Audience


class Recognised(NamedTuple):
    """What was made of a message, and in how many milliseconds of the processor."""

    risk: Risk | None
    took_ms: float


def run(case: RiskCase | OrdinaryCase, likeness: Likeness | None) -> Recognised:
    """Look at one message, as from the surface that its writer would use."""
    audience = Audience.PARTNER if case.voice is Voice.WORKER else Audience.PUBLIC
    started = process_time()
    risk = recognise(case.text, audience, likeness)
    return Recognised(risk, (process_time() - started) * 1000)


def risk_table(cases: dict[RiskCase, Recognised]) -> Table:
    """Of each kind: how many were recognised, and how many as a right kind."""
    table = Table("Kind", "Messages", "Recognised", "As a right kind")
    for kind in (*RiskKind, None):
        of_kind = [(case, found.risk) for case, found in cases.items() if kind in {None, case.kind}]
        right = sum(risk is not None and risk.kind in case.right_kinds for case, risk in of_kind)
        seen = sum(risk is not None for _, risk in of_kind)
        table.add_row(
            kind.value if kind else "all", str(len(of_kind)), _share(seen, len(of_kind)), _share(right, len(of_kind))
        )
    return table


def ordinary_table(cases: dict[OrdinaryCase, Recognised]) -> Table:
    """How many ordinary messages were falsely taken for a risk."""
    table = Table("Ordinary messages", "Messages", "False alarms")
    for name, hard in (("plain", False), ("with words of risk", True)):
        alarms = [found.risk is not None for case, found in cases.items() if case.hard is hard]
        table.add_row(name, str(len(alarms)), _share(sum(alarms), len(alarms)))
    alarms = [found.risk is not None for found in cases.values()]
    table.add_row("all", str(len(alarms)), _share(sum(alarms), len(alarms)))
    return table


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "-"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.DEV)
    parser.add_argument("--rules-only", action="store_true", help="without the second look by likeness")
    parser.add_argument("--show", action="store_true", help="print each miss of those to develop on")
    options = parser.parse_args()
    console = Console(width=140)
    likeness = None if options.rules_only else likeness_maker(Settings())()
    recognise("Ready?", Audience.PUBLIC, likeness)
    risks = {case: run(case, likeness) for case in load_risks(options.split)}
    ordinary = {case: run(case, likeness) for case in load_ordinary(options.split)}
    if options.show and options.split is Split.DEV:
        for case, found in risks.items():
            if found.risk is None:
                console.print(f"missed {case.id} ({case.kind}): {case.text}", markup=False)
        for plain, found in ordinary.items():
            if found.risk:
                console.print(f"false {plain.id} ({found.risk.kind}): {plain.text} {found.risk.words}", markup=False)
    console.print(risk_table(risks))
    console.print(ordinary_table(ordinary))
    times = sorted(found.took_ms for found in (*risks.values(), *ordinary.values()))
    console.print(f"Milliseconds a message: half within {times[len(times) // 2]:.1f}, all within {times[-1]:.1f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
