"""What the tests expect to be read: the rows of one invented plan, written as people write."""

from dataclasses import dataclass
from datetime import date

from knowledge.actions import ActionStatus, DateKind

DC = "Dorset Council"
NHS = "NHS Dorset Integrated Care Board"
DPCC = "Dorset Parent Carer Council"
DHC = "Dorset HealthCare University NHS Foundation Trust"
Named = frozenset[tuple[str | None, str | None]]


@dataclass(frozen=True)
class Wanted:
    """One action: how a plan writes it, and what has to be understood."""

    ref: str
    priority: str
    action: str
    owner: str
    owners: Named
    due_written: str
    due: date | DateKind
    rag: str
    status: ActionStatus
    measure: str = ""


def named(*owners: tuple[str | None, str | None]) -> Named:
    return frozenset(owners)


EI, IN, SP, PA = (
    "Early Identification",
    "Inclusion",
    "SEND Pathway",
    "Next Steps and Preparation for Adulthood",
)
HEAD = ("Head of SEND", DC)
DCO = ("Designated Clinical Officer", NHS)
S = ActionStatus

ROWS = (
    Wanted(
        "EI-01",
        EI,
        "Publish one early years checklist for all settings",
        "Early Years Lead",
        named(("Early Years Manager", DC)),
        "Q3 2025",
        date(2025, 9, 30),
        "Green",
        S.ON_TRACK,
        "Checklist used in 90% of settings",
    ),
    Wanted(
        "EI-02",
        EI,
        "Train health visitors to spot communication needs at the two-year check",
        "DCO / DHC (joint)",
        named(DCO, (None, DHC)),
        "by end March 26",
        date(2026, 3, 31),
        "Amber",
        S.AT_RISK,
        "All teams trained",
    ),
    Wanted(
        "EI-03",
        EI,
        "Share screening results between health and schools",
        "DC / NHS D (joint)",
        named((None, DC), (None, NHS)),
        "Ongoing",
        DateKind.ONGOING,
        "Red",
        S.DELAYED,
    ),
    Wanted(
        "IN-01",
        IN,
        "Agree an inclusion charter with every secondary school",
        "Head of Inclusion",
        named(("Head of Inclusion", DC)),
        "31/07/2026",
        date(2026, 7, 31),
        "Green",
        S.ON_TRACK,
        "Charter signed by 20 schools",
    ),
    Wanted(
        "IN-02",
        IN,
        "Review the graduated approach guidance with parents",
        "Head of SEND & DPCC",
        named(HEAD, (None, DPCC)),
        "Autumn term 2025",
        date(2025, 12, 31),
        "Blue",
        S.COMPLETE,
    ),
    Wanted(
        "IN-03",
        IN,
        "Set up a termly network for SENCOs",
        "TBC",
        named(),
        "Termly",
        DateKind.RECURRING,
        "Amber",
        S.AT_RISK,
        "Six meetings a year",
    ),
    Wanted(
        "SP-01",
        SP,
        "Cut the time taken to issue final plans",
        "SEND Service Manager",
        named(("SEND Service Manager", DC)),
        "Q3 2025/26",
        date(2025, 12, 31),
        "Red",
        S.DELAYED,
        "70% issued in 20 weeks",
    ),
    Wanted(
        "SP-02",
        SP,
        "Co-produce a plain guide to the assessment pathway",
        "DPCC Chair and Head of SEND",
        named(("Chair of Dorset Parent Carer Council", DPCC), HEAD),
        "March 2026",
        date(2026, 3, 31),
        "Green",
        S.ON_TRACK,
    ),
    Wanted(
        "SP-03",
        SP,
        "Map waiting times for each therapy and publish them",
        "Children's Therapies Lead (DHC)",
        named(("Children's Therapies Lead", DHC)),
        "TBC",
        DateKind.NONE,
        "Amber",
        S.AT_RISK,
    ),
    Wanted(
        "PA-01",
        PA,
        "Offer every young person a transition meeting by Year 9",
        "B2SA manager",
        named(("Birth to Settled Adulthood Service Manager", DC)),
        "2026/27",
        date(2027, 3, 31),
        "Green",
        S.ON_TRACK,
        "All Year 9 reviews",
    ),
    Wanted(
        "PA-02",
        PA,
        "Open two supported internship sites",
        "Director of Education and Learning",
        named(("Director of Education and Learning", DC)),
        "Summer term 2026",
        date(2026, 7, 31),
        "Blue",
        S.COMPLETE,
    ),
    Wanted(
        "PA-03",
        PA,
        "Write a joint protocol for moving to adult health services",
        "DCO, Head of SEND and DPCC",
        named(DCO, HEAD, (None, DPCC)),
        "",
        DateKind.NONE,
        "Red",
        S.DELAYED,
        "Protocol in use",
    ),
)

COLOURS = {"Green": "00B050", "Amber": "FFC000", "Red": "FF0000", "Blue": "0070C0"}
