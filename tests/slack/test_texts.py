"""The texts of Slack are all there, all used, and ask for nothing that nobody gives."""

import re
import string
from pathlib import Path

import bot.slack
from prompts.slack import slack_texts

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.slack.__path__[0]).rglob("*.py"))
# Names that are put together from a status or a ring.
BUILT = {"home_public", "home_partner", "illustrative", "superseded", "draft", "archived", "current"}


def test_every_text_is_used() -> None:
    quoted = set(re.findall(r"[\"'](\w+)[\"']", CODE))
    unused = slack_texts().texts.keys() - quoted - BUILT
    assert unused == set()


def test_every_text_that_the_code_names_is_there() -> None:
    named = set(re.findall(r"\b(?:say|message)\(\s*[\"'](\w+)", CODE))
    assert named <= slack_texts().texts.keys()


def test_a_text_asks_only_for_what_the_code_gives() -> None:
    given = set(re.findall(r"\b(\w+)=", CODE))
    for text in slack_texts().texts.values():
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= given
