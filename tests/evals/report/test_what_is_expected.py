"""What a case expects is told in words, whatever it expects."""

from typing import Any

import pytest

from evals.cases import Case
from evals.report.expecting import expectations


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"refusal": True}, ["The papers do not say, and it says so"]),
        ({"refusal": False}, ["The papers say, and it answers"]),
        ({"status": ["answered", "partial"]}, ["It ends as: answered or answered in part"]),
        ({"answered_by": ["register"]}, ["The answer comes from the register of actions"]),
        ({"kind": ["own_case", "legal_advice"]}, ["The question is read as: own case or legal advice"]),
        ({"passages": ["1.1", "1.2", "2"]}, ["It stands in: 1.1, 1.2 or 2"]),
        ({"facts": [["a", "b"], ["c"]]}, ["It says “a” or “b”", "It says “c”"]),
        ({"rows": ["A1", "A2"]}, ["Exactly these actions are shown: A1 and A2"]),
        ({"rows": []}, ["Exactly these actions are shown: none"]),
        (
            {"plan": "plan-1", "rows": ["A1"]},
            ["Exactly these actions are shown: A1", "Only this plan is cited: plan-1"],
        ),
        ({"owner": "NHS Dorset"}, ["The owner is NHS Dorset"]),
        ({"due": "2026-12-01"}, ["The date is 1 December 2026"]),
        ({"conflict": {}}, ["It shows that papers disagree"]),
        (
            {"conflict": {"values": [["£1m", "£1 million"], ["£2m"]], "newest": "briefing"}},
            [
                "It shows that papers disagree: “£1m” or “£1 million”; “£2m”",
                "It names the newest of them: briefing",
            ],
        ),
        ({"no_conflict": True}, ["The papers only look as if they disagreed, and no conflict is shown"]),
        ({"risk": ["missing_child"]}, ["It shows urgent help, for: missing child"]),
        ({"no_risk": True}, ["It is an ordinary message, and raises no alarm"]),
        ({"masked": [{"kind": "name", "text": "Oliver"}]}, ["It takes out “Oliver” (name)"]),
        ({"keep": ["EHCP"]}, ["It leaves “EHCP”"]),
        ({"untouched": True}, ["Nothing personal stands in it, and it is left as it is"]),
        ({"must_not_show": ["x" * 130]}, [f"Nowhere does it show “{'x' * 120}…”"]),
        ({"easy_read": True}, ["It comes in simpler words too, with the same figures"]),
    ],
)
def test_each_thing_that_is_expected_is_a_line(expected: dict[str, Any], told: list[str]) -> None:
    case = Case.model_validate({"id": "a", "question": "Why?", "expected": expected})
    assert list(expectations(case)) == told
