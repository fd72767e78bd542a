"""What the tests of the action register share: making a plan's file and reading it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from openpyxl import Workbook

from knowledge.actions import Organisations, PlanReading, load_organisations, read_actions
from knowledge.readers import read_file
from tests.actions.plan_files import ReadPlan, ReadRows, plan_document

# No store of old examples: these tests leave nothing behind in the folder that they are run from.
settings.register_profile("actions", database=None, deadline=None)
settings.load_profile("actions")


@pytest.fixture(scope="session")
def organisations() -> Organisations:
    """The organisations and roles that plans name."""
    return load_organisations()


@pytest.fixture
def read_plan() -> ReadPlan:
    """Read the actions of a file."""
    return lambda path: read_actions(plan_document(path), read_file(path, path.name))


@pytest.fixture
def read_rows(tmp_path: Path, read_plan: ReadPlan) -> ReadRows:
    """Put rows on a sheet called "Plan" and read its actions."""

    def read(*rows: Sequence[object], merge: Sequence[str] = ()) -> PlanReading:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Plan"
        for row in rows:
            sheet.append(list(row))
        for cells in merge:
            sheet.merge_cells(cells)
        path = tmp_path / "plan.xlsx"
        book.save(path)
        return read_plan(path)

    return read
