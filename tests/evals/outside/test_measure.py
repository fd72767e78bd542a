"""From a published file to a table of figures."""

from pathlib import Path

import pytest

from bot.settings import Settings
from evals.outside.measure import Format, measure_outside, read_outside
from evals.outside.sets import OutsideError
from tests.evals.outside.made_up import write_beir, write_squad


@pytest.mark.slow
def test_a_squad_file_is_asked_and_marked_from_end_to_end(tmp_path: Path) -> None:
    figures = measure_outside(Format.SQUAD, write_squad(tmp_path), None, tmp_path / "work", Settings(), processes=1)
    assert (figures.questions, figures.items, figures.unread) == (10, 5, 0)
    assert figures.refusals.cases == 10
    assert figures.deep is not None
    assert figures.deep.recall_10 == 1.0
    assert {one.slice.suite.value for one in figures.figures} == {"strategy", "refusals"}
    shown = str(figures)
    assert "harbour: 10 of 10 questions, asked of all 5 items." in shown
    assert "| answerable | Right passage first |" in shown
    assert "| unanswerable | Rightly refused |" in shown
    assert "| both | Balanced accuracy |" in shown
    assert "| search alone | nDCG at 10 |" in shown


@pytest.mark.slow
def test_a_beir_folder_is_asked_and_marked_from_end_to_end(tmp_path: Path) -> None:
    figures = measure_outside(Format.BEIR, write_beir(tmp_path), 2, tmp_path / "work", Settings(), processes=1)
    assert (figures.questions, figures.questions_in_all, figures.items) == (2, 3, 4)
    assert figures.deep is not None
    assert figures.deep.ndcg_10 > 0.5
    assert figures.refusals.recall is None


def test_a_limit_below_1_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="limit"):
        read_outside(Format.SQUAD, write_squad(tmp_path), 0)
