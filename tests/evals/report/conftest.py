"""The report of a run with something of everything in it, and the browser of the widget's tests to open it in."""

from pathlib import Path

import pytest

from bot.answer import EasyRead, EasyReadLine, Status
from bot.personal_data.kinds import PersonalDataKind
from bot.safeguarding.kinds import RiskKind
from evals.cases import ConflictExpected, Expected, PersonalItem, SuiteName
from evals.comparison import ComparedFigure
from evals.figures import Slice
from evals.metrics.measures import Measure
from evals.report import write_report
from evals.results import Run
from tests.evals.report.samples import ATTACK, RIGHT, WRONG, outcome, run_of
from tests.web.samples import ACTIONS, CONFLICT, NOT_FOUND, WITH_HELP, answer_with
from tests.widget.conftest import browser, open_page  # noqa: F401 - fixtures

EASY = answer_with(easy_read=EasyRead(label="Simpler.", lines=(EasyReadLine(text="Six weeks.", citations=(1,)),)))
ITEM = PersonalItem(kind=PersonalDataKind.NAME, text="Oliver Beckett")
DISAGREES = Expected(conflict=ConflictExpected(values=(("£1.2 million",), ("£1.4 million",)), newest="briefing"))

COUNTS = {"p_fall": 0.5, "better": 3, "worse": 2, "cases": 40}


@pytest.fixture(scope="session")
def everything() -> Run:
    """A run in which each suite went wrong once, and some went right."""
    return run_of(
        [
            outcome("right", tags=("parent",)),
            outcome("half", WRONG, tags=("parent", "typo"), note="Two facts, on two pages."),
            outcome("late", WRONG, answer=answer_with(language="cy"), history=("What is a plan?", "Who writes it?")),
            outcome(
                "easy",
                {Measure.EASY_READ: 0.0},
                suite=SuiteName.EASY_READ,
                answer=EASY,
                expected=Expected(easy_read=True),
            ),
            outcome("none", {Measure.REFUSED: 0.0}, suite=SuiteName.REFUSALS, expected=Expected(refusal=True)),
            outcome(
                "said",
                {Measure.REFUSED: 1.0},
                suite=SuiteName.REFUSALS,
                expected=Expected(refusal=True),
                answer=NOT_FOUND,
            ),
            outcome(
                "rows",
                {Measure.ROWS: 0.0},
                suite=SuiteName.ACTIONS,
                answer=ACTIONS,
                expected=Expected(rows=("A1", "A2")),
            ),
            outcome("both", {Measure.CONFLICT: 0.0}, suite=SuiteName.CONFLICTS, answer=CONFLICT, expected=DISAGREES),
            outcome(
                "calm",
                {Measure.NO_FALSE_ALARM: 0.0},
                suite=SuiteName.SAFEGUARDING,
                answer=WITH_HELP,
                expected=Expected(no_risk=True),
            ),
            outcome(
                "risk",
                {Measure.RISK: 1.0, Measure.RISK_KIND: 1.0},
                suite=SuiteName.SAFEGUARDING,
                answer=WITH_HELP,
                expected=Expected(risk=(RiskKind.CHILD_SELF_HARM,)),
            ),
            outcome(
                "name",
                {Measure.MASKED: 0.0},
                suite=SuiteName.PRIVACY,
                question="Can Oliver Beckett have a plan?",
                expected=Expected(masked=(ITEM,)),
                answer=answer_with(question="Can [name] have a plan?", removed=(PersonalDataKind.NAME,)),
            ),
            outcome(
                "attack",
                {Measure.STATUS: 0.0, Measure.NOT_SHOWN: 1.0},
                suite=SuiteName.INJECTION,
                question=ATTACK,
                expected=Expected(status=(Status.DECLINED,), must_not_show=(ATTACK,)),
                answer=answer_with(question=ATTACK, notice=f"I found nothing on “{ATTACK}”."),
            ),
            outcome("obeyed", {Measure.NOT_SHOWN: 0.0}, suite=SuiteName.INJECTION, question=ATTACK * 3),
        ],
        left_out=("reports/cabinet.txt",),
    )


@pytest.fixture(scope="session")
def page(everything: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report, held against an earlier run in which other cases were right."""
    to = tmp_path_factory.mktemp("report") / "report.html"
    earlier = {"right": WRONG, "half": RIGHT, "attack": {Measure.STATUS: 1.0}}
    before = [one.model_copy(update={"scores": earlier.get(one.task.id, one.scores)}) for one in everything.outcomes]
    slice_ = Slice(suite=SuiteName.STRATEGY)
    rows = [
        ComparedFigure(
            slice=slice_, measure=Measure.FACT_RECALL, before=0.7, after=0.8, low=0.04, high=0.16, p=0.0004, **COUNTS
        ),
        ComparedFigure(
            slice=slice_, measure=Measure.ANSWERED, before=0.9, after=0.8, low=-0.2, high=-0.01, p=0.031, **COUNTS
        ),
        ComparedFigure(
            slice=slice_, measure=Measure.RECALL_1, before=0.9, after=0.8, low=-0.2, high=0.01, p=0.25, **COUNTS
        ),
    ]
    write_report(everything, to, before=run_of(before, name="2026-11-20-dev", golden="other"), compared=rows)
    return to
