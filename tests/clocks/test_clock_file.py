"""The file of clocks: all of ours load, and a wrong file is refused in one line that says where."""

from pathlib import Path

import pytest

from knowledge.clocks import CLOCKS_FILE, ClockError, ClockFileError, clock_names, find_clock, load_clocks

APPEAL = "clock 'appeal': "
ASSESS = "clock 'ehc-assessment': "


def test_our_file_has_the_six_clocks() -> None:
    expected = ("ehc-assessment", "ehc-draft", "annual-review", "appeal", "mediation", "phase-transfer")
    assert clock_names() == expected


@pytest.mark.parametrize("name", ["annual-review", "Annual review", " ANNUAL_REVIEW "])
def test_a_clock_is_found_by_name_whatever_its_capitals_and_spaces(name: str) -> None:
    assert find_clock(name).name == "annual-review"


def test_a_name_that_is_nearly_right_gets_a_suggestion_and_the_list() -> None:
    with pytest.raises(ClockError, match='Did you mean "annual-review"') as caught:
        find_clock("anual reviw")
    assert "phase-transfer" in str(caught.value)


def test_a_name_like_none_of_them_gets_the_list_only() -> None:
    with pytest.raises(ClockError) as caught:
        find_clock("cheese")
    assert "Did you mean" not in str(caught.value)
    assert "ehc-assessment, ehc-draft" in str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "within: {weeks: 16}",
            "within: {wekes: 16}",
            f"{ASSESS}step 'decide-not-to-issue': within: a period is one",
        ),
        ("within: {weeks: 16}", "within: {weeks: 0}", f"{ASSESS}step 'decide-not-to-issue': within"),
        ("within: {weeks: 16}", "by: '02-29'", f"{ASSESS}step 'decide-not-to-issue': by"),
        (
            "within: {weeks: 16}",
            "within: {weeks: 16}\n        by: '02-15'",
            f"{ASSESS}step 'decide-not-to-issue': a step has exactly one of",
        ),
        (
            "within: {weeks: 16}",
            "before: {weeks: 16}",
            f"{ASSESS}step 'decide-not-to-issue': before is counted back",
        ),
        ("within: {weeks: 16}", "weeks: 16", f"{ASSESS}step 'decide-not-to-issue': weeks"),
        ("count_from: advice-requested", "count_from: advice", f"{ASSESS}step 'advice': count_from 'advice'"),
        ("adjust: [tribunal-closed-periods", "adjust: [august", f"{APPEAL}step 'last-day': adjust 'august'"),
        (
            "later_of: [from-notice",
            "later_of: [from-letter",
            f"{APPEAL}step 'last-day': later_of 'from-letter'",
        ),
        ("id: from-certificate", "id: from-notice", f"{APPEAL}step 'from-notice': its id is already in use"),
        (
            "within: {days: 15}",
            "within: {months: 1}",
            "clock 'ehc-draft': step 'comment': months are counted",
        ),
        (
            "bound: latest",
            "bound: at_least\n        before: {weeks: 1}",
            f"{ASSESS}step 'decide-to-assess': a step has",
        ),
        ("before: {weeks: 2}", "before: {working_days: 2}", "step 'notice-of-meeting': working days are not"),
        (
            'by: "02-15"\n        bound: latest',
            'by: "02-15"\n        bound: at_least',
            "step 'most-transfers': at_least is",
        ),
        (
            "adjust: [tribunal",
            "count_from: start\n        adjust: [tribunal",
            f"{APPEAL}step 'last-day': later_of takes no",
        ),
        ("count_from: advice-requested\n", "\n", f"{ASSESS}step 'advice': within needs count_from"),
        (
            "id: told-council-yes",
            "id: told-adviser-no",
            "clock 'mediation': two dates have the id 'told-adviser-no'",
        ),
        ("name: ehc-draft", "name: appeal", "two clocks are called 'appeal'"),
        ("version: 1", "version: 2", "its version is 2"),
        ("checked: 2026-11-24", "checked: 2026-11-24\nextra: 1", "'extra' is not known here"),
        ("clocks:\n", "clocks: [\n", "cannot be read"),
        ("        who: family\n", "        who: famly\n", "clock 'ehc-draft': step 'comment': who"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    text = CLOCKS_FILE.read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "clocks.yaml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ClockFileError) as caught:
        load_clocks(file)
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize("text", ["", "[]", "clocks: 3", "version: 1\nclocks: [3]"])
def test_a_file_that_is_no_list_of_clocks_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "clocks.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ClockFileError, match=r"clocks\.yaml: "):
        load_clocks(file)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ClockFileError, match="cannot be read"):
        load_clocks(tmp_path / "none.yaml")
