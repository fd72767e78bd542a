"""Under load, over a Slack that fails, and killed in the middle: each question is answered once, and none is lost."""

import asyncio
from pathlib import Path

import pytest

from evals.local_slack.load import Load, run_load


@pytest.mark.slow
def test_each_of_many_events_is_answered_once_while_slack_fails(tmp_path: Path) -> None:
    outcome = asyncio.run(run_load(Load(events=100), tmp_path))
    assert (outcome.answered_once, outcome.answered_again, outcome.silent) == (100, 0, 0)
    assert outcome.sent > 150
    assert outcome.calls_failed > 0
    assert outcome.ack_p99_ms <= 1000


@pytest.mark.slow
def test_killed_in_the_middle_each_is_answered_once_or_apologised_for(tmp_path: Path) -> None:
    load = Load(events=60, kill_after=(30,), seconds_per_answer=0.2, failing=0.1)
    outcome = asyncio.run(run_load(load, tmp_path))
    assert (outcome.answered_again, outcome.silent) == (0, 0)
    assert outcome.answered_once + outcome.apologised == 60
    assert outcome.not_acknowledged > 0
