"""Where two current documents disagree, both readings are shown with their quotes; where they only seem to, none is."""

from pathlib import Path

import pytest

from bot.answer import Answer
from bot.assistant import Assistant
from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from retrieval.ingest import ingest

STRATEGY = """# Thornmere SEND strategy

## Portage

Families wait about 9 weeks for a first Portage visit. Portage costs £210,000 a year.

## Oversight

The Thornmere Partnership Board is chaired by Mrs Dora Hallam. The transition pathway is owned by NHS Dorset.

## Hub

The Mill Street hub will open in May 2026. It will cost £1.3m to build.

## Sleep

By law a complaint must be answered within 20 days.
"""
PAGE = """# Help for families in Thornmere

## Waiting

The wait for a first visit from Portage is now 15 weeks. The wait for the sleep clinic is 4 weeks.

## Who decides

The chair of the Thornmere Partnership Board is Councillor Ivo Breck. NHS Dorset ICB owns the transition pathway.

## Mill Street

The hub at Mill Street opens in October 2026. Building the Mill Street hub will cost £1,300,000.
"""
BRIEFING = """# Briefing on the delivery plan

## Actions

Action TM-01, the shared checklist, is led by the Head of Inclusion. The sensory room at Mill Street (TM-02) is due by
30 June 2026. TM-03 is led by the Designated Clinical Officer and is due by the end of March 2026.
"""
OLD = """# Thornmere SEND strategy 2019

## Sleep

The wait for the sleep clinic is 22 weeks.
"""
PLAN = """Ref,Action,Owner,Due,Status
TM-01,Publish a shared checklist,Head of SEND,May 2026,On track
TM-02,Fit out a sensory room at Mill Street,Dorset Council,February 2026,On track
TM-03,Train health visitors,DCO,31 March 2026,On track
"""
REGISTER = """documents:
- {id: strategy, file: strategy.md, title: Thornmere SEND strategy, kind: strategy, audience: public,
   published: 2024-10-01}
- {id: page, file: page.md, title: Help for families, kind: page, audience: public, published: 2026-01-12}
- {id: briefing, file: briefing.md, title: Briefing on the plan, kind: briefing, audience: public,
   published: 2026-02-02}
- {id: old, file: old.md, title: Thornmere SEND strategy 2019, kind: strategy, audience: public, status: superseded,
   published: 2019-10-01}
- {id: plan, file: plan.csv, title: Thornmere delivery plan, kind: delivery_plan, audience: public,
   published: 2025-11-03}
"""
PAPERS = {
    "strategy.md": STRATEGY,
    "page.md": PAGE,
    "briefing.md": BRIEFING,
    "old.md": OLD,
    "plan.csv": PLAN,
    "register.yaml": REGISTER,
}


@pytest.fixture(scope="module")
def thornmere(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Assistant:
    """An assistant on papers that disagree in places."""
    home = tmp_path_factory.mktemp("thornmere")
    (home / "library").mkdir()
    for name, text in PAPERS.items():
        (home / "library" / name).write_text(text, encoding="utf-8")
    made = settings.model_copy(update={"library": home / "library", "data": home / "data"})
    ingest(ingest_places(made), embedder_maker(made), embedder_name(made))
    return build_assistant(made, source_base="", for_people=False)


def readings(answer: Answer) -> dict[str, str]:
    """Each value in conflict, with the id of the document that gives it."""
    cited = {citation.number: citation for citation in answer.citations}
    for conflict in answer.conflicts:
        for one in conflict.readings:
            assert one.value in cited[one.citation].quote
    return {one.value: cited[one.citation].document.id for item in answer.conflicts for one in item.readings}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How long is the wait for Portage?", {"9 weeks": "strategy", "15 weeks": "page"}),
        (
            "Who chairs the Thornmere Partnership Board?",
            {"Mrs Dora Hallam": "strategy", "Councillor Ivo Breck": "page"},
        ),
        ("When does the Mill Street hub open?", {"May 2026": "strategy", "October 2026": "page"}),
        ("Who leads action TM-01?", {"Head of SEND": "plan", "Head of Inclusion": "briefing"}),
        ("When is action TM-02 due?", {"February 2026": "plan", "30 June 2026": "briefing"}),
    ],
)
def test_two_current_documents_that_disagree_are_both_shown(
    thornmere: Assistant, question: str, values: dict[str, str]
) -> None:
    assert readings(thornmere.ask(question)) == values


@pytest.mark.parametrize(
    ("question", "newer"),
    [
        ("How long is the wait for Portage?", "Help for families, of 12 January 2026"),
        ("Who leads action TM-01?", "Briefing on the plan, of 2 February 2026"),
    ],
)
def test_the_notice_says_that_they_disagree_and_which_is_newer(thornmere: Assistant, question: str, newer: str) -> None:
    notice = thornmere.ask(question).notice or ""
    assert "do not agree" in notice
    assert newer in notice


@pytest.mark.parametrize(
    "question",
    [
        "How much does it cost to build the Mill Street hub?",  # one sum, written in two ways
        "Who owns the transition pathway?",  # one body, under two names
        "How long is the wait for the sleep clinic?",  # Portage's wait is another, and the old strategy is replaced
        "How much does Portage cost?",  # one document says so
        "Who leads action TM-03?",  # a short name of the same post
        "When is action TM-03 due?",  # the end of March is 31 March
        "When is action TM-01 due?",  # the other date is another action's
        "How do I ask for help from Portage?",  # asks for no value
    ],
)
def test_what_only_looks_like_a_conflict_is_none(thornmere: Assistant, question: str) -> None:
    assert thornmere.ask(question).conflicts == ()


def test_papers_of_the_library_do_not_contradict_themselves(tmp_path: Path, settings: Settings) -> None:
    alone = tmp_path / "library"
    alone.mkdir()
    (alone / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    made = settings.model_copy(update={"library": alone, "data": tmp_path / "data"})
    ingest(ingest_places(made), embedder_maker(made), embedder_name(made))
    answer = build_assistant(made, source_base="", for_people=False).ask("How long is the wait for Portage?")
    assert answer.statements
    assert answer.conflicts == ()
