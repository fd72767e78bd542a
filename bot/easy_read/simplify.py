"""Puts proved statements into simpler words: by a model where one is set and code agrees, else by rules."""

import re
from collections.abc import Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from bot.draft import Draft, DraftAction, DraftStatement
from bot.easy_read.lines import short_lines
from bot.easy_read.plain import in_plain_words, plain_english
from bot.easy_read.same import says_the_same

_MOST_WORDS = 14  # a longer message says something else too
_NOT_LETTERS = re.compile(r"[^a-z ']")


class EasyLine(BaseModel):
    """One line, and the statement or action (its place in the draft) that proves it."""

    model_config = ConfigDict(frozen=True)

    text: str
    place: int
    is_action: bool = False


class Simplifier(Protocol):
    """What may word statements more simply; its lines are checked before they are shown."""

    def simplify(self, statements: Sequence[str]) -> list[tuple[int, str]]:
        """Lines, each with the place of the statement that it tells; none when it cannot."""
        ...


def asks_for_simpler(question: str) -> bool:
    """Whether a message asks only for simpler words."""
    asks = plain_english().asks
    said = f" {' '.join(_NOT_LETTERS.sub('', question.lower().replace('-', ' ')).split())} "
    signs = [sign for sign in asks.signs if f" {sign} " in said]
    rest = set(said.split()) - {word for sign in signs for word in sign.split()}
    return bool(signs) and len(said.split()) <= _MOST_WORDS and rest <= asks.beside


def simplify(draft: Draft, simplifier: Simplifier | None = None) -> tuple[EasyLine, ...]:
    """The lines of a checked draft. A line of the simplifier's is used only if all of its statement's lines hold."""
    written = simplifier.simplify([one.text for one in draft.statements]) if simplifier and draft.statements else []
    lines: list[EasyLine] = []
    for place, statement in enumerate(draft.statements):
        offered = [text for number, text in written if number == place]
        lines += [EasyLine(text=text, place=place) for text in _lines_of(statement, offered)]
    for place, action in enumerate(draft.actions):
        lines += [EasyLine(text=text, place=place, is_action=True) for text in _action_lines(action)]
    return tuple(lines)


def _lines_of(statement: DraftStatement, offered: list[str]) -> list[str]:
    if offered and says_the_same(offered, statement.text):
        return offered
    lines = [in_plain_words(line) for line in short_lines(statement.text)]
    # A pair of words that changes a duty or a figure in this sentence is not used in it.
    return lines if says_the_same(lines, statement.text) else short_lines(statement.text)


def _action_lines(action: DraftAction) -> list[str]:
    say = plain_english().action
    owners = [", ".join(filter(None, (owner.role, owner.organisation))) for owner in action.owners]
    ref = f"{action.ref}: " if action.ref else ""
    return [
        f"{say.what}: {ref}{action.action}",
        f"{say.who}: {'; '.join(owners) or say.nobody}",
        f"{say.when}: {action.due or say.no_date}",
    ]
