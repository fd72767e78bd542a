"""Prompts are files with front matter; a file or a use that is wrong says so when it is loaded, not when a person waits."""

from importlib.resources import files

import pytest

from prompts.prompt import PromptError, parse_prompt, prompt

GOOD = '---\npurpose: Greets.\nversion: "1"\nvariables: [name]\n---\nHello $name.\n'


def test_a_prompt_is_filled_in_by_name() -> None:
    assert parse_prompt("greeting", GOOD).fill(name="Ann") == "Hello Ann."


def test_what_stands_in_a_value_is_left_as_it_is() -> None:
    assert parse_prompt("greeting", GOOD).fill(name="$name ${other} $$5") == "Hello $name ${other} $$5."


@pytest.mark.parametrize("values", [{}, {"nmae": "Ann"}, {"name": "Ann", "place": "Poole"}])
def test_a_variable_that_is_missing_or_unknown_is_named(values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match=r"prompts/greeting.md: missing or unknown: (name|nmae|place)"):
        parse_prompt("greeting", GOOD).fill(**values)


@pytest.mark.parametrize("source", ["Hello $name.", "", "---\nversion: 1\n", "Text first\n" + GOOD])
def test_a_file_without_front_matter_is_refused(source: str) -> None:
    with pytest.raises(PromptError, match="must begin with front matter"):
        parse_prompt("greeting", source)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Hello $name.", "Hello.", "name"),
        ("Hello $name.", "Hello $name and $other.", "other"),
        ("Hello $name.", "Hello $name, that is $ 5.", "stands alone"),
        ("Hello $name.", "", "text"),
        ("purpose: Greets.\n", "", "purpose"),
        ('version: "1"\n', "", "version"),
        ('version: "1"', 'version: "1"\nmood: kind', "mood"),
        ("purpose: Greets.", "purpose: [", "purpose"),
    ],
)
def test_a_file_that_is_wrong_says_what_is_wrong(old: str, new: str, said: str) -> None:
    with pytest.raises(PromptError, match=f"(?s)prompts/greeting.md: .*{said}"):
        parse_prompt("greeting", GOOD.replace(old, new))


def test_two_dollars_are_one() -> None:
    assert parse_prompt("price", GOOD.replace("Hello $name.", "$name owes $$5.")).fill(name="Ann") == "Ann owes $5."


def test_a_prompt_that_is_not_there_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts/farewell.md is not there"):
        prompt("farewell")


def test_every_prompt_of_signpost_loads_and_has_a_version() -> None:
    names = [file.name.removesuffix(".md") for file in files("prompts").iterdir() if file.name.endswith(".md")]
    assert {"compose", "understand", "easy_read"} <= set(names)
    assert all(prompt(name).version for name in names)
