"""Plans are read right however they are laid out: every row, every owner, nothing invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.actions import Action
from knowledge.quotes import stands_in
from knowledge.readers import read_file
from knowledge.readers.passages import cut
from tests.actions.layouts_excel import EXCEL
from tests.actions.layouts_pages import PAGES
from tests.actions.layouts_word import WORD
from tests.actions.plan_files import ReadPlan, plan_document
from tests.actions.wanted import Wanted

Layout = Callable[[Path], list[Wanted]]
LAYOUTS: list[tuple[Layout, str]] = [
    *((layout, ".xlsx") for layout in EXCEL),
    *((layout, ".docx") for layout in WORD),
    *PAGES,
]
every_layout = pytest.mark.parametrize(
    ("layout", "suffix"), LAYOUTS, ids=[f"{layout.__name__}{suffix}" for layout, suffix in LAYOUTS]
)


def owners(action: Action) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((owner.role, owner.organisation) for owner in action.owners)


@every_layout
def test_every_row_is_read_and_none_is_invented(
    layout: Layout, suffix: str, tmp_path: Path, read_plan: ReadPlan
) -> None:
    path = tmp_path / f"plan{suffix}"
    wanted = layout(path)
    assert [action.action for action in read_plan(path).actions] == [row.action for row in wanted]


@every_layout
def test_every_row_is_understood(layout: Layout, suffix: str, tmp_path: Path, read_plan: ReadPlan) -> None:
    path = tmp_path / f"plan{suffix}"
    wanted = layout(path)
    for row, action in zip(wanted, read_plan(path).actions, strict=True):
        assert owners(action) == row.owners, row.owner
        assert action.joint == (len(row.owners) > 1)
        assert (action.due.latest or action.due.kind) == row.due, row.due_written
        assert (action.ref, action.priority, action.status) == (row.ref, row.priority, row.status)


@every_layout
def test_every_action_is_tied_to_the_passage_that_shows_it(
    layout: Layout, suffix: str, tmp_path: Path, read_plan: ReadPlan
) -> None:
    path = tmp_path / f"plan{suffix}"
    layout(path)
    passages = {passage.id: passage for passage in cut(plan_document(path), read_file(path, path.name))}
    for action in read_plan(path).actions:
        passage = passages[action.passage_id]
        assert action.locator == passage.locator.label
        assert stands_in(action.action, passage.text)


def test_counted_over_all_layouts(
    tmp_path: Path, read_plan: ReadPlan, record_property: Callable[[str, object], None]
) -> None:
    rows = rows_read = owners_named = owners_read = invented = 0
    for number, (layout, suffix) in enumerate(LAYOUTS):
        path = tmp_path / f"plan-{number}{suffix}"
        wanted = {row.action: row for row in layout(path)}
        read = {action.action: action for action in read_plan(path).actions}
        rows += len(wanted)
        rows_read += len(wanted.keys() & read.keys())
        invented += len(read.keys() - wanted.keys())
        for text, row in wanted.items():
            owners_named += len(row.owners)
            owners_read += len(row.owners & owners(read[text])) if text in read else 0
            invented += len(owners(read[text]) - row.owners) if text in read else 0
    record_property("figures", f"{rows_read}/{rows} rows, {owners_read}/{owners_named} owners, {invented} invented")
    assert len(LAYOUTS) >= 12
    assert rows_read >= 0.99 * rows
    assert owners_read >= 0.99 * owners_named
    assert invented == 0


def test_a_column_that_could_not_be_mapped_is_reported(tmp_path: Path, read_plan: ReadPlan) -> None:
    layout = next(layout for layout in EXCEL if layout.__name__ == "roles_and_organisations_apart")
    layout(tmp_path / "plan.xlsx")
    reading = read_plan(tmp_path / "plan.xlsx")
    assert reading.unmapped == ('sheet "Plan", column "Weather"',)
    assert reading.actions[0].written["Weather"] == "fair"
